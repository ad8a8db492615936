"""Furnishes departments for the demonstration; what is there already is not written twice."""

from datetime import date, datetime, timedelta

from django.conf import settings

from accounts.models import CoordinatingBody, Coordination
from cms.demo.registry import step
from cms.demo.texts import departments
from search import listings, registry
from search.listings import Query, Scope, Sort
from tenants.models import Tenant
from territories.models import School
from tne_sites import places
from tne_sites.actions.adopt_resource import adopt_resource
from tne_sites.demo.people import LOG, VOLUNTEERS, Volunteer
from tne_sites.demo.structures import RICH, USUAL, Told
from tne_sites.domain.adoption import KINDS
from tne_sites.domain.parents import ParentState
from tne_sites.models import (
    Adoption,
    Agreement,
    AgreementInstalment,
    LogEntry,
    ResourceParent,
    Structure,
    TargetSchool,
)
from tne_sites.registry.models import DepartmentRecord, ProgrammeState, known_wave
from tne_sites.starter_texts import CHARTER

NOTES = (
    "À distribuer dès la première rencontre : les familles le gardent.",
    "Nous l’utilisons au café des parents.",
)
# Codes of departments whose coordination changed, and the body before.
REPLACED = {"29": "Association Skol an holl", "38": "Fédération des foyers de l’Isère"}
# Schools that are targets, of those the demonstration knows in the department.
TARGETS_OF_OTHERS = 6


@step("structures")
def load_structures(tenant: Tenant, at: datetime) -> None:
    """Structures, with their agreements in the three departments that are shown whole."""
    if tenant.is_national or Structure.objects.filter(agreements__isnull=False).exists():
        return
    told = RICH.get(tenant.code) or _usual(tenant)
    known = places.communes(one.commune for one in told)
    for number, one in enumerate(told):
        place = known.get(one.commune)
        structure, _is_new = Structure.objects.get_or_create(
            name=one.name,
            defaults={
                "kind": one.kind,
                "commune_code": one.commune if place else "",
                "commune_name": place.name if place else "",
                "description": one.description,
                "hours": one.hours,
                "audiences": ["parents"] if one.kind != "council" else ["professionals"],
                "phone": f"01 99 00 {number:02} {int(tenant.code, 36) % 100:02}",
                "email": f"structure{number}.{tenant.slug}@example.org",
                "contact_name": one.contact,
                "contact_email": f"contact{number}.{tenant.slug}@example.org",
                "is_public": bool(one.hours),
            },
        )
        if tenant.code in RICH:
            _agreement(structure, number, at.date())
            _log(structure, number, at)


@step("target schools")
def load_target_schools(tenant: Tenant, at: datetime) -> None:
    """Schools of the directory, when it is loaded: all of them where the site is rich."""
    if tenant.is_national or TargetSchool.objects.exists():
        return
    rows = School.objects.invented().in_department(tenant.code).open_on(at.date())
    found = list(rows.exclude(stage="other").order_by("uai").values_list("uai", flat=True))
    chosen = found if tenant.code in RICH else found[:TARGETS_OF_OTHERS]
    since = date(at.year - 2, 9, 1)
    TargetSchool.objects.bulk_create([TargetSchool(uai=code, since=since) for code in chosen])
    registry.refresh_many("target_schools", chosen)


@step("resource parents")
def load_parents(tenant: Tenant, at: datetime) -> None:
    """A roster in every state; fewer where the site is young."""
    if tenant.is_national or ResourceParent.objects.exists():
        return
    people = VOLUNTEERS if tenant.code in RICH else VOLUNTEERS[:3]
    ResourceParent.objects.bulk_create([_parent(one, tenant, at) for one in people])


@step("adoptions")
def load_adoptions(tenant: Tenant, _at: datetime) -> None:
    """A few national resources; the national site is filled before the departments."""
    if tenant.is_national or Adoption.objects.exists():
        return
    most = 6 if tenant.code in RICH else 2
    query = Query(kinds=KINDS, scope=Scope.NATIONAL, sort=Sort.RECENT, per_page=most)
    for number, card in enumerate(listings.latest(query)):
        row = adopt_resource(source=card.source, key=card.key)
        row.is_pinned, row.note = number == 0, NOTES[number] if number < len(NOTES) else ""
        row.save(update_fields=["is_pinned", "note"])


