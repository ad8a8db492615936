"""Transfers through the pages: the donor's, the desk of the bank, the desk of payments."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions.grant_role import grant_role
from accounts.domain.roles import RoleKind
from campaigns.actions.reconcile import reconcile
from campaigns.bank_balance import bank_balance
from campaigns.domain.payments import PaymentState
from campaigns.domain.transfers import creditor_reference
from campaigns.models import Agreement, BankLine, Payment, ProviderLine
from campaigns.todos import MoneyTodos
from kernel.money import ZERO
from tests.accounts.factories import UserFactory
from tests.campaigns.bank import arrives, camt, closing, entry, match, pledge, shows
from tests.campaigns.gifts import open_campaign
from tests.campaigns.solidarity import an_agreement
from tests.campaigns.views.test_errand import browser
from tests.campaigns.views.test_giving import walk_to_pay

pytestmark = pytest.mark.django_db
DESK = "/admin/projets/virements/"


@pytest.fixture(autouse=True)
def ready(till, bank):
    """A provider and a bank account."""


@pytest.fixture
def donor() -> Client:
    return Client(headers={"host": "trousse.localhost"})


def test_from_the_third_step_to_the_reference(donor):
    campaign = open_campaign()
    page = walk_to_pay(donor, campaign)
    assert 'value="transfer"' in donor.get(page).content.decode()

    answer = donor.post(page, {"method": "transfer"})
    again = donor.post(page, {"method": "transfer"})

    payment = Payment.objects.get()
    assert answer.url == again.url == f"/dons/{payment.gift.token}/"
    shown = donor.get(answer.url).content.decode()
    assert "FR76 3000 1007 9412 3456 7890 185" in shown
    assert re.search(r"RF\d\d D", shown)
    assert "<svg" in shown


def test_changing_to_a_card_awaits_the_transfer_no_more(donor):
    page = walk_to_pay(donor, open_campaign())
    donor.post(page, {"method": "transfer"})

    donor.post(page, {"method": "card"})

    assert set(Payment.objects.values_list("state", flat=True)) == {
        PaymentState.CANCELLED, PaymentState.REDIRECTED,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "status"), [("60", 302), ("beaucoup", 422), ("5000", 422), ("", 422), ("\0", 422)]
)
def test_a_donor_corrects_the_amount(donor, amount, status):
    payment = pledge(open_campaign(), 50)
    place = f"/dons/{payment.gift.token}/virement/montant/"

    assert donor.post(place, {"amount": amount}).status_code == status

    payment.refresh_from_db()
    assert payment.amount_cents == (6000 if status == 302 else 5000)


def test_a_donor_cancels_once(donor):
    payment = pledge(open_campaign(), 50)
    place = f"/dons/{payment.gift.token}/virement/annuler/"

    assert donor.post(place).status_code == 302
    assert donor.post(place).status_code == 422
    assert donor.get(f"/dons/{payment.gift.token}/").status_code == 200


def test_a_donor_cancels_a_transfer_to_the_fund(donor):
    payment = pledge(None, 50)
    place = f"/dons/{payment.gift.token}/virement/annuler/"

    assert donor.post(place).status_code == 302
    assert donor.post(place).status_code == 422


@pytest.mark.parametrize("has_begun", [False, True])
def test_an_awaited_transfer_is_not_paid_by_card_too(till, donor, treasurer, has_begun):
    payment = pledge(open_campaign(), 50)
    if has_begun:
        match(arrives(payment, "20.00", treasurer), payment, treasurer)
        Payment.objects.update(expires_at=timezone.now())

    answer = donor.post(f"/dons/{payment.gift.token}/recommencer/")

    assert answer.status_code == 422
    assert till.bank.store.all("checkout.session") == []
    assert Payment.objects.count() == 1


def file(content: bytes, name: str = "releve.xml") -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, content)}


def test_from_a_file_to_confirmed_gifts(treasurer):
    payment, other = pledge(open_campaign(), 50), pledge(open_campaign(), 40)
    desk = browser(treasurer)
    lines = [entry("50.00", words=payment.gift.reference), entry("40.00", words="merci")]

    assert desk.post(f"{DESK}fichier/", file(camt(*lines))).status_code == 302
    assert desk.post(f"{DESK}fichier/", file(b"<no>")).status_code == 422
    assert desk.post(f"{DESK}fichier/").status_code == 422
    shown = desk.get(DESK).content.decode()
    assert payment.gift.reference in shown
    assert desk.post(f"{DESK}surs/").status_code == 302
    line = BankLine.objects.get(state="new")
    said = {"line": line.pk, "action": "match"}
    assert desk.post(DESK, said).status_code == 422
    assert desk.post(DESK, said | {"gift": "D-2222-2222"}).status_code == 422
    assert desk.post(DESK, said | {"gift": other.gift.reference}).status_code == 302

    assert set(Payment.objects.values_list("state", flat=True)) == {PaymentState.SUCCEEDED}
    assert desk.get(DESK, {"etat": "gift"}).status_code == 200


@pytest.mark.parametrize("typed", ["40", "40,00 €", "today"])
def test_a_line_is_matched_by_a_whole_reference_alone(treasurer, typed):
    payment, desk = pledge(open_campaign(), 40), browser(treasurer)
    line = shows(entry("40.00", name="SOMEBODY ELSE"), treasurer)
    wanted = timezone.localdate().strftime("%d/%m/%Y") if typed == "today" else typed
    said = {"line": line.pk, "action": "match"}

    refused = desk.post(DESK, said | {"gift": wanted})

    assert refused.status_code == 422
    assert f'value="{wanted}"' in refused.content.decode()
    payment.refresh_from_db()
    assert payment.state == PaymentState.AWAITED
    copied = creditor_reference(payment.gift.reference)
    assert desk.post(DESK, said | {"gift": copied}).status_code == 302


@pytest.mark.parametrize("action", ["aside", "return", "elsewhere", "own", "provider", "fee"])
def test_a_line_that_is_no_gift(treasurer, action):
    line, desk = shows(entry("40.00"), treasurer), browser(treasurer)

    said = {"line": line.pk, "action": action}
    if action not in {"provider", "fee"}:
        assert desk.post(DESK, said).status_code == 422  # without a reason
    assert desk.post(DESK, said | {"reason": "Inconnu"}).status_code == 302

    line.refresh_from_db()
    assert line.decided_by == treasurer
    assert desk.get("/admin/projets/versements/").status_code == 200


def test_a_patron_is_chosen_on_the_desk(treasurer):
    agreement = an_agreement(1000)
    Agreement.objects.update(amount_cents=200_000)
    line, desk = shows(entry("40.00"), treasurer), browser(treasurer)
    assert str(agreement) in desk.get(DESK).content.decode()

    said = {"line": line.pk, "action": "patron"}
    assert desk.post(DESK, said | {"agreement": uuid4()}).status_code == 422
    assert desk.post(DESK, said | {"agreement": agreement.pk}).status_code == 302

    assert agreement.endowments.get(line=line).amount_cents == 4000


def test_the_balance_of_the_bank_is_beside_the_books(treasurer):
    desk = browser(treasurer)
    desk.post(f"{DESK}fichier/", file(camt(entry("40.00"), closing("41.50"))))

    for page in (DESK, "/admin/projets/rapprochement/"):
        shown = desk.get(page).content.decode()
        assert "help-critical" in shown
        assert "41,50" in shown.replace("\u202f", "")


@pytest.mark.parametrize("nasty", ["", "\0", "9" * 30, "²", "<b>"])
def test_nonsense_breaks_no_desk(treasurer, nasty):
    line, desk = shows(entry("40.00"), treasurer), browser(treasurer)
    names = ("payment", "gift", "reason", "number", "campaign", "iban", "agreement", "debtor")
    told = dict.fromkeys(names, nasty)

    for action in ("match", "order", "patron", "repaid", nasty):
        for number in (line.pk, nasty):
            said = told | {"line": number, "action": action}
            assert desk.post(DESK, said).status_code == 422
    for action in ("prepare", "refund", "again", "approve", "drop", "book", "return", nasty):
        answer = desk.post("/admin/projets/versements/", told | {"action": action})
        assert answer.status_code == 422


def test_an_officer_sees_no_bank(officer, treasurer):
    shows(entry("40.00"), treasurer)

    assert browser(officer).get(DESK).status_code in {302, 403}
    assert browser(officer).get("/admin/projets/rapprochement/").status_code in {302, 403}


def test_a_finance_officer_keeps_the_bank_and_the_payouts(national, treasurer):
    shows(entry("40.00"), treasurer)
    user = UserFactory()
    grant_role(user=user, kind=RoleKind.FINANCE_OFFICER, tenant=national, by=None)
    desk = browser(user)

    for path in ("virements/", "versements/", "rapprochement/"):
        page = desk.get(f"/admin/projets/{path}")
        assert page.status_code == 200
        assert "/argent/" not in page.content.decode()  # that desk is not theirs
    assert [todo.count for todo in MoneyTodos().todos(user)] == [1]


def test_the_desk_asks_as_often_for_many_lines(treasurer):
    desk, campaign = browser(treasurer), open_campaign(optimum=2000)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(DESK).status_code == 200
        return len(captured)

    arrives(pledge(campaign, 10), "10.00", treasurer)
    queries()
    few = queries()
    for _ in range(6):
        arrives(pledge(campaign, 10), "10.00", treasurer)

    assert queries() == few


def test_the_provider_and_the_books_are_compared_on_a_page(treasurer, till):
    till.bank._transaction("charge", 1234, 10, "ch_of_somebody")
    reconcile(at=timezone.now())
    desk = browser(treasurer)

    for asked in ({}, {"lignes": "toutes"}):
        page = desk.get("/admin/projets/rapprochement/", asked)
        assert page.status_code == 200
        assert ProviderLine.objects.get().line_id in page.content.decode()


def test_a_statement_to_play_with_can_be_read(treasurer, settings):
    pledge(open_campaign(), 50, name="Ada & Cie")
    pledge(open_campaign(), 40)
    desk = browser(treasurer)

    content = desk.get(f"{DESK}demonstration/").content
    assert desk.post(f"{DESK}fichier/", file(content)).status_code == 302
    assert desk.post(f"{DESK}surs/").status_code == 302
    assert set(Payment.objects.values_list("state", flat=True)) == {PaymentState.SUCCEEDED}
    assert bank_balance().gap == ZERO
    fee = BankLine.objects.get(state="new")
    assert desk.post(DESK, {"line": fee.pk, "action": "fee"}).status_code == 302
    assert bank_balance().gap == ZERO

    settings.STRIPE_ADDRESS = ""
    assert desk.get(f"{DESK}demonstration/").status_code == 404
