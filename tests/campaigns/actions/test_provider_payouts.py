"""Each payout of the provider is the sum of its lines, to the cent, and is found at the bank."""

import pytest
from django.utils import timezone

from campaigns.actions.explain_line import take_from_provider
from campaigns.actions.reconcile import reconcile
from campaigns.domain import accounts
from campaigns.models import ProviderLine, ProviderPayout
from campaigns.models.checking import faults
from kernel.money import ZERO
from tenants.models import Alert
from tests.accounts.factories import UserFactory
from tests.campaigns.bank import entry, shows
from tests.campaigns.books import balance, euros
from tests.campaigns.gifts import give, open_campaign, work
from tests.campaigns.views.test_errand import browser

pytestmark = pytest.mark.django_db
DESK = "/admin/projets/rapprochement/versements/"


@pytest.fixture(autouse=True)
def books_stay_right(till, bank):
    yield
    assert list(faults()) == []


def night() -> None:
    reconcile(at=timezone.now())
    work()
    reconcile(at=timezone.now())


def paid_by(payout: ProviderPayout) -> list[int]:
    rows = payout.parts.order_by("line__happened_at", "line_id")
    return list(rows.values_list("cents", flat=True))


def gaps() -> int:
    return Alert.objects.filter(kind="campaigns.payout-gap", resolved_at=None).count()


def test_an_automatic_payout_pays_the_lines_that_the_provider_names(till):
    campaign = open_campaign()
    give(till, campaign, 40)
    refunded = give(till, campaign, 30).payments.get()
    till.provider.refund(
        key="x", payment_id=refunded.provider_payment, amount=euros(30), reference="by hand"
    )
    made = till.bank.pay_out()
    give(till, campaign, 20)  # after it: the next one pays it

    night()

    payout = ProviderPayout.objects.get()
    assert payout.is_named
    assert sorted(paid_by(payout)) == [-3000, 3000 - 70, 4000 - 85]
    assert sum(paid_by(payout)) == payout.amount_cents == made["amount"]
    assert not gaps()


def test_a_payout_that_was_asked_for_pays_the_oldest_first(till):
    campaign = open_campaign()
    for amount in (40, 30):
        give(till, campaign, amount)
    till.bank.pay_out(5000)
    till.bank.pay_out(1000)

    night()

    first, second = ProviderPayout.objects.order_by("pk")
    assert not first.is_named
    assert {sum(paid_by(first)), sum(paid_by(second))} == {5000, 1000}
    for line in ProviderLine.objects.filter(kind="charge"):
        assert sum(line.parts.values_list("cents", flat=True)) <= line.net_cents
    assert not gaps()


def test_what_our_bank_refused_is_paid_by_the_next_one(till):
    give(till, open_campaign(), 40)
    failed = till.bank.pay_out(3000)
    night()
    till.bank.fail_payout(failed["id"])
    till.bank.pay_out(3900)

    night()

    assert paid_by(ProviderPayout.objects.get(state="failed")) == [3000]
    assert paid_by(ProviderPayout.objects.get(state="paid")) == [3900]
    assert not gaps()
    assert balance(accounts.TRANSIT_PSP) == -euros(39)


def test_a_payout_that_does_not_add_up_raises_an_alert(till, treasurer):
    give(till, open_campaign(), 40)
    till.bank.pay_out(9000)

    night()

    assert gaps() == 1
    page = browser(treasurer).get(DESK).content.decode()
    assert "50,85" in page


def test_the_line_of_the_bank_is_the_payout(till, treasurer):
    give(till, open_campaign(), 40)
    till.bank.pay_out(3000)
    night()
    line = shows(entry("30.00"), treasurer)

    take_from_provider(line_id=line.pk, by=treasurer, at=timezone.now())

    assert ProviderPayout.objects.get().bank_line == line
    assert balance(accounts.TRANSIT_PSP) == ZERO


def test_finance_reads_a_payout_line_by_line(till, treasurer):
    gift = give(till, open_campaign(), 40)
    till.bank.pay_out()
    night()
    payout = ProviderPayout.objects.get()
    client = browser(treasurer)

    page = client.get(f"{DESK}{payout.pk}/").content.decode()
    table = b"".join(client.get(f"{DESK}{payout.pk}/?format=csv")).decode()

    assert gift.reference in page
    assert gift.reference in table
    assert ",3915" in table
    assert browser(UserFactory()).get(DESK).status_code in {302, 403, 404}
