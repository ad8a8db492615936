"""Gifts of the demonstration: rows for the donors, and the same entries that any gift writes."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from random import Random

from django.db import connection

from campaigns.demo.people import donor_addresses
from campaigns.demo.plan import SEED, Planned
from campaigns.domain import accounts
from campaigns.domain.payments import PaymentState
from campaigns.domain.states import State
from campaigns.models import Campaign, Gift, Payment, posting
from kernel.money import Money


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
    Gift.objects.bulk_create(gifts, batch_size=1000)
    Payment.objects.bulk_create(payments, batch_size=1000)
    _post(payments)
    for campaign, planned in published:
        if planned.state != State.PUBLISHED:
            posting.begin_closing(accounts.campaign(campaign.pk))
    return gifts


def _gifts(
    campaign: Campaign, planned: Planned, addresses: Sequence[str], random: Random, at: datetime
) -> list[Gift]:
    opened = planned.published_at or at
    until = min(planned.closes_at or at, at - timedelta(minutes=5))
    span = max(until - opened, timedelta(hours=1))
    # Near people give first, and again at the very end.
    shares = sorted(random.betavariate(0.7, 0.9) for _gift in planned.gifts)
    return [
        Gift(
            campaign=campaign,
            amount_cents=cents,
            on_failure="fund" if random.random() < 0.3 else "refund",  # noqa: PLR2004  30 % in 2022
            donor_kind="company" if cents > 30_000 else "person",  # noqa: PLR2004
            donor_email=random.choice(addresses),
            language="fr",
            created_at=opened + span * share,
        )
        for cents, share in zip(planned.gifts, shares, strict=True)
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
