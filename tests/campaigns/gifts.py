"""Short words for tests of gifts: an open campaign, a gift paid on the sandbox."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.db import connection
from django.utils import timezone

from campaigns.actions.settle_payment import settle_payment
from campaigns.actions.start_gift import Donor, Wishes, open_page, start_gift
from campaigns.domain import accounts
from campaigns.domain.states import State
from campaigns.models import Campaign, Gift, Payment, Structure, StructureKind
from campaigns.models.posting import open_account
from kernel.money import Money
from tenants.context import current_tenant
from tests.campaigns.books import number
from tests.campaigns.factories import CampaignFactory, a_school
from tests.queue import drain


def open_campaign(*, minimum: int = 100, optimum: int = 200, **fields) -> Campaign:
    """A campaign that takes gifts, and its account in the books; goals in euros."""
    now = timezone.now()
    name = f"Coopérative {number()}"
    structure = Structure.objects.create(
        kind=StructureKind.COOPERATIVE, school=a_school(), legal_name=name
    )
    fields = {
        "slug": f"collecte-{number()}",
        "opens_at": now - timedelta(days=1),
        "closes_at": now + timedelta(days=30),
        "structure": structure,
    } | fields
    campaign = CampaignFactory(
        state=State.PUBLISHED, minimum_cents=minimum * 100, optimum_cents=optimum * 100, **fields
    )
    open_account(accounts.campaign(campaign.pk), cap=Money(optimum * 100))
    return campaign


def begin_only(campaign: Campaign | None, euros: int) -> Callable[[], Payment]:
    """What begins a gift when it is called; the provider is not asked."""
    donor = Donor(email="ada@example.org")
    amount, at = Money.euros(euros), timezone.now()
    return partial(
        start_gift, campaign=campaign, amount=amount, donor=donor, wishes=Wishes(), at=at
    )


def begin(campaign: Campaign | None, euros: int, *, at=None, email="", **wishes) -> Payment:
    payment = start_gift(
        campaign=campaign,
        amount=Money.euros(euros),
        donor=Donor(email=email or f"donateur{number()}@example.org", name="Claude Martin"),
        wishes=Wishes(**wishes),
        at=at or timezone.now(),
    )
    open_page(payment=payment, label="Don", return_url="https://t.example/", cancel_url="/")
    payment.refresh_from_db()
    return payment


def give(till, campaign: Campaign | None, euros: int, **wishes) -> Gift:
    """Begin, pay on the provider's page, and settle."""
    payment = begin(campaign, euros, **wishes)
    till.bank.pay(payment.checkout)
    settle_payment(payment_id=payment.pk, at=timezone.now())
    return payment.gift


def work() -> int:
    """Let the worker do all that waits, and come back to the site: it leaves it for `public`."""
    here = current_tenant()
    done = drain()
    connection.set_tenant(here)
    return done
