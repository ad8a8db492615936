"""What the pages of gifts ask."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def payments_are_sandbox() -> bool:
    """Tell whether payments are a game: the demonstration's sandbox."""
    return bool(settings.STRIPE_ADDRESS)
