"""The smallest valid project of each state, and the people around it."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import HolderAdmission, User
from campaigns.domain import charter
from campaigns.domain.states import State
from campaigns.models import Campaign, Post, PostKind, Proposal
from territories.models import School
from tests.accounts.factories import UserFactory

HEAD, MANAGER = "direction@ecole.example", "coop@ecole.example"
BUDGET = [
    {"label": "Bus", "cents": 60_000, "essential": True},
    {"label": "Visites", "cents": 90_000, "essential": False},
]


def a_school() -> School:
    """One of the invented schools of the test database, or a new one in Aisne."""
    from tests.territories.factories import SchoolFactory

    return School.objects.first() or SchoolFactory()


class HolderFactory(UserFactory):
    """Somebody whom staff admitted."""

    @factory.post_generation
    def admitted(self, create, extracted, **kwargs):
        HolderAdmission.objects.create(user=self, reason="Test", admitted_by=self)


class CampaignFactory(DjangoModelFactory[Campaign]):
    """A draft that is complete; `state` puts it further, without what actions write."""

    class Meta:
        model = Campaign
        skip_postgeneration_save = True

    holder = factory.SubFactory(HolderFactory)
    school = factory.LazyFunction(a_school)
    title = "Cinq jours sous les étoiles"
    theme, format, levels = "science", "overnight_stay", ["cycle_3"]
    minimum_cents, optimum_cents = 60_000, 150_000

    @factory.post_generation
    def proposal(self, create, extracted, **kwargs):
        today = timezone.localdate()
        Proposal.objects.create(
            campaign=self,
            **{
                "holder_profession": "teacher",
                "pitch": "Une classe observe le ciel.",
                "pupils": 24,
                "who_we_are": "Une classe de CM2.",
                "the_project": "Observer le ciel cinq nuits.",
                "why_you": "Pour le bus.",
                "collect_from": today,
                "collect_until": today + timedelta(days=40),
                "project_from": today + timedelta(days=60),
                "project_until": today + timedelta(days=65),
                "budget": BUDGET,
                "structure_kind": "cooperative",
                "structure_name": "Coopérative scolaire des Tilleuls",
                "head_email": HEAD,
                "manager_email": MANAGER,
                "charter_version": charter.CURRENT,
                **(extracted or {}),
            },
        )


def post_of(campaign: Campaign, kind: PostKind) -> User:
    """Somebody who has activated the post that the campaign names."""
    user = UserFactory()
    email = HEAD if kind == PostKind.HEAD else MANAGER
    Post.objects.update_or_create(
        kind=kind,
        school=campaign.school,
        email=email,
        defaults={"user": user, "activated_at": timezone.now()},
    )
    return user


def in_state(state: State, **fields) -> Campaign:
    return CampaignFactory(state=state, **fields)
