"""Days and hours of the back office, on the clock of the site: `{% load clocks %}`."""

from datetime import datetime

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tne_sites import clock

register = template.Library()


@register.filter
def site_moment(instant: datetime) -> str:
    """Write a day and an hour shortly, on the clock of the site."""
    return date_format(instant.astimezone(clock.zone()), "SHORT_DATETIME_FORMAT")


@register.filter
def site_day(instant: datetime) -> str:
    """Write a day shortly: the one that the calendar of the site had then."""
    return date_format(instant.astimezone(clock.zone()), "SHORT_DATE_FORMAT")


@register.simple_tag
def whose_hours() -> SafeString | str:
    """Say which clock the page follows, where it is not that of Paris."""
    zone = clock.zone()
    if zone.key == settings.TIME_ZONE:
        return ""
    ahead = timezone.now().astimezone(zone).strftime("%z")  # -0400
    words = _("The hours of this page are local: UTC%(ahead)s.") % {
        "ahead": f"{ahead[:3]}:{ahead[3:]}".replace("-", "−")
    }
    return format_html('<p class="meta"><bdi>{}</bdi></p>', words)
