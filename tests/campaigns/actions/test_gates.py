"""From an accepted project to an open collection: posts, the four gates, more time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns.actions import review_proposal, validate_project
from campaigns.actions.activate_post import activate_post
from campaigns.actions.guards import NotYours
from campaigns.domain import charter
from campaigns.domain.states import State
from campaigns.mails import POST_PURPOSE
from campaigns.models import Post, PostKind, Structure
from kernel.domain import DomainError
from kernel.signing import InvalidLink, seal
from tests.accounts.factories import UserFactory
from tests.campaigns.factories import HEAD, a_school, in_state, post_of

pytestmark = pytest.mark.django_db
ALL = set(charter.criteria())
now = timezone.now


def test_a_post_is_its_first_answerers(national) -> None:
    campaign = in_state(State.EDITING)
    post = Post.objects.create(kind=PostKind.HEAD, school=campaign.school, email=HEAD)
    token, head = seal(POST_PURPOSE, str(post.pk)), UserFactory()

    activate_post(token=token, by=head, at=now())
    activate_post(token=token, by=head, at=now())

    with pytest.raises(InvalidLink):
        activate_post(token=token, by=UserFactory(), at=now())
    assert head.verified_addresses() == [head.email], "the invited address is not joined"


def test_four_gates_then_publication(national, officer) -> None:
    campaign = in_state(State.SUBMITTED)
    who = {"campaign_id": campaign.pk, "at": now()}
    review_proposal.accept_proposal(**who, by=officer, ticked=ALL)
    validate_project.ask_validation(**who, by=campaign.holder)
    with pytest.raises(validate_project.GateClosed) as refusal:
        validate_project.publish_campaign(**who, by=officer)
    head = post_of(campaign, PostKind.HEAD)
    post_of(campaign, PostKind.MANAGER)
    validate_project.attest_project(**who, by=head)

    published = validate_project.publish_campaign(**who, by=officer)

    assert [gate.name for gate in refusal.value.closed] == ["head", "structure"]
    assert published.state == State.PUBLISHED
    local = published.closes_at.astimezone(campaign.school.department.time_zone)
    assert (local.date(), local.hour, local.minute) == (campaign.proposal.collect_until, 23, 59)
    assert published.slug.startswith("cinq-jours-sous-les-etoiles-")


def test_the_holder_attests_nothing_as_holder(national) -> None:
    campaign = in_state(State.EDITING)

    with pytest.raises(NotYours):
        validate_project.attest_project(campaign_id=campaign.pk, by=campaign.holder, at=now())


def test_another_head_follows_and_the_one_before_loses_the_post(national) -> None:
    campaign = in_state(State.EDITING)
    head = post_of(campaign, PostKind.HEAD)
    Post.objects.filter(user=head).update(ended_at=now())

    with pytest.raises(NotYours):
        validate_project.attest_project(campaign_id=campaign.pk, by=head, at=now())


def test_an_open_campaign_is_extended_once_by_staff(national, officer) -> None:
    opened = now()
    campaign = in_state(
        State.PUBLISHED,
        slug="etoiles",
        opens_at=opened,
        closes_at=opened + timedelta(days=10),
        structure=Structure.objects.create(
            kind="cooperative", legal_name="Coopérative", school=a_school()
        ),
    )
    later = timezone.localdate() + timedelta(days=30)
    extend = {"campaign_id": campaign.pk, "at": now(), "until": later, "reason": "Grève"}

    with pytest.raises(NotYours):
        validate_project.extend_campaign(**extend, by=campaign.holder)
    with pytest.raises(DomainError):
        validate_project.extend_campaign(**(extend | {"until": timezone.localdate()}), by=officer)
    extended = validate_project.extend_campaign(**extend, by=officer)
    with pytest.raises(DomainError):
        validate_project.extend_campaign(
            **(extend | {"until": later + timedelta(days=3)}), by=officer
        )

    assert extended.closes_at > opened + timedelta(days=28)
