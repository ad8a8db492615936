"""Keeps the words of files beside the library, and pages findable by them."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from wagtail.models import CollectionViewRestriction

from cms import upkeep
from cms.domain.file_text import TextState
from cms.file_text import reading
from cms.models import Document, FileText
from cms.search_documents import NAME
from search.listings import EVERY_LANGUAGE, Facet, Query, Scope, walk

# A page published while its file was read may have missed it: it is told again for so long.
AGAIN = timedelta(hours=3)


def read_file(document_id: int) -> FileText | None:
    """Read a document's words, then write the pages that hand it over again; None: it is gone."""
    document = Document.objects.filter(pk=document_id).first()
    if document is None or not reading.has_words(document.file_extension):
        return None
    found = _read(document)
    with transaction.atomic():
        kept, _is_new = FileText.objects.update_or_create(
            document=document,
            defaults={
                "file_name": document.file.name,
                "state": found.state,
                "text": found.text,
            },
        )
        refresh_users([document_id])
    return kept


def _read(document: Document) -> reading.Reading:
    try:
        with document.file.open("rb") as file:
            return reading.read(file, extension=document.file_extension, size=document.file.size)
    except OSError:  # the storage lost it
        return reading.Reading(TextState.DAMAGED)


def unread() -> QuerySet[Document]:
    """The documents whose words nobody has read, or whose file was replaced since."""
    kinds = Q()
    for extension in reading.READERS:
        kinds |= Q(file__iendswith=f".{extension}")
    return Document.objects.filter(kinds).exclude(words__file_name=F("file"))


def read_since(at: datetime) -> list[int]:
    rows = FileText.objects.filter(read_at__gte=at).exclude(text="")
    return list(rows.values_list("pk", flat=True))


def refresh_users(documents: Collection[int]) -> None:
    """Write the entries of the pages that hand these documents over."""
    if documents:
        query = Query(
            facets={Facet.FILE: [str(pk) for pk in documents]},
            scope=Scope.SITE,
            language=EVERY_LANGUAGE,
            per_page=100,
        )
        upkeep.refresh({card.key for card in walk(query) if card.source == NAME})


def in_collections(restrictions: Iterable[CollectionViewRestriction]) -> list[int]:
    """Return the documents of the library that these restrictions concern."""
    wanted = Q(pk__in=[])
    for restriction in restrictions:
        wanted |= Q(collection__path__startswith=restriction.collection.path)
    return list(Document.objects.filter(wanted).values_list("pk", flat=True))


def restriction_changed(instance: CollectionViewRestriction, **_: Any) -> None:
    """What a folder keeps to some people is found by nobody else."""
    with transaction.atomic():
        refresh_users(in_collections([instance]))
