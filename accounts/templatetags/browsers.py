from django import template

from accounts.domain.browsers import name_of

register = template.Library()


@register.filter
def browser(user_agent: str) -> str:
    """``{{ session.user_agent|browser }}``: "Firefox, Windows", or what the browser said."""
    return name_of(user_agent) or user_agent[:60]
