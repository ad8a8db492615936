"""Gifts of the demonstration: rows for the donors, and the same entries that any gift writes."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from random import Random

from django.db import connection

from campaigns.actions.reconcile import totals
from campaigns.demo.people import donor_addresses, donor_name
from campaigns.demo.plan import SEED, Planned
from campaigns.domain import accounts
from campaigns.domain.payments import PaymentState
from campaigns.models import Campaign, Gift, Payment, ProviderLine, posting
from kernel.money import Money

FUND_GIFTS = 60
# Most give where it is needed most.
EARMARKS = (*[""] * 14, "theme:sport", "theme:environment", "level:cycle_3", "department:02")


def give(rows: Iterable[tuple[Campaign, Planned]], at: datetime) -> list[Gift]:
    """Open each campaign's account, write its gifts and their entries; return the gifts."""
    random = Random(SEED + 1)  # noqa: S311  drawn, not guessed
    published = [(campaign, planned) for campaign, planned in rows if planned.published_at]
    addresses = donor_addresses()
    gifts: list[Gift] = []
    payments: list[Payment] = []
    for campaign, planned in published:
        code = accounts.campaign(campaign.pk)
        posting.open_account(code, cap=Money(planned.optimum_cents))
        for gift in _gifts(campaign, planned, addresses, random, at):
            gifts.append(gift)
            payments.append(_payment(gift))
    for gift in _to_the_fund(addresses, random, at):
        gifts.append(gift)
        payments.append(_payment(gift))
    Gift.objects.bulk_create(gifts, batch_size=1000)
    Payment.objects.bulk_create(payments, batch_size=1000)
    _post(payments)
    return gifts


def _gifts(
    campaign: Campaign, planned: Planned, addresses: Sequence[str], random: Random, at: datetime
) -> list[Gift]:
    opened = planned.published_at or at
    until = min(planned.closes_at or at, at - timedelta(minutes=5))
    span = max(until - opened, timedelta(hours=1))
    # Near people give first, and again at the very end.
    shares = sorted(random.betavariate(0.7, 0.9) for _gift in planned.gifts)
    found = [
        Gift(
            campaign=campaign,
            amount_cents=cents,
            on_failure="fund" if random.random() < 0.3 else "refund",  # noqa: PLR2004  30 % in 2022
            donor_kind="company" if cents > 30_000 else "person",  # noqa: PLR2004  the taste of the demonstration
            donor_email=random.choice(addresses),
            language="fr",
            created_at=opened + span * share,
        )
        for cents, share in zip(planned.gifts, shares, strict=True)
    ]
    for number, gift in enumerate(found):
        if number % 4 == 0 and gift.donor_kind == "person":
            gift.wants_receipt = True
            gift.donor_name, gift.donor_address = donor_name(random)
    return found


def _to_the_fund(addresses: Sequence[str], random: Random, at: datetime) -> list[Gift]:
    """Gifts that no campaign was named for, some kept for a theme, a level or a department."""
    funds = [accounts.solidarity(earmark) for earmark in EARMARKS]
    for fund in set(funds):
        posting.open_account(fund)
        posting.open_account(accounts.refund_payable(fund))
    return [
        Gift(
            fund=random.choice(funds),
            amount_cents=random.choice((2000, 5000, 10_000, 20_000, 50_000)),
            donor_email=random.choice(addresses),
            language="fr",
            created_at=at - timedelta(days=820 - 13 * number),
        )
        for number in range(FUND_GIFTS)
    ]


def _payment(gift: Gift) -> Payment:
    return Payment(
        gift=gift,
        state=PaymentState.SUCCEEDED,
        amount_cents=gift.amount_cents,
        received_cents=gift.amount_cents,
        expires_at=gift.created_at + timedelta(minutes=30),
        created_at=gift.created_at,
        settled_at=gift.created_at + timedelta(minutes=2),
    )


def begin_account(at: datetime) -> None:
    """Say what the provider holds from before: the sandbox knows nothing of these gifts."""
    theirs, ours = totals()
    held = (ours - theirs).cents
    ProviderLine.objects.create(
        line_id="opening",
        kind="opening",
        amount_cents=held,
        fee_cents=0,
        net_cents=held,
        happened_at=at,
        matched=True,
    )


# The ledger's own functions, for all gifts in one statement: a demonstration starts in seconds.
RECEIVE = """
SELECT count(*) FROM jsonb_to_recordset(%s::jsonb)
  AS row(payment text, cents bigint, at timestamptz),
  LATERAL ledger_post('receive', 'receive:' || payment, at, 'payment:' || payment, '', '',
    jsonb_build_array(jsonb_build_object(
      'debit', %s::text, 'credit', %s::text, 'cents', cents, 'gift', NULL)))
"""
ALLOCATE = """
SELECT count(*) FROM jsonb_to_recordset(%s::jsonb)
  AS row(payment text, cents bigint, at timestamptz, gift bigint, account text),
  LATERAL ledger_allocate('allocate:' || payment, at, 'payment:' || payment, gift, account,
    'refund_payable:' || account, cents)
"""


def _post(payments: list[Payment]) -> None:
    rows = json.dumps(
        [
            {
                "payment": str(payment.pk),
                "cents": payment.amount_cents,
                "at": payment.created_at.isoformat(),
                "gift": payment.gift_id,
                "account": payment.gift.account,
            }
            for payment in payments
        ]
    )
    with connection.cursor() as cursor:
        cursor.execute(RECEIVE, [rows, accounts.PSP, accounts.SUSPENSE])
        cursor.execute(ALLOCATE, [rows])
