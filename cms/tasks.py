"""What a worker does for editors and readers; each entry calls one function."""

from django.db.models import Q
from django.tasks import task
from django.utils import timezone
from wagtail.models import Page

from cms import pictures, upkeep
from cms.actions.send_issue import send_next_batch
from cms.admin import pages
from cms.file_text.keeping import read_file
from cms.models import Image
from tenants.tasks import Priority


@task(priority=Priority.DUE)
def prepare_renditions(image_id: int) -> int:
    """Draw every size of an image that is missing; return how many there are.

    Nothing for a deleted one.
    """
    image = Image.objects.filter(pk=image_id).first()
    if image is None:
        return 0
    ready = image.get_renditions(*pictures.prepared())
    # The cards of the pages that show it, of whatever type, show the original until now.
    users = Page.objects.filter(pages.matching(Q(image=image), pages.has_picture))
    upkeep.refresh(users.values_list("translation_key", flat=True))
    return len(ready)


@task(priority=Priority.IDLE)
def read_document(document_id: int) -> str:
    """Read the words of a file for search; return how it went, nothing for a deleted one."""
    kept = read_file(document_id)
    return kept.state if kept else ""


@task()
def send_issue_batch(issue_id: int) -> None:
    """Write one batch of a newsletter, then ask for the next."""
    if send_next_batch(issue_id=issue_id, at=timezone.now()):
        send_issue_batch.enqueue(issue_id)
