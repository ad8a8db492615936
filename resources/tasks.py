"""Background entry points: each calls one action."""

from django.tasks import task

from cms.visibility import unlocked
from resources.actions.build_archive import build_archive
from resources.archives import archives_of
from resources.models import KitPage
from tenants.page_cache import forget_pages


@task(queue_name="media")
def prepare_archives(page_id: int) -> int:
    """Make the archives of a mallette that are missing; return how many. None for a hidden one."""
    kits = KitPage.objects.live().filter(unlocked(), pk=page_id)
    kit = kits.select_related("locale").first()
    if kit is None:
        return 0
    root_url = (kit.full_url or "").removesuffix(kit.url or "")
    made = sum(build_archive(archive=archive, root_url=root_url) for archive in archives_of(kit))
    if made:
        forget_pages()  # its page said that they were being prepared
    return made
