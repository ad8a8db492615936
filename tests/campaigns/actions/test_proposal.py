"""From an idea to an answer: each action once, each refusal, who is told."""

from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from campaigns.actions import review_proposal
from campaigns.actions.advance import ReasonMissing
from campaigns.actions.guards import MayNotHold, NotYours
from campaigns.actions.hand_over_project import hand_over_project
from campaigns.actions.save_step import Frozen, save_step
from campaigns.actions.start_project import duplicate_project, start_project
from campaigns.actions.submit_proposal import CharterNotAccepted, submit_proposal
from campaigns.actions.withdraw_project import withdraw_project
from campaigns.domain import charter
from campaigns.domain.lifecycle import IllegalTransition
from campaigns.domain.proposal import Incomplete
from campaigns.domain.states import State
from campaigns.models import Campaign, Structure
from kernel.domain import DomainError
from tenants.models import AuditEntry, Mail
from tests.accounts.factories import UserFactory
from tests.campaigns.factories import (
    HEAD,
    MANAGER,
    CampaignFactory,
    HolderFactory,
    in_state,
)
from tests.campaigns.receipts import SIRET
from tests.campaigns.views.test_errand import browser
from tests.territories.factories import SchoolFactory

pytestmark = pytest.mark.django_db
ALL = set(charter.criteria())


def now():
    return timezone.now()


def state_of(campaign: Campaign) -> str:
    return Campaign.objects.get(pk=campaign.pk).state


def mails() -> set[tuple[str, str]]:
    return set(Mail.objects.filter(kind__startswith="campaigns.").values_list("kind", "to"))


def submit(campaign: Campaign, **options) -> Campaign:
    given = {"charter_version": charter.CURRENT, "by": campaign.holder, "at": now()} | options
    return submit_proposal(campaign_id=campaign.pk, **given)


def test_an_academic_address_or_staff_open_the_holders_space(national) -> None:
    with pytest.raises(MayNotHold):
        start_project(by=UserFactory(), at=now())

    assert start_project(by=HolderFactory(), at=now()).state == State.DRAFT


def test_a_complete_draft_is_sent_and_the_team_is_told(national, officer) -> None:
    campaign = CampaignFactory()

    submit(campaign)

    assert state_of(campaign) == State.SUBMITTED
    assert mails() == {
        ("campaigns.received", campaign.holder.email),
        ("campaigns.submitted", officer.email),
    }
    assert AuditEntry.objects.get(action="campaign.submit").actor_id == campaign.holder.pk


def test_a_draft_with_gaps_says_which(national) -> None:
    campaign = CampaignFactory(title="", proposal={"head_email": ""})

    with pytest.raises(Incomplete) as refusal:
        submit(campaign)

    assert refusal.value.missing == {"projet": ["title"], "structure": ["head_email"]}
    assert state_of(campaign) == State.DRAFT


def test_a_pupil_names_an_adult(national) -> None:
    with pytest.raises(Incomplete) as refusal:
        submit(CampaignFactory(proposal={"holder_profession": "pupil"}))

    assert refusal.value.missing == {"ecole": ["adult_name", "adult_email"]}


@pytest.mark.parametrize(
    ("campaign", "proposal"),
    [
        ({"minimum_cents": 150_100, "optimum_cents": 150_100}, {}),
        ({}, {"collect_until": timezone.localdate() + timedelta(days=200)}),
        ({}, {"project_until": timezone.localdate() - timedelta(days=1), "project_from": None}),
    ],
)
def test_contradictions_are_refused(national, campaign, proposal) -> None:
    found = CampaignFactory(**campaign, proposal=proposal)

    with pytest.raises(DomainError):
        submit(found)

    assert state_of(found) == State.DRAFT


def test_the_charter_shown_must_be_the_one_accepted(national) -> None:
    with pytest.raises(CharterNotAccepted):
        submit(CampaignFactory(), charter_version=None)


def test_staff_ask_for_changes_beside_the_fields(national, officer) -> None:
    campaign = in_state(State.SUBMITTED)

    review_proposal.request_changes(
        campaign_id=campaign.pk,
        by=officer,
        at=now(),
        reason="Presque.",
        comments={"title": "Trop long", "pitch": " "},
    )

    assert state_of(campaign) == State.CHANGES_REQUESTED
    assert list(campaign.comments.values_list("field", "text")) == [("title", "Trop long")]
    submit(Campaign.objects.get(pk=campaign.pk))
    assert not campaign.comments.open().exists()


@pytest.mark.parametrize("action", ["request_changes", "reject_proposal"])
def test_a_refusal_needs_a_reason(national, officer, action) -> None:
    campaign = in_state(State.SUBMITTED)
    more = {"comments": {}} if action == "request_changes" else {}

    with pytest.raises(ReasonMissing):
        getattr(review_proposal, action)(
            campaign_id=campaign.pk, by=officer, at=now(), reason=" ", **more
        )

    assert state_of(campaign) == State.SUBMITTED


def test_acceptance_names_the_structure_and_invites_head_and_manager(national, officer) -> None:
    campaign = in_state(State.SUBMITTED)

    review_proposal.accept_proposal(campaign_id=campaign.pk, by=officer, at=now(), ticked=ALL)

    campaign.refresh_from_db()
    assert campaign.state == State.EDITING
    assert campaign.structure.legal_name == "Coopérative scolaire des Tilleuls"
    assert mails() == {
        ("campaigns.accepted", campaign.holder.email),
        ("campaigns.post", HEAD),
        ("campaigns.post", MANAGER),
    }


