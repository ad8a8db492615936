"""What was typed and chosen at the desks of money comes back with a refusal, to be sent again."""

import pytest
from django.utils import timezone

from campaigns.actions.explain_line import explain_elsewhere
from campaigns.bank_suggestions import sure_matches
from campaigns.domain.payments import PaymentState, RefundState
from campaigns.models import Agreement, BankLine, Payment, Refund
from tests.campaigns.actions.test_several_attempts import paid_twice
from tests.campaigns.bank import arrives, entry, match, pledge, shows
from tests.campaigns.gifts import open_campaign
from tests.campaigns.solidarity import an_agreement
from tests.campaigns.views.test_errand import browser

pytestmark = pytest.mark.django_db
DESK = "/admin/projets/virements/"


@pytest.fixture(autouse=True)
def ready(till, bank):
    """A provider and a bank account."""


def test_a_line_keeps_what_was_chosen_for_it(treasurer):
    first, second = (pledge(open_campaign(), 40, name="ADA LOVELACE") for _ in range(2))
    agreements = [an_agreement(1000), an_agreement(1000)]
    Agreement.objects.update(amount_cents=200_000)
    line, desk = shows(entry("40.00"), treasurer), browser(treasurer)

    for payment, agreement in zip((first, second), agreements, strict=True):
        said = {"payment": payment.pk, "agreement": agreement.pk, "reason": "Vu", "gift": "D-7K3M"}
        refused = desk.post(DESK, said | {"line": line.pk, "action": "match"})

        shown = refused.content.decode()
        assert refused.status_code == 422
        assert shown.count(" checked>") == shown.count(f'value="{payment.pk}" checked>') == 1
        assert f'<option value="{agreement.pk}" selected>' in shown
        assert " open><summary>" in shown


def test_a_line_is_explained_after_a_file_was_refused(treasurer):
    shows(entry("40.00"), treasurer)

    shown = browser(treasurer).post(f"{DESK}fichier/").content.decode()

    assert f'<form method="post" action="{DESK}?"' in shown


def test_a_page_of_lines_stays_the_same_one(treasurer):
    line, desk = shows(entry("40.00"), treasurer), browser(treasurer)
    BankLine.objects.filter(pk=line.pk).update(state="aside")

    assert f'action="{DESK}?etat=aside"' in desk.get(DESK, {"etat": "aside"}).content.decode()


def test_of_sure_gifts_one_that_somebody_took_stops_no_other(treasurer, monkeypatch):
    payments = [pledge(open_campaign(), 40) for _ in range(2)]
    lines = [arrives(payment, "40.00", treasurer) for payment in payments]
    read = sure_matches(timezone.now())
    explain_elsewhere(line_id=lines[0].pk, reason="Vu", by=treasurer, at=timezone.now())
    monkeypatch.setattr("campaigns.views.bank.sure_matches", lambda _: read)

    assert browser(treasurer).post(f"{DESK}surs/").status_code == 302

    states = dict(Payment.objects.values_list("pk", "state"))
    assert states[payments[0].pk] == PaymentState.AWAITED
    assert states[payments[1].pk] == PaymentState.SUCCEEDED


def test_a_payment_to_examine_keeps_its_reason(till, treasurer):
    _, second = paid_twice(till, open_campaign(), 40)
    Payment.objects.filter(pk=second.pk).update(state=PaymentState.MISMATCH)
    Refund.objects.all().delete()
    said = {"payment": second.pk, "action": "take", "reason": "Vu avec Ada"}

    refused = browser(treasurer).post("/admin/projets/rapprochement/", said)

    assert refused.status_code == 422
    assert 'value="Vu avec Ada"' in refused.content.decode()


def test_a_refund_by_transfer_keeps_its_account(treasurer):
    payment = pledge(open_campaign(), 40)
    for _ in range(2):
        match(arrives(payment, "40.00", treasurer), payment, treasurer)
    refund = Refund.objects.get(state=RefundState.MANUAL)
    said = {"number": refund.pk, "action": "refund", "iban": "FR00", "payee": "Ada L."}

    shown = browser(treasurer).post("/admin/projets/versements/", said).content.decode()

    assert 'value="FR00"' in shown
    assert 'value="Ada L."' in shown
