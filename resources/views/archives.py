"""The ZIP files of mallettes."""

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from cms.visibility import unlocked
from kernel import ranges
from resources.archives import archives_of
from resources.models import KitPage


@require_safe
def kit_archive(request: HttpRequest, page_id: int, number: int) -> HttpResponseBase:
    """Give an archive, or lead back to the mallette, which says that it is being prepared."""
    kits = KitPage.objects.live().filter(unlocked()).select_related("locale")
    kit = get_object_or_404(kits, pk=page_id)
    archive = next((known for known in archives_of(kit) if known.number == number), None)
    if archive is None:
        raise Http404
    if not archive.is_ready:
        return redirect(f"{kit.url}#telecharger")
    response = ranges.answer(
        request, default_storage.open(archive.path), content_type="application/zip"
    )
    response["Content-Disposition"] = f'attachment; filename="{archive.file_name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
