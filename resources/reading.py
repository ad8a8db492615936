"""What the pages of the resource centre show beyond their own fields, in few queries."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import JSONField, Q, prefetch_related_objects
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_info, gettext as _
from wagtail.models import Page

from cms.domain.taxonomy import Audience
from cms.visibility import unlocked, visible
from resources import cards
from resources.domain.vocabulary import KitTheme, ResourceKind, Subject
from resources.models import (
    BeliefPage,
    GuidePage,
    KitPage,
    LinkDirectoryPage,
    OutsideLink,
    ProjectSheetPage,
    ResourcePage,
)
from search import listings
from search.listings import Card, Facet, Query, Scope, Sort

SOURCE = "pages"
A_FEW = 3
NEIGHBOURS = ("sheet", "resource", "kit", "belief", "guide")


@dataclass(frozen=True, slots=True)
class Item:
    """A resource at its place in a mallette."""

    resource: ResourcePage
    note: str

    @property
    def drawing(self) -> str:
        return cards.drawing_of("resource", self.resource.kind)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a mallette, with what is published of it."""

    number: int
    title: str
    theme: str
    introduction: str
    items: tuple[Item, ...] = field(default_factory=tuple)


def kit_sections(kit: KitPage, language: str | None = None) -> tuple[Section, ...]:
    """Return the sections and their published items, each in the reader's language if it can be.

    Two queries, whatever the mallette holds. A section without any item is left out.
    """
    found = _in_language(kit.item_ids(), language or kit.locale.language_code)
    sections: list[Section] = []
    for block in kit.sections:
        value = block.value
        # The stored number, so that no page is fetched for a block.
        items = tuple(Item(found[pk], note) for pk, note in _stored_items(block) if pk in found)
        if items:
            number = len(sections) + 1
            theme = str(KitTheme(value["theme"]).label) if value["theme"] in KitTheme else ""
            sections.append(
                Section(number, value["title"], theme, value["introduction"] or "", items)
            )
    return tuple(sections)


def _stored_items(block: Any) -> list[tuple[int, str]]:
    """Return the number of each page and its note, without reading any page."""
    prepared = block.block.get_prep_value(block.value)
    return [
        (item["value"]["resource"], item["value"].get("note") or "") for item in prepared["items"]
    ]


def _in_language(numbers: Iterable[int], language: str) -> dict[int, ResourcePage]:
    """Return published resources by the number that was stored, in this language where they are."""
    asked = dict(
        ResourcePage.objects.filter(pk__in=set(numbers)).values_list("pk", "translation_key")
    )
    rows = (
        ResourcePage.objects.live()
        .filter(unlocked())
        .filter(translation_key__in=set(asked.values()))
        .select_related("locale", "image", "recording")
    )
    best: dict[Any, ResourcePage] = {}
    stored = set(asked)
    for page in rows:
        known = best.get(page.translation_key)
        if (
            known is None
            or page.locale.language_code == language
            or (page.pk in stored and known.locale.language_code != language)
        ):
            best[page.translation_key] = page
    return {pk: best[key] for pk, key in asked.items() if key in best}


def counts_by_kind(sections: Iterable[Section]) -> list[tuple[str, int]]:
    """Count the items of each kind, frequent ones first, each resource once."""
    counted = Counter(resource.kind for resource in _resources(sections)).most_common()
    return [(str(ResourceKind(kind).label), number) for kind, number in counted]


def counts_by_audience(sections: Iterable[Section]) -> list[tuple[str, int]]:
    """Count the items for each audience, frequent ones first; what names none is for everybody."""
    named = {"": _("Everybody"), **dict(Audience.choices)}
    codes = (code for resource in _resources(sections) for code in resource.audiences or [""])
    counted = Counter(code for code in codes if code in named).most_common()
    return [(str(named[code]), number) for code, number in counted]


def _resources(sections: Iterable[Section]) -> Iterable[ResourcePage]:
    """Return what the sections hold, each resource once."""
    found = {item.resource.pk: item.resource for part in sections for item in part.items}
    return found.values()


def around(page: Any) -> dict[str, Any]:
    """Return what surrounds a page of the library: facts, neighbours, and its type's own."""
    from resources import archives, facts, funding  # noqa: PLC0415  they read this module's classes

    context: dict[str, Any] = {
        "pdf_url": reverse("resources:pdf", args=[page.pk]) if has_pdf(page) else "",
        "facts": facts.of(page),
        "related": related(page),
        "bilingual": bilingual_choices(page),
    }
    if isinstance(page, KitPage):
        sections = kit_sections(page)
        counts = {"counts": counts_by_kind(sections), "audiences": counts_by_audience(sections)}
        context |= {"sections": sections, **counts}
        context["archives"] = archives.archives_of(page, sections)
    if isinstance(page, ResourcePage):
        context |= {"tracks": caption_tracks(page), "kits": kits_with(page)}
    if isinstance(page, ProjectSheetPage):
        context |= {"campaigns": campaigns_like(page), "gauge": funding.gauge_of(page)}
    if isinstance(page, BeliefPage):
        context["has_conference"] = page.has_upcoming(timezone.now())
        context["to_use"] = to_use(page)
    if hasattr(page, "linked"):
        context["linked"] = linked_pages(page)
    return context


