"""What happens to pages, messages and subscriptions by the passing of time, on each site."""

from datetime import datetime, time, timedelta

from django.core.management import call_command
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.file_text import keeping
from cms.models import Message, MessageState, Subscriber
from cms.tasks import read_document
from tenants.scheduler import periodic

# The personal data page of a new site promises these.
ANSWERED_KEPT = timedelta(days=365)
UNWANTED_KEPT = timedelta(days=30)
UNCONFIRMED_KEPT = timedelta(days=30)
# Long enough to prove that somebody asked to leave.
LEFT_KEPT = timedelta(days=365)
# Asked for in one go.
MOST_FILES = 200


@periodic(
    "cms.publication",
    every=timedelta(minutes=5),
    per_tenant=True,
    title=_("Publish and take back pages at their hour"),
)
def publish(_at: datetime) -> None:
    call_command("publish_scheduled")


@periodic(
    "cms.file_text",
    every=timedelta(hours=1),
    per_tenant=True,
    title=_("Read the words of files for search"),
)
def read_files(at: datetime) -> str:
    """Ask for what no worker has read yet; tell again the pages of what was just read."""
    waiting = list(keeping.unread().values_list("pk", flat=True)[:MOST_FILES])
    for pk in waiting:
        read_document.enqueue(pk)
    with transaction.atomic():
        keeping.refresh_users(keeping.read_since(at - keeping.AGAIN))
    return f"{len(waiting)} files to read"


@periodic(
    "cms.retention",
    daily_at=time(3, 20),
    per_tenant=True,
    include_archived=True,
    title=_("Forget old messages and subscriptions"),
)
def forget(at: datetime) -> str:
    """Delete what is no longer needed; a message that waits is kept, however old."""
    messages, _rows = Message.objects.filter(
        Q(state=MessageState.DONE, answered_at__lt=at - ANSWERED_KEPT)
        | Q(state=MessageState.SPAM, created_at__lt=at - UNWANTED_KEPT)
    ).delete()
    subscribers, _rows = Subscriber.objects.filter(
        Q(confirmed_at__isnull=True, asked_at__lt=at - UNCONFIRMED_KEPT)
        | Q(left_at__lt=at - LEFT_KEPT)
    ).delete()
    return f"{messages} messages, {subscribers} subscribers"
