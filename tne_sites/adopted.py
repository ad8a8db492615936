"""The national resources that this department adopted, as its visitors see them."""

from collections.abc import Collection

from search import listings
from search.listings import Card, Facet, Query, Scope
from tne_sites.domain.adoption import KINDS, Shown, arrange
from tne_sites.models import Adoption

MOST = 100


def national(**options: object) -> Query:
    """The national things that a department may adopt."""
    return Query(kinds=KINDS, scope=Scope.NATIONAL, per_page=MOST, **options)  # type: ignore[arg-type]  # words of the caller


def shown(audiences: Collection[str] = ()) -> list[Shown[Card]]:
    """Return what visitors see, pinned first: two queries whatever the number.

    `audiences` keeps what speaks to one of them; what names no audience speaks to everybody.
    """
    choices = [row.choice for row in Adoption.objects.filter(is_hidden=False)]
    cards = listings.by_keys([choice.key for choice in choices], national()) if choices else {}
    return [one for one in arrange(choices, cards) if speaks_to(one.thing, audiences)]


def speaks_to(card: Card, audiences: Collection[str]) -> bool:
    told = card.facets.get(Facet.AUDIENCE, ())
    return not audiences or not told or bool(set(told) & set(audiences))
