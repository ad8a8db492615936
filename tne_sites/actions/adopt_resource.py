"""A department takes up a national resource, arranges those it has, or lets one go."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from kernel.domain import DomainError
from search import listings
from tne_sites import adopted
from tne_sites.models import Adoption


class NotOffered(DomainError):
    """The nation does not publish this, or not any more."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    position: int
    is_pinned: bool
    is_hidden: bool
    note: str


@transaction.atomic
def adopt_resource(*, source: str, key: str) -> Adoption:
    """Take up one thing, last in the list; asking twice changes nothing. Or raise NotOffered."""
    found = Adoption.objects.filter(source=source, key=key).first()
    if found is not None:
        return found
    name, query = (source, key), adopted.national()
    card = listings.by_keys([name], query).get(name)
    if card is None:
        raise NotOffered(_("The national site does not publish this resource any more."))
    last = Adoption.objects.aggregate(last=Max("position"))["last"] or 0
    mark = listings.marks([name], query)[name]
    return Adoption.objects.create(
        source=source, key=key, position=last + 1, seen_mark=mark, seen_title=card.title[:250]
    )


@transaction.atomic
def arrange_resources(*, arrangements: Mapping[int, Arrangement]) -> None:
    """Write order, pins, hiding and notes of several at once."""
    rows = list(Adoption.objects.select_for_update().filter(pk__in=arrangements))
    for row in rows:
        asked = arrangements[row.pk]
        row.position, row.is_pinned = asked.position, asked.is_pinned
        row.is_hidden, row.note = asked.is_hidden, asked.note
    Adoption.objects.bulk_update(rows, ["position", "is_pinned", "is_hidden", "note"])


@transaction.atomic
def see_changes() -> int:
    """Say that somebody has looked at what changed at its source; return how many had."""
    rows = list(Adoption.objects.select_for_update())
    names = [(row.source, row.key) for row in rows]
    marks = listings.marks(names, adopted.national()) if names else {}
    changed = [
        row for row in rows if marks.get((row.source, row.key), row.seen_mark) != row.seen_mark
    ]
    for row in changed:
        row.seen_mark = marks[row.source, row.key]
    Adoption.objects.bulk_update(changed, ["seen_mark"])
    return len(changed)
