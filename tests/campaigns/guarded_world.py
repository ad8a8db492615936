"""One row at least in each table of money, for the attacks of `guards`."""

from datetime import date, timedelta

from django.utils import timezone

from campaigns import models
from campaigns.actions.seal_day import seal_day
from campaigns.domain import accounts
from campaigns.domain.ledger import reverse
from campaigns.models.posting import hold, open_account, post, read
from tests.accounts.factories import UserFactory
from tests.campaigns import books
from tests.campaigns.bank import THEIRS
from tests.campaigns.books import NOON, euros
from tests.campaigns.gifts import open_campaign

LATER = NOON.replace(year=2099)


def a_world() -> dict[str, object]:
    """One row at least in each table; return the keys that attacks name."""
    user, other = UserFactory(), UserFactory()
    campaign = open_campaign()
    code = accounts.campaign(campaign.pk)
    gifts = [models.Gift.objects.create(campaign=campaign, amount_cents=5000) for _ in range(3)]
    books.give(code, euros(50), gift=gifts[0].pk)
    open_account("fund:patron:alone")
    books.move("endow", (accounts.BANK, accounts.SOLIDARITY, euros(5)), key="endow:wrong")
    wrong = read("endow:wrong")
    assert wrong is not None
    post(reverse(wrong, at=NOON))
    hold(account=code, gift=gifts[1].pk, amount=euros(20), until=LATER)
    seal_day(date(2026, 1, 1))
    line = _the_bank(campaign, gifts[0], user)
    _solidarity(campaign, line, user)
    _receipts(campaign, gifts, user)
    return {
        "code": code,
        "user": user.pk,
        "other": other.pk,
        "other_gift": gifts[1].pk,
        "third_gift": gifts[2].pk,
    }


def _the_bank(campaign, gift, user) -> models.BankLine:
    now = timezone.now()
    payment = models.Payment.objects.create(
        gift=gift, amount_cents=5000, expires_at=now, checkout="cs_1", provider_payment="pi_1"
    )
    refund = models.Refund.objects.create(
        payment=payment, cause="refuse:1", account="refund_payable:x", amount_cents=5000,
        provider_refund="re_1",
    )  # fmt: skip
    models.InboxEvent.objects.create(
        provider="stripe",
        event_id="evt_1",
        kind="refund.updated",
        object_id="re_1",
        happened_at=now,
    )
    models.ProviderLine.objects.create(
        line_id="txn_1", kind="charge", amount_cents=5000, fee_cents=50, net_cents=4950,
        source="pi_1", happened_at=now,
    )  # fmt: skip
    return _our_transfers(campaign, gift, refund, user)


def _the_provider_pays(line, payment, user) -> None:
    """A payout with its part; a match that somebody wants to correct."""
    now = timezone.now()
    payout = models.ProviderPayout.objects.create(
        payout_id="po_1", amount_cents=4950, state="paid", is_named=True, made_at=now,
        arrives_on=now.date(), bank_line=line,
    )  # fmt: skip
    models.PayoutPart.objects.create(
        payout=payout, line=models.ProviderLine.objects.get(), cents=4950
    )
    models.LineCorrection.objects.create(
        line=line, payment=payment, amount_cents=5000, reason="Autre", wanted=1,
        proposed_by=user, proposed_at=now,
    )  # fmt: skip


def _our_transfers(campaign, gift, refund, user) -> models.BankLine:
    now = timezone.now()
    models.Settlement.objects.create(campaign=campaign, kind="failure", raised_cents=5000)
    models.Settlement.objects.create(campaign=campaign, kind="refusal", gift=gift, raised_cents=0)
    statement = models.BankStatement.objects.create(
        format="camt", digest="1", lines_read=1, lines_new=1, imported_by=user, imported_at=now
    )
    line = models.BankLine.objects.create(
        statement=statement, key="1", booked_on=now.date(), amount_cents=5000
    )
    for cause in ({"campaign": campaign}, {"refund": refund}, {"line": line}):
        models.Payout.objects.create(
            amount_cents=5000, payee="Ada", iban=THEIRS, prepared_by=user, **cause
        )
    models.PayoutFile.objects.create(
        message_id="1", content=b"", digest="", count=1, total_cents=5000, made_by=user
    )
    models.BankAccount.objects.create(
        structure=campaign.structure, iban=THEIRS, holder="Ada", proposed_by=user, proposed_at=now
    )
    _the_provider_pays(line, refund.payment, user)
    return line


def _solidarity(campaign, line, user) -> None:
    now = timezone.now()
    patron = models.Patron.objects.create(name="Fondation")
    agreement = models.Agreement.objects.create(
        patron=patron, title="Convention", amount_cents=5000,
        starts_on=now.date(), ends_on=now.date() + timedelta(days=9),
    )  # fmt: skip
    models.Endowment.objects.create(
        agreement=agreement, amount_cents=5000, received_on=now.date(), reference="VIR 1",
        line=line, recorded_by=user,
    )  # fmt: skip
    models.Boost.objects.create(
        campaign=campaign, fund=agreement.account, amount_cents=50, proposed_by=user,
        proposed_at=now,
    )  # fmt: skip
    models.Release.objects.create(
        source=agreement.account, target=accounts.SOLIDARITY, amount_cents=50, reason="Finie",
        proposed_by=user, proposed_at=now,
    )  # fmt: skip
    models.Policy.objects.create(
        valid_from=now, commission_percent=5, least_gift_cents=500, largest_gift_cents=1_000_000,
        minimum_cap_cents=500_000, longest_days=90, two_persons_cents=300_000,
        boost_reading="total", boost_percent=50, reason="Essai", decided_by=user,
    )  # fmt: skip


def _receipts(campaign, gifts, user) -> None:
    """One that holds; and one that was cancelled, with the one that replaces it."""
    told = {
        "structure": campaign.structure, "year": 2026, "amount_cents": 5000,
        "given_on": date(2026, 11, 20), "method": "card", "donor_kind": "person",
        "donor_name": "Ada", "donor_address": "1 rue", "structure_name": "Coopérative",
        "structure_address": "2 rue", "signatory": "A. Martin", "issued_at": NOON,
        "issued_by": user,
    }  # fmt: skip
    models.Receipt.objects.create(gift=gifts[0], number=1, **told)
    gone = models.Receipt.objects.create(
        gift=gifts[0], number=2, cancelled_at=NOON, reason="Erreur", **told
    )
    last = models.Gift.objects.create(campaign=campaign, amount_cents=5000)
    models.Receipt.objects.create(gift=last, number=3, replaces=gone, **told)
