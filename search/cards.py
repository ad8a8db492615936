"""From entries to cards: the address of another site is made here, in the same query."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Case, CharField, F, OuterRef, Subquery, Value, When
from django.db.models.functions import JSONObject
from django.utils.translation import get_language
from django_tenants.utils import get_public_schema_name

from search.catalogue import Entry, EntryQuerySet
from search.document import Point
from search.query import Card
from search.registry import is_in_every_language
from search.rows import UNDATED
from search.selection import facet_values
from tenants.context import current_schema
from tenants.models import Domain, Tenant
from tenants.models.tenant import NATIONAL_SCHEMA

# A card shows none of these, and they are most of a row.
HEAVY = ("body", "attached", "terms", "digest")


def with_sites(entries: EntryQuerySet) -> EntryQuerySet:
    """Bring each entry's site along, so that a list of any length is one query."""
    # What belongs to no site, such as schools, is shown by the national one.
    home = Case(
        When(schema=get_public_schema_name(), then=Value(NATIONAL_SCHEMA)),
        default=F("schema"),
        output_field=CharField(),
    )
    host = Domain.objects.filter(tenant=OuterRef("pk"), is_primary=True).values("domain")[:1]
    site = (
        Tenant.objects.order_by()
        .filter(schema_name=OuterRef("home"))
        .values(
            found=JSONObject(name="name", code="code", schema="schema_name", host=Subquery(host))
        )
    )
    return entries.alias(home=home).annotate(site=Subquery(site[:1])).defer(*HEAVY)


def to_cards(entries: Iterable[Entry]) -> tuple[Card, ...]:
    here = current_schema()
    return tuple(_card(entry, site, here) for entry in entries if (site := _site_of(entry)))


def _card(entry: Entry, site: dict[str, Any], here: str) -> Card:
    is_local = site["schema"] == here
    return Card(
        entry_id=entry.pk,
        source=entry.source,
        key=entry.key,
        kind=entry.kind,
        state=entry.state,
        language=entry.language,
        languages=tuple(entry.languages),
        title=entry.title,
        summary=entry.summary,
        url=path_of(entry) if is_local else root_url(site["host"]) + path_of(entry),
        is_local=is_local,
        site_name=site["name"],
        site_code=site["code"],
        published_at=None if entry.published_at == UNDATED else entry.published_at,
        starts_at=entry.starts_at,
        ends_at=entry.ends_at,
        point=_point(entry),
        facets=facet_values(entry.facets),
        figures=entry.figures,
        more=entry.card,
    )


def path_of(entry: Entry) -> str:
    """Return the path of its page: the reader's, where all is said in it but words that are not.

    A parent who reads Arabic registers or gives in Arabic.
    """
    language, own = get_language(), settings.LANGUAGE_CODE
    is_ours = language in dict(settings.LANGUAGES) and entry.language == own != language
    is_drawn = is_ours and is_in_every_language(entry.source)
    return f"/{language}{entry.url}" if is_drawn else entry.url


def root_url(host: str) -> str:
    port = f":{settings.PLATFORM_PORT}" if settings.PLATFORM_PORT else ""
    return f"{settings.PLATFORM_SCHEME}://{host}{port}"


def _site_of(entry: Entry) -> dict[str, Any] | None:
    """None when the site is gone: its entries lead nowhere until the next check removes them."""
    site: dict[str, Any] | None = getattr(entry, "site", None)
    return site if site and site["host"] else None


def _point(entry: Entry) -> Point | None:
    if entry.latitude is None or entry.longitude is None:
        return None
    return Point(entry.latitude, entry.longitude)
