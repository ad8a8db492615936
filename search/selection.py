"""Chooses entries: scope, languages, facets, dates and figures, as conditions on one table."""

from collections.abc import Collection
from dataclasses import replace

from django.conf import settings
from django.db.models import BigIntegerField, CharField, F, Func, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import get_language

from search import registry
from search.catalogue import Entry, EntryQuerySet, visible_from
from search.distance import KILOMETRE, around, metres_from
from search.document import Facet
from search.query import EVERY_LANGUAGE, Query, Scope, Sort
from search.tables import Profile
from tenants.context import current_schema, current_tenant
from tenants.models.tenant import NATIONAL_SCHEMA


def select(query: Query) -> EntryQuerySet:
    """Return the entries of a query, chosen facets included; its text is the engines' matter."""
    return narrow(select_without_facets(query), query)


def select_without_facets(query: Query) -> EntryQuerySet:
    entries = Entry.objects.visible_from(current_schema()).filter(_in_common(query))
    return select_apart(query, entries)


def select_profiles(query: Query) -> "QuerySet[Profile]":
    """Return the profiles of which a query may find entries."""
    return Profile.objects.filter(visible_from(current_schema()), _in_common(query))


def select_apart(query: Query, entries: EntryQuerySet) -> EntryQuerySet:
    """Choose by what each entry has of its own: dates, place, figures."""
    return _in_figures(_in_reach(_in_time(entries, query), query), query)


def looks_apart(query: Query) -> bool:
    """Say whether `select_apart` chooses at all."""
    dates = (query.not_over_at, query.starts_from, query.starts_until)
    return any(dates) or bool(query.near or query.at_least or query.at_most)


def asks_only_not_over(query: Query) -> bool:
    """Say whether `select_apart` leaves out what is over, and nothing else."""
    return query.not_over_at is not None and not looks_apart(replace(query, not_over_at=None))


def _in_common(query: Query) -> Q:
    """Choose by what profiles say too."""
    kinds = Q(kind__in=list(query.kinds)) if query.kinds else Q()
    return _in_scope(query.scope) & kinds & _in_one_language(query)


def narrow(entries: EntryQuerySet, query: Query) -> EntryQuerySet:
    for facet, codes in chosen_codes(query).items():
        if facet is Facet.STATE:
            # From its own column, whose index gives the newest of a state first.
            entries = entries.filter(state__in=list(query.facets[facet]))
        else:
            entries = entries.filter(facets__overlap=codes)
    return entries


def chosen_codes(query: Query) -> dict[Facet, list[str]]:
    return {
        Facet(facet): [f"{facet}:{value}" for value in values]
        for facet, values in query.facets.items()
        if values
    }


def preferred_languages(query: Query) -> list[str]:
    """The reader's choices, then the reader's language, then the platform's; each once."""
    chosen = query.facets.get(Facet.LANGUAGE, ())
    wanted = query.language or get_language() or settings.LANGUAGE_CODE
    known = [*chosen, wanted, settings.LANGUAGE_CODE]
    return list(dict.fromkeys(language for language in known if language != EVERY_LANGUAGE))


def _in_scope(scope: Scope) -> Q:
    if scope is Scope.NATIONAL:
        return Q(schema=NATIONAL_SCHEMA)
    if scope is Scope.SITE:
        return Q(schema=current_schema())
    if scope is Scope.DEPARTMENT:
        tenant = current_tenant()
        about = Q(facets__contains=[f"{Facet.DEPARTMENT}:{tenant.code}"]) if tenant else Q()
        return Q(schema=current_schema()) | about
    return Q()


def _in_one_language(query: Query) -> Q:
    """Keep each thing once. Its row knows all its languages, so no other row is read to choose."""
    if query.language == EVERY_LANGUAGE:
        return Q()
    first = Func(F("languages"), template="(%(expressions)s)[1]", output_field=CharField())
    wanted = Q(language=first)
    # Plain conditions, not a CASE: the planner knows how many rows are in a language, and so that
    # the first page can be read from an index.
    for language in reversed(preferred_languages(query)):
        wanted = Q(language=language) | (~Q(languages__contains=[language]) & wanted)
    return wanted


def _in_time(entries: EntryQuerySet, query: Query) -> EntryQuerySet:
    if query.not_over_at:
        over = Coalesce("ends_at", "starts_at")
        entries = entries.annotate(over_at=over).filter(
            Q(over_at__isnull=True) | Q(over_at__gte=query.not_over_at)
        )
        if query.sort is Sort.ENDING:
            # What has no end has no place in that order: read from its index, years of what is
            # over are not gone through.
            entries = entries.filter(ends_at__gte=query.not_over_at)
        if longest := registry.longest(query.kinds):
            entries = entries.filter(starts_at__gte=query.not_over_at - longest)
    if query.starts_from:
        entries = entries.filter(starts_at__gte=query.starts_from)
    if query.starts_until:
        entries = entries.filter(starts_at__lte=query.starts_until)
    return entries


def _in_reach(entries: EntryQuerySet, query: Query) -> EntryQuerySet:
    """Say how far each is of the place, `metres`; keep what is near enough."""
    if query.near is None:
        return entries
    entries = entries.annotate(metres=metres_from(query.near))
    if query.within_km is None:
        return entries
    near = around(query.near, query.within_km)
    return entries.filter(near & Q(("metres__lte", query.within_km * KILOMETRE)))


def _in_figures(entries: EntryQuerySet, query: Query) -> EntryQuerySet:
    for name, least in query.at_least.items():
        entries = entries.alias(**{f"least_{name}": _figure(name)}).filter(
            **{f"least_{name}__gte": least}
        )
    for name, most in query.at_most.items():
        entries = entries.alias(**{f"most_{name}": _figure(name)}).filter(
            **{f"most_{name}__lte": most}
        )
    return entries


def _figure(name: str) -> Cast:
    return Cast(KeyTextTransform(name, "figures"), BigIntegerField())


def facet_values(codes: Collection[str]) -> dict[Facet, tuple[str, ...]]:
    """Read stored codes back: {"theme": ("sciences", …)}."""
    values: dict[Facet, list[str]] = {}
    for code in codes:
        facet, _, value = code.partition(":")
        if facet != Facet.FILE:
            values.setdefault(Facet(facet), []).append(value)
    return {facet: tuple(found) for facet, found in values.items()}
