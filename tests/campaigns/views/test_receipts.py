"""Receipts and messages on their pages: the manager's, the donor's, the holder's."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from campaigns.domain.states import State
from campaigns.models import GiftMessage, PostKind, Receipt
from tenants.models import AuditEntry, Mail
from tests.accounts.factories import UserFactory
from tests.campaigns.factories import post_of
from tests.campaigns.gifts import give, open_campaign, work
from tests.campaigns.receipts import WHO, a_funded_gift, a_structure_that_issues
from tests.campaigns.views.test_errand import browser

pytestmark = pytest.mark.django_db


def visitor() -> Client:
    return Client(headers={"host": "trousse.localhost"})


def test_a_donor_asks_and_the_manager_answers(till):
    gift, manager = a_funded_gift(till, wants_receipt=False)
    mine, theirs = f"/dons/{gift.token}/", f"/mes-projets/structures/{gift.campaign.structure_id}/"
    donor, desk = visitor(), browser(manager)

    assert donor.get(f"{mine}recu.pdf").status_code == 404
    assert donor.post(f"{mine}recu/", {"name": "Ada", "address": ""}).status_code == 422
    assert donor.post(f"{mine}recu/", WHO | {"siret": "12"}).status_code == 422
    assert donor.post(f"{mine}recu/", WHO).status_code == 302
    assert gift.reference in desk.get(f"{theirs}recus/").content.decode()
    issue = {"action": "issue", "gift": gift.reference}
    assert desk.post(f"{theirs}recus/", issue).status_code == 302
    assert desk.post(f"{theirs}recus/", issue).status_code == 422

    paper = donor.get(f"{mine}recu.pdf")
    assert paper.status_code == 200
    assert paper.content.startswith(b"%PDF")
    assert "no-store" in paper["Cache-Control"]
    assert f"{mine}recu.pdf" in donor.get(mine).content.decode()
    link = Mail.objects.get(kind="campaigns.receipt-ready").text
    assert mine in link


def test_the_manager_mends_and_cancels(till):
    gift, manager = a_funded_gift(till)
    theirs, desk = f"/mes-projets/structures/{gift.campaign.structure_id}/recus/", browser(manager)
    assert desk.post(theirs, {"action": "issue_all"}).status_code == 302
    page = f"/mes-projets/recus/{Receipt.objects.get().pk}/"
    assert ">Numéro</th>" in desk.get(theirs).content.decode()
    new = {"action": "replace", "reason": "Nom", **WHO}

    assert desk.get(page).status_code == 200
    assert desk.post(page, new | {"name": ""}).status_code == 422
    assert desk.post(page, new | {"name": "Autre"}).status_code == 302
    second = f"/mes-projets/recus/{Receipt.objects.valid().get().pk}/"
    assert desk.get(f"{second}recu.pdf").content.startswith(b"%PDF")
    assert desk.post(second, {"action": "cancel", "reason": ""}).status_code == 422
    assert desk.post(second, {"action": "cancel", "reason": "Erreur"}).status_code == 302
    assert visitor().get(f"/dons/{gift.token}/recu.pdf").status_code == 404


def test_a_structure_says_whether_it_issues(till):
    campaign = open_campaign()
    manager = post_of(campaign, PostKind.MANAGER)
    page, desk = f"/mes-projets/structures/{campaign.structure_id}/recus/", browser(manager)

    assert desk.post(page, {"action": "switch", "issues_receipts": "on"}).status_code == 302
    campaign.structure.refresh_from_db()
    assert campaign.structure.issues_receipts
    assert desk.post(page, {"action": "nonsense"}).status_code == 422


def test_nobody_else_reads_receipts_donors_or_the_statement(till):
    gift, manager = a_funded_gift(till)
    key = gift.campaign.structure_id
    browser(manager).post(f"/mes-projets/structures/{key}/recus/", {"action": "issue_all"})
    receipt = Receipt.objects.get().pk
    head = post_of(gift.campaign, PostKind.HEAD)

    for person in (UserFactory(), head, gift.campaign.holder):
        for path in (
            f"structures/{key}/recus/", f"structures/{key}/dons/", f"structures/{key}/dons.csv",
            f"recus/{receipt}/", f"recus/{receipt}/recu.pdf",
        ):  # fmt: skip
            assert browser(person).get(f"/mes-projets/{path}").status_code == 404


def test_the_manager_sees_donors_and_takes_the_statement_away(till):
    gift, manager = a_funded_gift(till)
    page, desk = f"/mes-projets/structures/{gift.campaign.structure_id}/dons", browser(manager)

    assert "Claude Martin" in desk.get(f"{page}/").content.decode()
    table = desk.get(f"{page}.csv").content.decode()

    assert gift.reference in table
    assert gift.donor_email not in table
    assert AuditEntry.objects.filter(action="structure.gifts_exported").count() == 1


def test_the_list_of_donors_asks_as_often_for_many(till):
    campaign = open_campaign(optimum=2000)
    desk = browser(post_of(campaign, PostKind.MANAGER))
    page = f"/mes-projets/structures/{campaign.structure_id}/dons/"
    give(till, campaign, 10)
    desk.get(page)
    with CaptureQueriesContext(connection) as few:
        desk.get(page)
    for _ in range(5):
        give(till, campaign, 10)
    with CaptureQueriesContext(connection) as many:
        desk.get(page)

    assert len(many) == len(few)


def test_a_donor_and_the_holder_write_without_addresses(till):
    campaign = open_campaign()
    gift = give(till, campaign, 40, email="ada@example.org")
    mine, board = f"/dons/{gift.token}/", f"/mes-projets/{campaign.pk}/messages/"
    donor, holder = visitor(), browser(campaign.holder)

    assert donor.post(f"{mine}message/", {"text": " "}).status_code == 422
    assert donor.post(f"{mine}message/", {"text": "Bonjour la classe"}).status_code == 302
    read = holder.get(board).content.decode()
    assert "Bonjour la classe" in read
    assert "ada@example.org" not in read
    assert holder.post(board, {"gift": "D-0000-0000", "text": "Oui"}).status_code == 422
    assert holder.post(board, {"gift": gift.reference, "text": ""}).status_code == 422
    assert holder.post(board, {"gift": gift.reference, "text": "Merci !"}).status_code == 302
    shown = donor.get(mine).content.decode()
    assert "Merci !" in shown
    assert campaign.holder.email not in shown
    kinds = set(Mail.objects.filter(kind__contains="message-to").values_list("kind", "to"))
    assert kinds == {
        ("campaigns.message-to-donor", "ada@example.org"),
        ("campaigns.message-to-holder", campaign.holder.email),
    }


def test_who_paid_nothing_writes_nothing_and_strangers_read_nothing(till):
    from tests.campaigns.gifts import begin

    campaign = open_campaign()
    gift = begin(campaign, 40).gift

    assert visitor().post(f"/dons/{gift.token}/message/", {"text": "Oh"}).status_code == 422
    assert not GiftMessage.objects.exists()
    page = f"/mes-projets/{campaign.pk}/messages/"
    assert browser(UserFactory()).get(page).status_code == 404


@pytest.mark.parametrize("who", ["holder", "head"])
def test_the_holder_or_the_head_gives_the_project_up(till, who):
    campaign = open_campaign()
    give(till, campaign, 40)
    person = campaign.holder if who == "holder" else post_of(campaign, PostKind.HEAD)
    desk, page = browser(person), f"/mes-projets/{campaign.pk}/annuler/"

    assert "40" in desk.get(page).content.decode()
    assert desk.post(page, {"reason": "Pas de car"}).status_code == 422
    assert desk.post(page, {"sure": "on", "reason": ""}).status_code == 422
    assert desk.post(page, {"sure": "on", "reason": "Pas de car"}).status_code == 302
    work()

    campaign.refresh_from_db()
    assert campaign.state == State.CANCELLED
    assert desk.get(page).status_code == 404


def test_a_manager_and_a_stranger_cancel_nothing(till):
    campaign = open_campaign()
    manager = a_structure_that_issues(campaign)

    for person in (manager, UserFactory()):
        assert browser(person).get(f"/mes-projets/{campaign.pk}/annuler/").status_code == 404


def test_a_company_names_its_siret_in_the_second_step(till):
    from campaigns.forms.giving import WhoForm

    asked = {
        "kind": "company", "email": "a@b.example", "name": "SARL", "address": "Laon",
        "wants_receipt": "on", "is_adult": "on",
    }  # fmt: skip

    assert "siret" in WhoForm(asked, rewards=[]).errors
    assert "siret" in WhoForm(asked | {"siret": "73282932000075"}, rewards=[]).errors
    assert "siret" not in WhoForm(asked | {"siret": "732 829 320 00074"}, rewards=[]).errors


def test_long_lists_have_pages(till, monkeypatch):
    from campaigns.views import gift_messages, receipts, refusals, structure_gifts

    for module in (gift_messages, receipts, refusals, structure_gifts):
        monkeypatch.setattr(module, "PAGE_SIZE", 1)
    campaign = open_campaign()
    manager, head = a_structure_that_issues(campaign), post_of(campaign, PostKind.HEAD)
    for _ in range(2):
        gift = give(till, campaign, 20)
        GiftMessage.objects.create(gift=gift, text="Merci", is_from_holder=True)

    for person, path in (
        (manager, f"structures/{campaign.structure_id}/dons/"),
        (head, f"postes/{campaign.pk}/dons/"),
        (campaign.holder, f"{campaign.pk}/messages/"),
    ):
        first = browser(person).get(f"/mes-projets/{path}")
        assert "page=2" in first.content.decode()
        assert browser(person).get(f"/mes-projets/{path}?page=2").status_code == 200
