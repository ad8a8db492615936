"""Gifts that do not stay, page by page: refused, cancelled, taken back by a bank, given to another.

Donors pay on the provider's page, each in a browser of their own; what the provider then says comes
as signed deliveries. After each errand the books are right.
"""

from datetime import timedelta
from functools import partial

import pytest
from django.test import Client
from django.utils import timezone

from campaigns.actions.close_campaign import close_campaign
from campaigns.domain import accounts
from campaigns.domain.states import State
from campaigns.models import Boost, Campaign, Gift, PostKind, Receipt, Refund
from campaigns.models.checking import faults
from kernel.money import ZERO
from tenants.models import Alert, Mail
from tests.campaigns.actions.test_inbox import tell_all
from tests.campaigns.books import balance, euros, raised
from tests.campaigns.factories import post_of
from tests.campaigns.gifts import open_campaign, work
from tests.campaigns.receipts import a_structure_that_issues
from tests.campaigns.solidarity import an_officer
from tests.campaigns.views.test_errand import browser
from tests.campaigns.views.test_giving import pay
from tests.campaigns.views.test_money_errand import visitor, walk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def books_stay_right(till):
    yield
    assert list(faults()) == []


def give(till, campaign: Campaign, amount: int, name: str, on_failure: str = "refund"):
    """Go through the three steps and pay; return how to read the donor's own page."""
    email = f"{name}@example.org"
    donor, sent = walk(campaign, str(amount), email, on_failure=on_failure)
    donor.get(pay(till, sent))
    gift = Gift.objects.get(donor_email=email)
    return gift, partial(shown, donor, f"/dons/{gift.token}/")


def shown(browser: Client, path: str) -> str:
    return browser.get(path).content.decode()


def told(name: str) -> bool:
    mails = Mail.objects.filter(to=f"{name}@example.org", kind="campaigns.gift-refund")
    return mails.exists()


def public(campaign: Campaign) -> str:
    return visitor().get(f"/collectes/{campaign.slug}/").content.decode()


def test_a_head_refuses_a_gift_and_its_donor_alone_gets_it_back(till):
    campaign = open_campaign()
    refused, page = give(till, campaign, 40, "ada")
    _kept, other_page = give(till, campaign, 30, "bea")
    head = browser(post_of(campaign, PostKind.HEAD))

    desk = f"/mes-projets/postes/{campaign.pk}/dons/"
    assert refused.reference in head.get(desk).content.decode()
    assert head.post(desk, {"gift": refused.reference, "reason": "Non"}).status_code == 302
    work()
    tell_all(till)  # the provider's own word comes after

    assert Refund.objects.get().amount_cents == 4000
    assert "rendu" in page()
    assert "rendu" not in other_page()
    assert (told("ada"), told("bea")) == (True, False)
    assert raised(accounts.campaign(campaign.pk)) == euros(30)
    assert "30\u00a0€" in public(campaign)
    again = head.post(desk, {"gift": refused.reference, "reason": "Non"})
    assert again.status_code == 422


def test_a_holder_cancels_and_each_donor_gets_what_they_chose(till):
    campaign = open_campaign()
    _gift, page = give(till, campaign, 40, "ada")
    _other, other_page = give(till, campaign, 30, "bea", on_failure="fund")
    teacher, path = browser(campaign.holder), f"/mes-projets/{campaign.pk}/annuler/"

    assert "40" in teacher.get(path).content.decode()
    assert teacher.post(path, {"reason": "Le car est en panne"}).status_code == 422
    assert teacher.post(path, {"reason": "Le car est en panne", "sure": "on"}).status_code == 302
    work()
    tell_all(till)

    campaign.refresh_from_db()
    assert campaign.state == State.CANCELLED
    assert "rendu" in page()
    assert "rendu" not in other_page()
    assert balance(accounts.SOLIDARITY) == euros(30)
    assert balance(accounts.PSP) == -euros(30)
    assert Refund.objects.get().amount_cents == 4000
    place = f"/dons/projet/{campaign.slug}/"
    assert visitor().post(place, {"amount": "20", "on_failure": "refund"}).status_code != 302
    assert teacher.get(path).status_code == 404


def test_a_failed_project_helps_another_class_to_its_end(till):
    failed, near = open_campaign(minimum=150), open_campaign(minimum=100, optimum=200)
    _gift, page = give(till, failed, 40, "ada")
    give(till, failed, 30, "bea", on_failure="fund")
    give(till, near, 80, "cleo")
    close_campaign(campaign_id=failed.pk, at=timezone.now() + timedelta(days=31))
    work()
    failed.refresh_from_db()
    assert failed.state == State.FAILED
    assert "rendu" in page()

    desk, path = browser(an_officer()), f"/admin/projets/{near.pk}/abondement/"
    asked = {"action": "propose", "fund": accounts.SOLIDARITY, "amount": "20"}
    assert desk.post(path, asked).status_code == 302
    key = str(Boost.objects.get().pk)
    assert desk.post(path, {"action": "approve", "boost": key}).status_code == 302
    work()

    assert balance(accounts.SOLIDARITY) == euros(10)
    assert raised(accounts.campaign(near.pk)) == euros(100)
    assert "100\u00a0€" in public(near)


def test_a_bank_takes_a_gift_back_and_its_receipt_goes(till):
    campaign = open_campaign(minimum=50, optimum=100)
    manager = browser(a_structure_that_issues(campaign))
    gift, page = give(till, campaign, 60, "ada")
    give(till, campaign, 40, "bea")
    work()  # the optimum closes it: receipts may be issued
    who = {"name": "Ada", "address": "3 rue des Lilas\n02000 Laon"}
    visitor().post(f"/dons/{gift.token}/recu/", who)
    receipts = f"/mes-projets/structures/{campaign.structure_id}/recus/"
    manager.post(receipts, {"action": "issue", "gift": gift.reference})
    assert visitor().get(f"/dons/{gift.token}/recu.pdf").status_code == 200

    opened = till.bank.open_dispute(gift.payments.get().provider_payment)
    tell_all(till)
    assert balance(accounts.DISPUTES) == -euros(60)
    assert raised(accounts.campaign(campaign.pk)) == euros(100)  # nothing is lost yet
    assert Alert.objects.open().filter(kind="campaigns.dispute").exists()
    till.bank.end_dispute(opened["id"], won=False)
    tell_all(till)
    tell_all(till)

    assert balance(accounts.DISPUTES) == ZERO
    assert raised(accounts.campaign(campaign.pk)) == euros(40)
    assert page()
    assert Receipt.objects.get().cancelled_at is not None
    assert visitor().get(f"/dons/{gift.token}/recu.pdf").status_code == 404
