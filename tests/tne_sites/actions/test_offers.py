"""Offers of a place that was freed: accepted, over, or read out on the telephone."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from kernel.domain import DomainError
from tests.tne_sites.actions.test_registrations import DAY, mails_to, register
from tests.tne_sites.factories import NOW, SOON, RegistrationFactory, WorkshopFactory
from tne_sites.actions.change_registration import TooLate, accept_offer, cancel_registration
from tne_sites.actions.change_workshop import cancel_workshop, change_workshop
from tne_sites.actions.let_time_pass import expire_offers
from tne_sites.domain.states import CallReason, RegistrationState
from tne_sites.models import Call, Registration

pytestmark = pytest.mark.django_db


def test_a_cancelled_place_is_offered_accepted_and_confirmed(aisne) -> None:
    workshop = WorkshopFactory(capacity=1)
    nadia, omar = register(workshop), register(workshop, "Omar")

    cancel_registration(registration_id=nadia.pk, at=NOW)
    omar.refresh_from_db()
    offered = omar.state
    accept_offer(registration_id=omar.pk, at=NOW + DAY)

    omar.refresh_from_db()
    workshop.refresh_from_db()
    assert (offered, omar.state, workshop.places_taken) == ("offered", "confirmed", 1)
    assert mails_to("nadia") == ["workshops.confirmed", "workshops.left"]
    assert mails_to("omar") == ["workshops.waiting", "workshops.offer", "workshops.confirmed"]


def test_somebody_who_waits_takes_no_place_that_was_not_offered(aisne) -> None:
    workshop = WorkshopFactory(capacity=1)
    _nadia, omar = register(workshop), register(workshop, "Omar")

    for by_staff in (False, True):
        with override("en"), pytest.raises(DomainError, match="waiting list"):
            accept_offer(registration_id=omar.pk, at=NOW, by_staff=by_staff)

    omar.refresh_from_db()
    assert omar.state == "waiting"


def test_an_offer_nobody_answers_passes_on_in_order(aisne) -> None:
    workshop = WorkshopFactory(capacity=1)
    nadia = register(workshop)
    others = [register(workshop, name) for name in ("Omar", "Paula")]
    cancel_registration(registration_id=nadia.pk, at=NOW)

    early = expire_offers(at=NOW + DAY)
    late = expire_offers(at=NOW + 2 * DAY)

    assert (early, late) == (0, 1)
    states = [Registration.objects.get(pk=row.pk).state for row in others]
    assert states == [RegistrationState.EXPIRED, RegistrationState.OFFERED]
    with override("en"), pytest.raises(DomainError, match="expired"):
        accept_offer(registration_id=others[0].pk, at=NOW + 2 * DAY)


def test_an_offer_that_is_late_is_refused_even_before_the_job_ran(aisne) -> None:
    workshop = WorkshopFactory(capacity=1)
    nadia, omar = register(workshop), register(workshop, "Omar")
    cancel_registration(registration_id=nadia.pk, at=NOW)

    with override("en"), pytest.raises(DomainError, match="expired"):
        accept_offer(registration_id=omar.pk, at=NOW + 2 * DAY)


def test_an_offer_ends_before_a_workshop_that_is_moved_earlier(aisne) -> None:
    workshop = WorkshopFactory(capacity=1)
    nadia, omar = register(workshop), register(workshop, "Omar")
    cancel_registration(registration_id=nadia.pk, at=NOW)
    tomorrow = {"starts_at": NOW + DAY, "ends_at": NOW + DAY + timedelta(hours=2)}

    change_workshop(workshop_id=workshop.pk, fields=tomorrow, at=NOW + timedelta(hours=1))

    omar.refresh_from_db()
    assert omar.offer_ends_at == NOW + timedelta(hours=22)
    assert mails_to("omar")[-2:] == ["workshops.moved", "workshops.offer"]


def test_an_offer_is_not_accepted_once_the_workshop_has_begun_but_by_staff(aisne) -> None:
    workshop = WorkshopFactory(capacity=1)
    omar = RegistrationFactory(workshop=workshop, state="offered", offer_ends_at=SOON + DAY)

    with pytest.raises(TooLate):
        accept_offer(registration_id=omar.pk, at=SOON)
    accept_offer(registration_id=omar.pk, at=SOON, by_staff=True)

    omar.refresh_from_db()
    assert omar.state == RegistrationState.CONFIRMED


def test_somebody_without_e_mail_is_put_on_the_list_of_people_to_call(aisne) -> None:
    workshop = WorkshopFactory(capacity=1)
    nadia = register(workshop)
    omar = register(workshop, "Omar", email="", phone="+33612345678")

    cancel_registration(registration_id=nadia.pk, at=NOW)

    call = Call.objects.get()
    assert (call.registration_id, call.reason) == (omar.pk, CallReason.OFFER)
    assert not mails_to("omar")


@pytest.mark.parametrize("ending", ["accept", "cancel", "expire"])
def test_nobody_is_called_about_an_offer_that_is_over(aisne, ending: str) -> None:
    workshop = WorkshopFactory(capacity=1)
    nadia = register(workshop)
    omar = register(workshop, "Omar", email="", phone="+33612345678")
    cancel_registration(registration_id=nadia.pk, at=NOW)

    if ending == "accept":
        accept_offer(registration_id=omar.pk, at=NOW)
    elif ending == "cancel":
        cancel_registration(registration_id=omar.pk, at=NOW)
    else:
        expire_offers(at=NOW + 2 * DAY)

    assert not Call.objects.exists()


def test_of_a_cancelled_workshop_nothing_else_is_said(aisne) -> None:
    workshop = WorkshopFactory(capacity=1)
    nadia = register(workshop)
    register(workshop, "Omar", email="", phone="+33612345678")
    cancel_registration(registration_id=nadia.pk, at=NOW)

    cancel_workshop(workshop_id=workshop.pk, reason="Grève", at=NOW)

    assert [call.reason for call in Call.objects.to_make(NOW)] == [CallReason.CANCELLED]


def test_nobody_is_called_about_a_workshop_that_is_over(aisne) -> None:
    row = RegistrationFactory(email="", phone="+33612345678")
    Call.objects.create(registration=row, reason=CallReason.REMINDER, created_at=NOW)

    assert Call.objects.to_make(row.workshop.starts_at).count() == 1
    assert not Call.objects.to_make(row.workshop.ends_at).exists()


def test_nobody_accepts_a_place_of_a_cancelled_workshop(aisne) -> None:
    workshop = WorkshopFactory(capacity=1)
    nadia, omar = register(workshop), register(workshop, "Omar")
    cancel_registration(registration_id=nadia.pk, at=NOW)
    cancel_workshop(workshop_id=workshop.pk, reason="Grève", at=NOW)

    with override("en"), pytest.raises(DomainError, match="cancelled"):
        accept_offer(registration_id=omar.pk, at=NOW)
    cancel_registration(registration_id=omar.pk, at=NOW)

    assert Registration.objects.live().count() == 0
