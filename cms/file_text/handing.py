"""Which documents a page hands over, and the words that anybody may read of them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Q
from wagtail.models import CollectionViewRestriction

from cms.models import Document, FileText

LONGEST = 300_000  # letters of all the files of a page


def documents_of(page: Any) -> list[int]:
    """Return the documents in the page's blocks and links, each once, in order."""
    return list(dict.fromkeys(_documents(page)))


def _documents(page: Any) -> Iterator[int]:
    for field in page._meta.get_fields():
        extract = getattr(field, "extract_references", None)
        value = field.value_from_object(page) if extract else None
        if extract and value is not None:
            for model, pk, *_places in extract(value):
                if issubclass(model, Document):
                    yield int(pk)


def texts_of(documents: Iterable[int]) -> Mapping[int, str]:
    """Return the words of those that anybody may read: none of a folder kept to some people."""
    rows = FileText.objects.filter(pk__in=list(documents)).exclude(text="")
    rows = rows.exclude(kept_apart("document__collection"))
    return dict(rows.values_list("pk", "text"))


def kept_apart(collection: str = "collection") -> Q:
    """Match what lies in a folder kept to some people; the folder is found by this field."""
    found = Q(pk__in=[])
    for path in CollectionViewRestriction.objects.values_list("collection__path", flat=True):
        found |= Q(**{f"{collection}__path__startswith": path})
    return found