def has_pdf(page: Any) -> bool:
    """Say whether the page is one that people print: a fiche or a guide."""
    return isinstance(page, ProjectSheetPage | GuidePage)


def related(page: Any) -> list[dict[str, Any]]:
    """Return what is most alike in the resource centre: two queries."""
    query = Query(
        kinds=list(NEIGHBOURS),
        scope=Scope.NATIONAL,
        language=page.locale.language_code,
        per_page=A_FEW,
    )
    return cards.shown(listings.related(SOURCE, str(page.translation_key), query))


def campaigns_like(sheet: ProjectSheetPage) -> tuple[Card, ...]:
    """Return open campaigns of this kind of action, those that end first; else of these themes."""
    now = timezone.now()
    for facet, values in ((Facet.FORMAT, sheet.formats), (Facet.THEME, sheet.themes)):
        if not values:
            continue
        query = Query(
            kinds=["campaign"],
            facets={facet: values, Facet.STATE: ["open"]},
            sort=Sort.ENDING,
            not_over_at=now,
            per_page=A_FEW,
        )
        if found := listings.latest(query):
            return found
    return ()


def caption_tracks(page: ResourcePage) -> list[dict[str, Any]]:
    """Return the captions that the player offers, the page's own first; one query."""
    if not page.recording_id:
        return []
    versions = (
        ResourcePage.objects.live()
        .filter(unlocked(), translation_key=page.translation_key, recording_id=page.recording_id)
        .exclude(captions="")
        .exclude(pk=page.pk)
        .select_related("locale")
        .order_by("locale__language_code")
    )
    own = [page] if page.captions else []
    return [_track(version, is_default=version is page) for version in [*own, *versions]]


def _track(page: ResourcePage, *, is_default: bool) -> dict[str, Any]:
    language = page.locale.language_code
    return {
        "url": reverse("resources:captions", args=[page.pk]),
        "language": language,
        "label": get_language_info(language)["name_local"].capitalize(),
        "is_default": is_default,
    }


def kits_with(page: ResourcePage) -> list[KitPage]:
    """Return the published mallettes that hold this resource, in any of its languages.

    Two queries; the stored sections are asked directly, so that a mallette just saved counts.
    """
    versions = ResourcePage.objects.filter(translation_key=page.translation_key)
    holds = Q()
    for number in versions.values_list("pk", flat=True):
        holds |= Q(stored__contains=[{"value": {"items": [{"value": {"resource": number}}]}}])
    kits = KitPage.objects.live().filter(unlocked(), locale=page.locale_id)
    stored = kits.alias(stored=Cast("sections", JSONField())).filter(holds)
    return list(stored.defer_streamfields().order_by("title"))


def linked_pages(page: Any) -> list[Page]:
    """Return the public pages that the editors chose, in their order and in this language."""
    return chosen_pages(page.linked)


def chosen_pages(stream: Any) -> list[Page]:
    """Return the public pages of a `LinkedBlock`, in its order and in the reader's language."""
    numbers = [block["value"] for block in stream.raw_data]
    found = _readable(Page.objects.filter(pk__in=numbers))
    return [found[pk] for pk in numbers if pk in found]


def to_use(belief: BeliefPage) -> dict[str, Page]:
    """Return what goes with an idée reçue, by its field: what visitors may open, and no more."""
    chosen = {name: getattr(belief, f"{name}_id") for name in ("replay", "extract", "tool_sheet")}
    found = _readable(Page.objects.filter(pk__in=[pk for pk in chosen.values() if pk]))
    return {name: found[pk] for name, pk in chosen.items() if pk in found}


def _readable(chosen: Iterable[Page]) -> dict[int, Page]:
    """Return public pages in the reader's language, by the number of the one that was chosen."""
    pages = {row.pk: row.localized for row in chosen}
    prefetch_related_objects(list(pages.values()), "locale")
    # Asked of what is shown: a page may be behind a password in one language alone.
    shown = visible().filter(pk__in=[row.pk for row in pages.values()])
    public = set(shown.values_list("pk", flat=True))
    return {pk: row for pk, row in pages.items() if row.pk in public}


def bilingual_choices(page: Any) -> list[Page]:
    """Return the published versions in other languages: each may be printed beside this one."""
    versions = page.get_translations().live().filter(unlocked()).select_related("locale")
    return list(versions.order_by("locale__language_code"))


def directory(page: LinkDirectoryPage, request: HttpRequest) -> dict[str, Any]:
    """Return the links by subject, those of the subject asked for only; one query."""
    links = OutsideLink.objects.shown().filter(locale=page.locale_id)
    groups: dict[str, list[OutsideLink]] = {subject: [] for subject in Subject.values}
    for link in links:
        groups[link.subject].append(link)
    asked = request.GET.get("matiere", "")
    chosen = asked if asked in groups else ""
    return {
        "subjects": [
            {"code": code, "label": Subject(code).label, "links": found}
            for code, found in groups.items()
            if found
        ],
        "chosen": chosen,
    }
