"""What is kept of people, for how long, and what they can ask of it."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.utils import timezone

from kernel.checks import is_covered, personal_fields
from kernel.ports import Person, personal_data
from search import registry
from search.catalogue import Entry
from tests.tne_sites.factories import NOW, RegistrationFactory, WorkshopFactory
from tests.tne_sites.views.test_finder import publish
from tne_sites.actions.forget_registrations import forget_registrations
from tne_sites.actions.let_time_pass import leave_lists
from tne_sites.actions.register_for_workshop import Registrant, register_for_workshop
from tne_sites.models import Call, Registration, Workshop
from tne_sites.personal_data import WorkshopPeople

pytestmark = pytest.mark.django_db
PERSONAL = re.compile(r"(^|_)(email|phone|by_id|actor_id)$")
KEPT = timedelta(days=settings.WORKSHOP_REGISTRATIONS_KEPT_DAYS)


def test_names_are_forgotten_after_a_while_and_numbers_stay(aisne) -> None:
    workshop = WorkshopFactory()
    row = RegistrationFactory(workshop=workshop, party=2, attended=2, needs="fauteuil")
    Call.objects.create(registration=row, reason="message", text="Nadia", created_at=NOW)

    early = forget_registrations(at=workshop.ends_at + KEPT)
    late = forget_registrations(at=workshop.ends_at + KEPT + timedelta(seconds=1))

    row.refresh_from_db()
    assert (early, late) == (0, 1)
    assert (row.name, row.email, row.phone, row.needs) == ("", "", "", "")
    assert (row.party, row.attended) == (2, 2)
    assert not Call.objects.exists()


def test_somebody_gets_what_a_site_knows_of_them_and_nothing_of_others(aisne) -> None:
    mine, _other = RegistrationFactory(needs="fauteuil"), RegistrationFactory()
    person = Person(user_id=None, emails=frozenset({mine.email}))

    (section,) = WorkshopPeople().export(person)

    assert len(section.rows) == 1
    assert "fauteuil" in section.rows[0].values()


def test_somebody_who_leaves_gives_the_place_back_and_names_nobody(aisne) -> None:
    workshop = publish(capacity=1)
    registrant = Registrant(name="Nadia", email="nadia@example.org")
    register_for_workshop(workshop_id=workshop.pk, registrant=registrant, at=NOW)
    person = Person(user_id=None, emails=frozenset({"nadia@example.org"}))

    for _ in range(2):
        WorkshopPeople().anonymise(person)

    row = Registration.objects.get()
    assert (row.name, row.email, row.state) == ("", "", "cancelled")
    assert Workshop.objects.get().places_taken == 0


def test_nothing_of_a_registrant_enters_the_catalogue(aisne) -> None:
    workshop = publish()
    registrant = Registrant(
        name="Zibeline", email="zibeline@example.org", phone="+33612345678", needs="zibeline"
    )
    register_for_workshop(workshop_id=workshop.pk, registrant=registrant, at=NOW)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM public.search_entry t WHERE t::text ILIKE '%zibeline%'"
        )
        assert cursor.fetchone() == (0,)
    assert Entry.objects.get(key=str(workshop.key)).figures["places_left"] == 2


@pytest.mark.parametrize(("days", "is_found"), [(4, True), (360, True), (368, False)])
def test_a_workshop_is_found_for_a_year_after_it_took_place(
    aisne, *, days: int, is_found: bool
) -> None:
    workshop = publish()
    days_ago = workshop.starts_at - timedelta(days=days)
    Workshop.objects.update(starts_at=days_ago, ends_at=days_ago + timedelta(hours=1))

    leave_lists(at=workshop.starts_at)

    assert Entry.objects.filter(key=str(workshop.key)).exists() == is_found


def test_what_took_place_comes_last_in_a_search_and_in_no_list(aisne, client) -> None:
    over, ahead = publish(title="Un café à Laon, un café"), publish(title="Le café suivant")
    past = timezone.now() - timedelta(days=30)
    Workshop.objects.filter(pk=over.pk).update(starts_at=past, ends_at=past + timedelta(hours=1))
    registry.refresh("workshops", str(over.key))
    host = {"host": "aisne.trousse.localhost"}

    found = client.get("/recherche/?q=caf%C3%A9", headers=host).text
    listed = client.get("/ateliers/?q=caf%C3%A9", headers=host).text
    feed = client.get("/recherche/flux.rss?type=workshop", headers=host).text

    assert 0 < found.index(f"/ateliers/{ahead.pk}/") < found.index(f"/ateliers/{over.pk}/")
    for shown in (listed, feed):
        assert f"/ateliers/{ahead.pk}/" in shown
        assert f"/ateliers/{over.pk}/" not in shown


def tables_of_people() -> set[str]:
    """Tables that hold an address, a telephone, a key to an account, or the number of one."""
    models = [
        model
        for app in ("tne_sites", "registry", "tenants")
        for model in apps.get_app_config(app).get_models()
    ]
    return {
        model._meta.label_lower
        for model in models
        if personal_fields(model)
        or any(PERSONAL.search(field.name) for field in model._meta.concrete_fields)
    }


def test_every_table_of_people_has_somebody_who_answers_for_it() -> None:
    patterns = frozenset[str]().union(*(provider.covers for provider in personal_data))

    assert {label for label in tables_of_people() if not is_covered(label, patterns)} == set()


def test_a_table_of_people_is_recognised_by_what_it_holds() -> None:
    assert tables_of_people() >= {
        *("tne_sites.registration", "tne_sites.organiseraccess", "tne_sites.resourceparent"),
        *("tne_sites.structure", "tne_sites.logentry", "tne_sites.agreementpaper"),
        *("tenants.mail", "tenants.alert", "tenants.siteoperation", "tenants.auditentry"),
    }
    assert not {"tne_sites.workshop", "tenants.tenant"} & tables_of_people()
