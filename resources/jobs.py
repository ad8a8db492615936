"""What happens to the library by the passing of time, on each site."""

from datetime import datetime, time

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from resources.actions.check_links import check_links
from resources.checking.outside import OutsideWeb
from tenants.scheduler import periodic


@periodic(
    "resources.links",
    daily_at=time(4, 10),
    per_tenant=True,
    title=_("Check the outside links"),
)
def check_outside_links(at: datetime) -> str:
    if not settings.OUTSIDE_LINK_CHECKS:
        return "off"
    return f"{check_links(web=OutsideWeb(), at=at)} links"
