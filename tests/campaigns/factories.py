"""The smallest valid project of each state, and the people around it."""

from datetime import timedelta
from uuid import uuid4

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import HolderAdmission, User
from campaigns.domain import accounts, charter
from campaigns.domain.states import State
from campaigns.models import Campaign, Post, PostKind, Proposal, Structure, posting
from campaigns.search_documents import SOURCE
from kernel.money import Money
from search import registry
from territories.models import School
from tests.accounts.factories import UserFactory
from tests.campaigns import books

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


def a_collection(*, raised: int = 0, days: int = 30, **fields) -> Campaign:
    """A campaign open to gifts, with an account in the ledger that says what it raised."""
    now = timezone.now()
    school = fields.pop("school", None) or a_school()
    key = uuid4()
    structure = Structure.objects.create(
        kind="cooperative", school=school, legal_name="Coopérative scolaire des Tilleuls"
    )
    values = {
        "state": State.PUBLISHED,
        "slug": f"cinq-jours-{key.hex[:8]}",
        "structure": structure,
        "opens_at": now - timedelta(days=10),
        "closes_at": now + timedelta(days=days),
        "accepted_at": now - timedelta(days=20),
        "published_at": now - timedelta(days=10),
    }
    campaign = CampaignFactory(pk=key, school=school, **(values | fields))
    code = accounts.campaign(campaign.pk)
    posting.open_account(code, cap=Money(campaign.optimum_cents))
    if raised:
        give(campaign, raised)
    registry.refresh(SOURCE, str(campaign.pk))
    return campaign


def give(campaign: Campaign, cents: int) -> None:
    """Money reaches the campaign, through the ledger as always."""
    books.give(accounts.campaign(campaign.pk), Money(cents))
    registry.refresh(SOURCE, str(campaign.pk))
