"""Registering, changing, being reminded: what people are told and who holds a place."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from tenants.models import Mail
from tests.tne_sites.factories import NOW, SOON, RegistrationFactory, WorkshopFactory
from tne_sites.actions.change_registration import change_registration
from tne_sites.actions.change_workshop import change_workshop
from tne_sites.actions.let_time_pass import remind
from tne_sites.actions.register_for_workshop import (
    Registrant,
    answer_visitor,
    register_for_workshop,
)
from tne_sites.domain.places import CapacityTooSmall, Full, TooManyPeople
from tne_sites.domain.states import RegistrationSource, RegistrationState
from tne_sites.models import Registration, Workshop

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def register(workshop: Workshop, name: str = "Nadia", party: int = 1, **kwargs) -> Registration:
    source = kwargs.pop("source", RegistrationSource.ONLINE)
    email = kwargs.pop("email", f"{name.lower()}@example.org")
    registrant = Registrant(name=name, email=email, party=party, **kwargs)
    return register_for_workshop(
        workshop_id=workshop.pk, registrant=registrant, at=NOW, source=source
    )


def mails_to(name: str) -> list[str]:
    kinds = Mail.objects.filter(to=f"{name.lower()}@example.org").order_by("pk")
    return list(kinds.values_list("kind", flat=True))


def test_places_are_given_in_order_then_people_wait(aisne) -> None:
    workshop = WorkshopFactory(capacity=3)

    states = [register(workshop, name, party=2).state for name in ("Nadia", "Omar", "Paula")]

    workshop.refresh_from_db()
    assert states == ["confirmed", "waiting", "waiting"]
    assert workshop.places_taken == 2
    assert mails_to("nadia") == ["workshops.confirmed"]
    assert mails_to("omar") == ["workshops.waiting"]


def test_the_same_address_is_registered_once_and_is_sent_its_link_again(aisne) -> None:
    workshop = WorkshopFactory()
    first = register(workshop, party=1)

    again = register(workshop, party=3, email="NADIA@example.org")

    assert again.pk == first.pk
    assert Registration.objects.get().party == 1


def test_somebody_known_is_refused_as_a_stranger_and_sent_their_link(aisne) -> None:
    workshop = WorkshopFactory(capacity=1, has_waiting_list=False)
    register(workshop)
    registrant = Registrant(name="Curieux", email="nadia@example.org")

    with pytest.raises(Full):
        answer_visitor(workshop_id=workshop.pk, registrant=registrant, at=NOW + DAY)

    assert Registration.objects.get().name == "Nadia"
    assert mails_to("nadia") == ["workshops.confirmed", "workshops.confirmed"]


def test_somebody_known_is_answered_as_a_stranger(aisne) -> None:
    workshop = WorkshopFactory(capacity=1)
    row = register(workshop)
    known = Registrant(name="Curieux", email="nadia@example.org")
    by_phone = Registrant(name="Omar", phone="+33612345678")

    answers = [
        answer_visitor(workshop_id=workshop.pk, registrant=registrant, at=NOW)
        for registrant in (known, by_phone)
    ]

    assert [answer.state for answer in answers] == ["waiting", "waiting"]
    assert [answer.registration is None for answer in answers] == [True, False]
    row.refresh_from_db()
    assert row.state == RegistrationState.CONFIRMED


def test_somebody_who_comes_in_fewer_frees_places_and_more_only_if_they_fit(aisne) -> None:
    workshop = WorkshopFactory(capacity=3)
    nadia, omar = register(workshop, party=3), register(workshop, "Omar", party=2)

    with pytest.raises(Full):
        change_registration(registration_id=nadia.pk, party=4, needs="", at=NOW)
    change_registration(registration_id=nadia.pk, party=1, needs="un fauteuil", at=NOW)

    omar.refresh_from_db()
    assert omar.state == RegistrationState.OFFERED


def test_somebody_who_waits_never_waits_for_more_than_the_room(aisne) -> None:
    workshop = WorkshopFactory(capacity=3)
    register(workshop, party=3)
    omar = register(workshop, "Omar", party=2)

    with override("en"), pytest.raises(TooManyPeople, match="3 places in all"):
        change_registration(registration_id=omar.pk, party=4, needs="", at=NOW)
    change_registration(registration_id=omar.pk, party=3, needs="", at=NOW)

    omar.refresh_from_db()
    assert (omar.state, omar.party) == (RegistrationState.WAITING, 3)


def test_more_places_are_offered_at_once_and_fewer_than_taken_are_refused(aisne) -> None:
    workshop = WorkshopFactory(capacity=1)
    register(workshop)
    omar = register(workshop, "Omar")

    with pytest.raises(CapacityTooSmall):
        change_workshop(workshop_id=workshop.pk, fields={"capacity": 0}, at=NOW)
    change_workshop(workshop_id=workshop.pk, fields={"capacity": 2}, at=NOW)

    omar.refresh_from_db()
    assert omar.state == RegistrationState.OFFERED


def test_at_the_door_people_come_in_or_not_and_are_counted_as_present(aisne) -> None:
    workshop = WorkshopFactory(capacity=2, starts_at=NOW - timedelta(hours=1))

    register(workshop, "Omar", party=2, source=RegistrationSource.DOOR)

    assert Registration.objects.get().attended == 2
    with pytest.raises(Full):
        register(workshop, "Paula", source=RegistrationSource.DOOR)


def test_a_refusal_writes_nothing(aisne) -> None:
    workshop = WorkshopFactory(capacity=1, has_waiting_list=False)
    register(workshop)

    with pytest.raises(Full):
        register(workshop, "Omar")

    assert Registration.objects.count() == 1
    assert not mails_to("omar")


def test_everybody_is_reminded_once_and_again_after_a_move(aisne) -> None:
    workshop = WorkshopFactory()
    register(workshop)
    eve = SOON - DAY

    assert (remind(at=eve - 2 * DAY), remind(at=eve), remind(at=eve)) == (0, 1, 0)
    later = {"starts_at": SOON + DAY, "ends_at": SOON + DAY + timedelta(hours=2)}
    change_workshop(workshop_id=workshop.pk, fields=later, at=eve)

    assert remind(at=SOON) == 1
    assert mails_to("nadia") == [
        "workshops.confirmed",
        "workshops.reminder",
        "workshops.moved",
        "workshops.reminder",
    ]


def test_messages_speak_the_language_of_the_registrant(aisne) -> None:
    register(WorkshopFactory(), language="ar")

    mail = Mail.objects.get()
    assert mail.language == "ar"
    assert "/ar/ateliers/inscription/" in mail.text


def test_the_database_itself_refuses_more_people_than_places(aisne) -> None:
    from django.db import IntegrityError

    workshop = RegistrationFactory().workshop

    with pytest.raises(IntegrityError, match="workshop_never_overbooked"):
        Workshop.objects.filter(pk=workshop.pk).update(places_taken=4)
