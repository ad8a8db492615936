"""Measures how far the catalogue is from what the sources say: numbers first, then samples."""

from dataclasses import dataclass

from search import registry
from search.catalogue import Entry
from search.rebuild import Unit, stale
from tenants.context import current_schema, enter


@dataclass(frozen=True, slots=True)
class Drift:
    """One unit's entries against its documents. A sample may miss what a full comparison finds."""

    unit: Unit
    documents: int
    entries: int
    compared: int
    different: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        return self.documents == self.entries and not self.different


def measure(unit: Unit, *, sample: int | None) -> Drift:
    """Compare numbers, and the content of a random sample (None: of everything)."""
    with enter(unit.schema):
        source = registry.find_source(unit.source)
        entries = Entry.objects.of_site(current_schema()).filter(source=source.name)
        keys = entries.values_list("key", flat=True)
        chosen = set(keys if sample is None else keys.order_by("?")[:sample])
        documents = list(source.documents(None if sample is None else sorted(chosen)))
        gone = chosen - {document.key for document in documents}
        different = {*stale(source, documents), *gone}
        return Drift(unit, source.count(), entries.count(), len(chosen), tuple(sorted(different)))