def a_structure_of_another_school() -> Structure:
    return Structure.objects.create(
        kind="cooperative", school=SchoolFactory(), legal_name="OCCE de l’Aisne", siret=SIRET
    )


def test_the_siret_of_another_schools_structure_is_said_to_be_right(national, officer) -> None:
    campaign = in_state(State.SUBMITTED, proposal={"structure_siret": SIRET})
    other = a_structure_of_another_school()
    who = {"campaign_id": campaign.pk, "by": officer, "at": now(), "ticked": ALL}

    with pytest.raises(DomainError, match="OCCE"):
        review_proposal.accept_proposal(**who)
    assert state_of(campaign) == State.SUBMITTED

    review_proposal.accept_proposal(**who, is_shared=True)

    campaign.refresh_from_db()
    assert campaign.structure == other
    assert AuditEntry.objects.get(action="campaign.accept").detail["is_shared"] is True


def test_staff_see_whose_structure_it_is_before_they_accept(national, officer) -> None:
    campaign = in_state(State.SUBMITTED, proposal={"structure_siret": SIRET})
    other = a_structure_of_another_school()
    desk, page = browser(officer), f"/admin/projets/{campaign.pk}/"
    said = {"action": "accept", "charter": list(ALL)}

    shown = desk.get(page).content.decode()
    refused = desk.post(page, said)

    assert other.legal_name in shown
    assert other.school.name in unescape(shown)
    assert 'name="is_shared"' in shown
    assert refused.status_code == 422
    assert desk.post(page, said | {"is_shared": "on"}).status_code == 302
    assert state_of(campaign) == State.EDITING


def test_the_schools_own_siret_asks_nothing_more(national, officer) -> None:
    campaign = in_state(State.SUBMITTED, proposal={"structure_siret": SIRET})
    own = Structure.objects.create(
        kind="cooperative", school=campaign.school, legal_name="Coopérative", siret=SIRET
    )

    assert (
        "is_shared" not in browser(officer).get(f"/admin/projets/{campaign.pk}/").content.decode()
    )
    review_proposal.accept_proposal(campaign_id=campaign.pk, by=officer, at=now(), ticked=ALL)

    assert Campaign.objects.get(pk=campaign.pk).structure == own


def test_a_structure_named_before_without_its_siret_takes_it(national, officer) -> None:
    who = {"by": officer, "at": now(), "ticked": ALL}
    first = in_state(State.SUBMITTED)
    known = review_proposal.accept_proposal(campaign_id=first.pk, **who).structure
    second = in_state(State.SUBMITTED, proposal={"structure_siret": SIRET})

    named = review_proposal.accept_proposal(campaign_id=second.pk, **who).structure

    assert named == known
    assert Structure.objects.get().siret == SIRET


def test_the_charter_is_ticked_whole_and_the_cap_needs_a_reason(national, officer) -> None:
    rich = in_state(State.SUBMITTED, minimum_cents=600_000, optimum_cents=600_000)
    who = {"campaign_id": rich.pk, "by": officer, "at": now()}

    with pytest.raises(DomainError):
        review_proposal.accept_proposal(**who, ticked=ALL - {"values"}, cap_exception="Oui")
    with pytest.raises(DomainError):
        review_proposal.accept_proposal(**who, ticked=ALL)
    review_proposal.accept_proposal(**who, ticked=ALL, cap_exception="Séjour de six classes")

    entry = AuditEntry.objects.get(action="campaign.accept")
    assert entry.detail["cap_exception"] == "Séjour de six classes"


def test_nobody_else_answers_a_proposal(national) -> None:
    campaign = in_state(State.SUBMITTED)

    with pytest.raises(NotYours):
        review_proposal.reject_proposal(
            campaign_id=campaign.pk, by=campaign.holder, at=now(), reason="Non"
        )


def test_what_staff_approved_no_longer_changes(national) -> None:
    campaign = in_state(State.EDITING)
    who = {"campaign_id": campaign.pk, "by": campaign.holder, "at": now()}

    save_step(**who, values={"who_we_are": "Deux classes."})
    with pytest.raises(Frozen):
        save_step(**who, values={"who_we_are": "Non", "minimum_cents": 1})

    campaign.refresh_from_db()
    assert campaign.proposal.who_we_are == "Deux classes."
    assert campaign.minimum_cents == 60_000


def test_a_project_is_withdrawn_before_anybody_could_give(national, officer) -> None:
    campaign = in_state(State.SUBMITTED)

    withdraw_project(campaign_id=campaign.pk, by=campaign.holder, at=now())

    assert state_of(campaign) == State.WITHDRAWN
    assert mails() == {("campaigns.withdrawn", officer.email)}
    with pytest.raises(IllegalTransition):
        withdraw_project(campaign_id=campaign.pk, by=campaign.holder, at=now())


def test_a_copy_has_the_words_but_no_dates(national) -> None:
    campaign = CampaignFactory()

    copy = duplicate_project(campaign_id=campaign.pk, by=campaign.holder, at=now())

    assert (copy.title, copy.proposal.pitch) == (campaign.title, campaign.proposal.pitch)
    assert copy.proposal.collect_from is copy.proposal.charter_version is None


def test_a_project_passes_to_a_colleague_who_may_hold_it(national) -> None:
    campaign, colleague = CampaignFactory(), HolderFactory()
    who = {"campaign_id": campaign.pk, "by": campaign.holder, "at": now(), "reason": "Mutation"}

    with pytest.raises(MayNotHold):
        hand_over_project(**who, to=UserFactory())
    hand_over_project(**who, to=colleague)

    assert Campaign.objects.get().holder == colleague
    assert mails() == {("campaigns.handed_over", colleague.email)}