@step("registry")
def load_registry(tenant: Tenant, at: datetime) -> None:
    """Who coordinates the department, since when; two of them had another body before."""
    known = {department.code: department for department in departments.ALL}
    if tenant.code not in known or Coordination.objects.filter(tenant=tenant).exists():
        return
    since = at - timedelta(days=500)
    if tenant.code in REPLACED:
        before, _is_new = CoordinatingBody.objects.get_or_create(name=REPLACED[tenant.code])
        Coordination.objects.create(
            tenant=tenant, body=before, since=at - timedelta(days=1300), until=since
        )
    body, _is_new = CoordinatingBody.objects.get_or_create(name=known[tenant.code].body)
    Coordination.objects.create(tenant=tenant, body=body, since=since)
    wave = known_wave(tenant.code)
    DepartmentRecord.objects.get_or_create(
        code=tenant.code,
        defaults={
            "state": ProgrammeState.RUNNING,
            "wave": wave,
            "joined_on": date(2020, 9, 1) if wave == 1 else date(2021, 10, 8),
        },
    )


def _usual(tenant: Tenant) -> list[Told]:
    """Name the usual structures after towns of the department that have a school."""
    rows = School.objects.invented().in_department(tenant.code).exclude(commune=None)
    found = rows.order_by("uai").values_list("commune", "commune__name")
    towns = list(dict.fromkeys(found)) or [("", tenant.name)]
    told = []
    for number, one in enumerate(USUAL):
        code, name = towns[number % len(towns)]
        told.append(one._replace(name=one.name.format(town=name), commune=code))
    return told


def _agreement(structure: Structure, number: int, today: date) -> None:
    """One agreement for each partner, each elsewhere on its way; the first ends soon."""
    states = ("signed", "signed", "signed", "signing", "signed", "draft", "signed")
    state = states[number % len(states)]
    begins = today - timedelta(days=320 - 40 * number)
    agreement = Agreement.objects.create(
        structure=structure,
        kind="consortium" if structure.kind == "council" else "convention",
        title=f"Ateliers pour les parents, {begins.year}-{begins.year + 1}",
        state=state,
        signed_on=begins - timedelta(days=12) if state == "signed" else None,
        starts_on=begins,
        ends_on=begins + timedelta(days=364),
        amount_cents=(4000 + 1500 * number) * 100,
        workshops_promised=6 + 2 * number,
        terms="La structure tient les ateliers ; le département prête les tablettes.",
    )
    half = agreement.amount_cents // 2
    for part, days in enumerate((30, 200)):
        due = begins + timedelta(days=days)
        # One instalment of the second partner was forgotten.
        is_paid = state == "signed" and due < today and (number, part) != (1, 1)
        AgreementInstalment.objects.create(
            agreement=agreement, amount_cents=half, due_on=due, paid_on=due if is_paid else None
        )


def _log(structure: Structure, number: int, at: datetime) -> None:
    for days, text in LOG[: 1 + number % len(LOG)]:
        entry = LogEntry.objects.create(structure=structure, by="Coordination", text=text)
        LogEntry.objects.filter(pk=entry.pk).update(at=at - timedelta(days=days))


def _parent(one: Volunteer, tenant: Tenant, at: datetime) -> ResourceParent:
    applied, day = at - timedelta(days=one.days), (at - timedelta(days=one.days)).date()
    has_signed = one.state in {ParentState.ACTIVE, ParentState.LEFT}
    number = VOLUNTEERS.index(one)
    return ResourceParent(
        name=one.name,
        state=one.state,
        email=f"parent{number}.{tenant.slug}@example.org",
        language=one.language if one.language in dict(settings.LANGUAGES) else "fr",
        message=one.message,
        consent_text=CHARTER,
        applied_at=applied,
        changed_at=applied + timedelta(days=1),
        charter_signed_on=day + timedelta(days=21) if has_signed else None,
        active_since=day + timedelta(days=21) if has_signed else None,
        left_on=(at - timedelta(days=60)).date() if one.state == ParentState.LEFT else None,
    )
