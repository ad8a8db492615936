"""One structure, one SIRET: also when two people write at the same moment."""

import pytest
from django.utils import timezone

from accounts.models import User
from campaigns.actions.keep_structure import change_structure
from campaigns.actions.review_proposal import accept_proposal
from campaigns.domain import charter
from campaigns.domain.states import State
from campaigns.models import Campaign, PostKind, Structure
from kernel.domain import DomainError
from tenants.context import enter
from territories.actions.load_reference_data import SOURCES, load_reference_data
from tests.campaigns.conftest import a_treasurer
from tests.campaigns.factories import in_state, post_of
from tests.campaigns.models.test_locks import meanwhile
from tests.campaigns.receipts import SIRET


@pytest.fixture
def ground(own_database):
    with enter("national"):
        load_reference_data([source for source in SOURCES if source.name != "communes.csv.gz"])
        yield


def accept(campaign: Campaign, by: User) -> Campaign:
    ticked = set(charter.criteria())
    return accept_proposal(campaign_id=campaign.pk, by=by, at=timezone.now(), ticked=ticked)


def number(structure: Structure, by: User) -> Structure:
    return change_structure(
        structure_id=structure.pk,
        by=by,
        legal_name=structure.legal_name,
        siret=SIRET,
        address="Laon",
        representative="Jean Petit",
        representative_born_on=None,
    )


def test_two_projects_accepted_at_once_name_one_structure(ground):
    staff, first, second = a_treasurer(), in_state(State.SUBMITTED), in_state(State.SUBMITTED)

    with meanwhile(lambda: accept(second, staff)) as (begin, became):
        accept(first, staff)
        begin()

    assert became[0].structure == Structure.objects.get()


def test_two_structures_never_take_one_siret_at_once(ground):
    project = in_state(State.SUBMITTED)
    manager = post_of(project, PostKind.MANAGER)
    rows = [Structure(kind="eple", school=project.school, legal_name=name) for name in "AB"]
    one, other = Structure.objects.bulk_create(rows)

    with meanwhile(lambda: number(other, manager)) as (begin, became):
        number(one, manager)
        begin()

    assert isinstance(became[0], DomainError)
    assert Structure.objects.get(siret=SIRET) == one
