"""What happens to the library by the passing of time, on each site."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cms.visibility import unlocked
from resources.actions.check_links import check_links
from resources.checking.outside import OutsideWeb
from resources.models import KitPage
from resources.tasks import prepare_archives
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


@periodic(
    "resources.archives",
    every=timedelta(hours=1),
    per_tenant=True,
    title=_("Prepare the downloads of mallettes"),
)
def prepare_missing_archives(at: datetime) -> None:  # noqa: ARG001  every job is told the time
    """Make what a restored or emptied storage lacks; what is there costs a look."""
    for page_id in KitPage.objects.live().filter(unlocked()).values_list("pk", flat=True):
        prepare_archives.enqueue(page_id)
