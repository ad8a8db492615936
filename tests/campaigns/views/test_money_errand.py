"""From gifts to the school's account and the donor's receipt, page by page, each with their own."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from campaigns.actions.close_campaign import close_campaign
from campaigns.domain import accounts
from campaigns.domain.payments import RefundState
from campaigns.domain.states import State
from campaigns.models import (
    BankAccount,
    Campaign,
    DocumentKind,
    Gift,
    Payout,
    PayoutState,
    PostKind,
    Receipt,
    Refund,
    Settlement,
    StructureDocument,
)
from campaigns.models.checking import faults
from tenants.models import Mail
from tests.campaigns.bank import camt, entry
from tests.campaigns.books import balance, euros, raised
from tests.campaigns.factories import post_of
from tests.campaigns.gifts import open_campaign, work
from tests.campaigns.views.test_errand import browser
from tests.campaigns.views.test_giving import code_sent, pay

pytestmark = pytest.mark.django_db
MONEY = "/admin/projets"


def visitor() -> Client:
    return Client(headers={"host": "trousse.localhost"})


def walk(
    campaign: Campaign, amount: str, email: str, *, method: str = "card", on_failure: str = "refund"
) -> tuple[Client, HttpResponse]:
    """Go through the three steps; return the donor and where they are sent then."""
    donor, place = visitor(), f"/dons/projet/{campaign.slug}/"
    donor.post(place, {"amount": amount, "on_failure": on_failure})
    donor.post(f"{place}vous/", {"kind": "person", "email": email, "is_adult": "on"})
    donor.post(f"{place}code/", {"code": code_sent(email)})
    return donor, donor.post(f"{place}payer/", {"method": method})


def gifts_arrive(till, campaign: Campaign, desk: Client) -> None:
    """Two cards and a transfer fill the campaign to its optimum."""
    for amount, email in (("30", "ada@example.org"), ("25", "bea@example.org")):
        donor, sent = walk(campaign, amount, email)
        donor.get(pay(till, sent))
    walk(campaign, "45", "cleo@example.org", method="transfer")
    gift = Gift.objects.get(donor_email="cleo@example.org")
    statement = SimpleUploadedFile("a.xml", camt(entry("45.00", words=gift.reference)))
    desk.post(f"{MONEY}/virements/fichier/", {"file": statement})
    desk.post(f"{MONEY}/virements/surs/")
    work()


def the_file_is_filled(campaign: Campaign, manager: Client, desk: Client, paper) -> None:
    """The manager gives papers and an account; the team accepts them."""
    path, theirs = f"/mes-projets/structures/{campaign.structure_id}/", campaign.structure
    manager.post(path, {
        "form": "structure", "legal_name": theirs.legal_name, "siret": "732 829 320 00074",
        "address": "1 rue des Écoles", "representative": "Hélène Roche",
        "representative_born_on": "1970-01-02",
    })  # fmt: skip
    for kind in DocumentKind.values:
        paper.seek(0)
        manager.post(path, {"form": "document", "kind": kind, "file": paper})
    iban = {"iban": "FR14 2004 1010 0505 0001 3M02 606", "holder": theirs.legal_name}
    manager.post(path, {"form": "account", **iban})
    office = f"{MONEY}/structures/{campaign.structure_id}/"
    for document in StructureDocument.objects.all():
        desk.post(office, {"action": "accept", "key": str(document.pk)})
    desk.post(office, {"action": "confirm_account", "key": str(BankAccount.objects.get().pk)})


def it_is_paid(campaign: Campaign, one: Client, other: Client) -> None:
    desk = f"{MONEY}/versements/"
    one.post(desk, {"action": "prepare", "campaign": str(campaign.pk)})
    number = str(Payout.objects.get().pk)
    other.post(desk, {"action": "approve", "number": number})
    one.post(desk, {"action": "export"})
    assert other.get(f"{desk}{Payout.objects.get().file.pk}/").status_code == 200
    one.post(desk, {"action": "book", "number": number})
    work()


@pytest.mark.usefixtures("bank")
def test_from_gifts_to_the_account_and_the_receipt(
    till, officer, treasurer, other_treasurer, paper
) -> None:
    campaign = open_campaign(minimum=50, optimum=100)
    teacher, manager = browser(campaign.holder), browser(post_of(campaign, PostKind.MANAGER))
    one, other = browser(treasurer), browser(other_treasurer)

    gifts_arrive(till, campaign, one)
    campaign.refresh_from_db()
    assert raised(accounts.campaign(campaign.pk)) == euros(100)
    assert campaign.state not in {State.PUBLISHED, State.CLOSING}, "the optimum closes it at once"
    plan = Settlement.objects.get()
    assert "100" in browser(officer).get(f"{MONEY}/reglements/{plan.pk}/").content.decode()
    news = {"kind": "news", "title": "Merci !", "text": "Le car est réservé."}
    assert teacher.post(f"/mes-projets/{campaign.pk}/bord/", news).status_code == 302

    the_file_is_filled(campaign, manager, one, paper)
    it_is_paid(campaign, one, other)
    campaign.refresh_from_db()
    assert Payout.objects.get().state == PayoutState.BOOKED
    assert campaign.state == State.PAID

    structure = f"/mes-projets/structures/{campaign.structure_id}/"
    manager.post(f"{structure}recus/", {"action": "switch", "issues_receipts": "on"})
    gift, donor = Gift.objects.get(donor_email="ada@example.org"), visitor()
    who = {"name": "Ada", "address": "3 rue des Lilas\n02000 Laon"}
    donor.post(f"/dons/{gift.token}/recu/", who)
    manager.post(f"{structure}recus/", {"action": "issue", "gift": gift.reference})
    assert donor.get(f"/dons/{gift.token}/recu.pdf").content.startswith(b"%PDF")
    assert Receipt.objects.get().amount_cents == 3000
    assert list(faults()) == []


def test_from_gifts_to_their_return_or_to_another_class(till) -> None:
    campaign, donors = open_campaign(minimum=150), {}
    for name, on_failure in (("ada", "refund"), ("bea", "fund")):
        donors[name], sent = walk(campaign, "40", f"{name}@example.org", on_failure=on_failure)
        donors[name].get(pay(till, sent))

    close_campaign(campaign_id=campaign.pk, at=timezone.now() + timedelta(days=31))
    work()
    campaign.refresh_from_db()
    pages = {
        name: donors[name].get(f"/dons/{gift.token}/").content.decode()
        for gift in Gift.objects.all()
        for name in [gift.donor_email.partition("@")[0]]
    }

    assert campaign.state == State.FAILED
    assert Refund.objects.get().state == RefundState.SUCCEEDED
    assert balance(accounts.SOLIDARITY) == euros(40)
    assert "rendu" in pages["ada"]
    assert "rendu" not in pages["bea"]
    assert Mail.objects.filter(to="ada@example.org", kind="campaigns.gift-refund").exists()
    assert list(faults()) == []
