"""Whatever people and staff do, in whatever order, places and list stay right."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    rule,
    run_state_machine_as_test,
)

from kernel.domain import DomainError
from tests.tne_sites.factories import NOW, WorkshopFactory
from tne_sites.actions.change_registration import (
    accept_offer,
    cancel_registration,
    change_registration,
)
from tne_sites.actions.change_workshop import change_workshop
from tne_sites.actions.let_time_pass import expire_offers
from tne_sites.actions.register_for_workshop import Registrant, register_for_workshop
from tne_sites.models import Registration, Workshop

parties = st.integers(1, 4)


class WaitingList(RuleBasedStateMachine):
    """Real actions on real rows; each run is undone at its end."""

    registrations = Bundle("registrations")

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.now, self.number = NOW, 0
        self.workshop = WorkshopFactory(capacity=4)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @rule(target=registrations, party=parties)
    def register(self, party: int) -> int | None:
        self.number += 1
        person = Registrant(name="A", email=f"a{self.number}@example.org", party=party)
        return self.attempt(
            register_for_workshop, workshop_id=self.workshop.pk, registrant=person, at=self.now
        )

    @rule(who=registrations)
    def accept(self, who: int | None) -> None:
        self.attempt(accept_offer, registration_id=who, at=self.now)

    @rule(who=consumes(registrations))
    def cancel(self, who: int | None) -> None:
        self.attempt(cancel_registration, registration_id=who, at=self.now)

    @rule(who=registrations, party=parties)
    def come_in_other_number(self, who: int | None, party: int) -> None:
        self.attempt(change_registration, registration_id=who, party=party, needs="", at=self.now)

    @rule(capacity=st.none() | st.integers(1, 8))
    def change_capacity(self, capacity: int | None) -> None:
        fields = {"capacity": capacity}
        self.attempt(change_workshop, workshop_id=self.workshop.pk, fields=fields, at=self.now)

    @rule(hours=st.integers(1, 60))
    def let_time_pass(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        expire_offers(at=self.now)

    def attempt(self, action, **kwargs) -> int | None:
        """A refusal changes nothing; somebody whose registration was refused has none."""
        if kwargs.get("registration_id", 0) is None:
            return None
        before = self.rows()
        try:
            return action(**kwargs).pk
        except DomainError:
            assert self.rows() == before
            return None

    def rows(self) -> list[tuple]:
        return list(Registration.objects.order_by("pk").values_list("pk", "state", "party"))

    @invariant()
    def places_are_those_of_the_registrations(self) -> None:
        workshop = Workshop.objects.get(pk=self.workshop.pk)
        held = sum(row.party for row in Registration.objects.holding())
        assert workshop.places_taken == held
        assert workshop.capacity is None or held <= workshop.capacity

    @invariant()
    def nobody_waits_for_a_place_that_is_free(self) -> None:
        workshop = Workshop.objects.get(pk=self.workshop.pk)
        if self.now < workshop.starts_at - timedelta(hours=3):
            waiting = Registration.objects.waiting()
            assert not [row.pk for row in waiting if workshop.places.fit(row.party)]

    @invariant()
    def no_offer_outlives_its_end(self) -> None:
        expired = Registration.objects.late_offers(self.now)
        assert not expired.exists()


@pytest.mark.django_db
def test_places_and_list_stay_right_whatever_happens(aisne) -> None:
    run_state_machine_as_test(
        WaitingList,
        settings=settings(
            max_examples=15,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
