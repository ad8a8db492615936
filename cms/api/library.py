"""Pictures and files by number: those that a published page uses, and no others."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import IntegerField
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from ninja import Router
from wagtail.models import CollectionViewRestriction, Page, ReferenceIndex

from cms.api.media import DocumentOut, ImageOut, document_out, image_out, prepare
from cms.models import Document, Image
from cms.visibility import visible
from kernel.api.answers import answer
from kernel.api.problems import NOT_FOUND, Problem, documented

router = Router(tags=["files"])


@router.get(
    "images/{int:image_id}",
    response={200: ImageOut, **documented(NOT_FOUND)},
    summary="Read a picture",
)
def read_image(request: HttpRequest, image_id: int) -> HttpResponseBase:
    """A picture with its named renditions, its focal point and the words for those who hear it."""
    image = find(Image, image_id)
    prepare([image])
    return answer(request, image_out(image, request))


@router.get(
    "documents/{int:document_id}",
    response={200: DocumentOut, **documented(NOT_FOUND)},
    summary="Read a file",
)
def read_document(request: HttpRequest, document_id: int) -> HttpResponseBase:
    """A file to download, with its format, its weight and its language."""
    return answer(request, document_out(find(Document, document_id), request))


def find(model: type[Any], pk: int) -> Any:
    """Return what a published page shows, from a collection that is not locked; or raise 404."""
    found = model.objects.filter(pk=pk).select_related("collection").first()
    if found is None or _is_locked(found) or not _is_shown(found):
        raise Problem(NOT_FOUND, _("No published page uses it."))
    return found


def _is_locked(found: Any) -> bool:
    above = found.collection.get_ancestors(inclusive=True)
    return bool(CollectionViewRestriction.objects.filter(collection__in=above).exists())


def _is_shown(found: Any) -> bool:
    uses = ReferenceIndex.get_references_to(found).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    ids = uses.annotate(page_id=Cast("object_id", IntegerField())).values("page_id")
    return bool(visible().filter(pk__in=ids).exists())
