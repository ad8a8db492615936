"""The file of a structure: private papers, bank details by two persons and after a delay."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from accounts.actions.grant_role import grant_role
from accounts.domain.roles import RoleKind
from campaigns.actions.change_account import confirm_account, propose_account, refuse_account
from campaigns.actions.guards import NotYours
from campaigns.actions.keep_structure import check_structure_document, gaps_of
from campaigns.domain.structure_file import DELAY
from campaigns.models import (
    BankAccount,
    DocumentKind,
    Post,
    PostKind,
    Structure,
    StructureDocument,
)
from kernel.domain import DomainError
from tenants.models import Mail
from tests.accounts.factories import UserFactory
from tests.campaigns.factories import HolderFactory, a_collection, post_of

pytestmark = pytest.mark.django_db
IBAN, OTHER = "FR1420041010050500013M02606", "FR7630006000011234567890189"


def browser(user=None) -> Client:
    client = Client(headers={"host": "trousse.localhost"})
    if user:
        client.force_login(user)
    return client


@pytest.fixture
def campaign(national):
    return a_collection()


@pytest.fixture
def manager(campaign):
    return post_of(campaign, PostKind.MANAGER)


@pytest.fixture
def finance(national):
    user = UserFactory()
    grant_role(user=user, kind=RoleKind.FINANCE_OFFICER, tenant=national, by=None)
    return user


def propose(campaign, by, iban: str = IBAN) -> BankAccount:
    structure = campaign.structure
    return propose_account(
        structure_id=structure.pk, by=by, at=timezone.now(), iban=iban, holder=structure.legal_name
    )


def test_the_file_is_the_managers_alone(campaign, manager) -> None:
    path = f"/mes-projets/structures/{campaign.structure_id}/"

    assert browser(manager).get("/mes-projets/structures/").status_code == 200
    assert browser(manager).get(path).status_code == 200
    for other in (campaign.holder, post_of(campaign, PostKind.HEAD), HolderFactory()):
        assert browser(other).get(path).status_code == 404


def test_a_file_is_filled_checked_and_complete(campaign, manager, finance, paper) -> None:
    path = f"/mes-projets/structures/{campaign.structure_id}/"
    desk, teacher = browser(finance), browser(manager)
    desk_path = f"/admin/projets/structures/{campaign.structure_id}/"
    wrong = teacher.post(path, {"form": "structure", "legal_name": "X", "siret": "12"})
    name = campaign.structure.legal_name
    teacher.post(path, {
        "form": "structure", "legal_name": name, "siret": "732 829 320 00074",
        "address": "1 rue des Écoles", "representative": "Hélène Roche",
        "representative_born_on": "1970-01-02",
    })  # fmt: skip
    for kind in DocumentKind.values:
        paper.seek(0)
        teacher.post(path, {"form": "document", "kind": kind, "file": paper})
    teacher.post(path, {"form": "account", "iban": "FR14 2004 1010 0505 0001 3M02 606",
                        "holder": name})  # fmt: skip
    assert desk.get("/admin/projets/structures/").status_code == 200
    for document in StructureDocument.objects.all():
        desk.post(desk_path, {"action": "accept", "key": str(document.pk)})
    campaign.structure.refresh_from_db()
    assert len(gaps_of(campaign.structure, timezone.now())) == 1
    desk.post(desk_path, {"action": "confirm_account", "key": str(BankAccount.objects.get().pk)})

    campaign.structure.refresh_from_db()
    assert wrong.status_code == 422
    assert campaign.structure.siret == "73282932000074"
    assert gaps_of(campaign.structure, timezone.now()) == []
    assert IBAN not in teacher.get(path).content.decode()


FILE = {
    "legal_name": "Coopérative des Tilleuls", "siret": "73282932000074",
    "address": "1 rue des Écoles", "representative": "Hélène Roche",
    "representative_born_on": "1970-01-02",
}  # fmt: skip
CHANGES = [
    ({"legal_name": "Coopérative du Marché"}, {"sirene", "bank", "statutes"}),
    ({"siret": "13002526500013"}, {"sirene"}),
    ({"address": "2 rue du Marché"}, {"sirene"}),
    ({"representative": "Jean Petit"}, {"representative"}),
    ({"representative_born_on": "1971-01-02"}, {"representative"}),
    ({}, set()),
]


@pytest.fixture
def checked(campaign, manager, finance, paper):
    """A structure whose papers were all accepted, and whose account is in force."""
    structure = campaign.structure
    browser(manager).post(f"/mes-projets/structures/{structure.pk}/", FILE | {"form": "structure"})
    structure.refresh_from_db()
    for kind in DocumentKind.values:
        StructureDocument.objects.create(
            structure=structure, kind=kind, file="avis.pdf", sent_by=manager, sent_at=timezone.now()
        )
    for document in StructureDocument.objects.all():
        accept(document, finance)
    at = timezone.now()
    confirm_account(account_id=propose(campaign, manager).pk, by=finance, at=at)
    structure.refresh_from_db()
    assert (gaps_of(structure, at), bool(structure.verified_at)) == ([], True)
    return structure


def accept(document, by) -> None:
    check_structure_document(document_id=document.pk, by=by, at=timezone.now(), is_accepted=True)


@pytest.mark.parametrize(("change", "again"), CHANGES)
def test_what_changes_after_it_was_checked_is_checked_again(
    checked, manager, finance, change, again
) -> None:
    page = f"/mes-projets/structures/{checked.pk}/"

    browser(manager).post(page, FILE | change | {"form": "structure"})

    checked.refresh_from_db()
    waiting = StructureDocument.objects.filter(state="waiting")
    assert {document.kind for document in waiting} == again
    assert len(gaps_of(checked, timezone.now())) == len(again)
    assert (checked.verified_at is None) == bool(again)
    assert (checked.legal_name in browser(finance).get("/admin/projets/structures/")
            .content.decode()) == bool(again)  # fmt: skip
    for document in waiting:
        accept(document, finance)
    checked.refresh_from_db()
    assert gaps_of(checked, timezone.now()) == []
    assert checked.verified_at


def test_a_paper_that_was_accepted_once_is_kept_beside_the_new_one(checked, manager, paper) -> None:
    page = f"/mes-projets/structures/{checked.pk}/"
    browser(manager).post(page, FILE | {"form": "structure", "representative": "Jean Petit"})

    for _ in range(2):
        paper.seek(0)
        browser(manager).post(page, {"form": "document", "kind": "representative", "file": paper})

    kept = StructureDocument.objects.filter(kind="representative", state="waiting")
    assert [bool(document.checked_at) for document in kept.order_by("sent_at")] == [True, False]


def test_papers_are_read_by_the_manager_and_the_team_alone(
    campaign, manager, finance, paper
) -> None:
    path = f"/mes-projets/structures/{campaign.structure_id}/"
    browser(manager).post(path, {"form": "document", "kind": "bank", "file": paper})
    document = StructureDocument.objects.get()
    link = f"/mes-projets/documents/{document.pk}/"

    for reader in (manager, finance):
        answer = browser(reader).get(link)
        assert b"".join(answer.streaming_content).startswith(b"%PDF")
    for other in (campaign.holder, HolderFactory()):
        assert browser(other).get(link).status_code == 404
    assert browser().get(link).status_code == 302
    assert browser().get(document.file.url).status_code == 404


def test_what_is_no_pdf_is_refused(campaign, manager, paper) -> None:
    path = f"/mes-projets/structures/{campaign.structure_id}/"
    fake = SimpleUploadedFile("avis.pdf", b"<html>")

    answer = browser(manager).post(path, {"form": "document", "kind": "bank", "file": fake})

    assert answer.status_code == 422
    assert not StructureDocument.objects.exists()


@pytest.mark.parametrize("iban", ["FR1420041010050500013M02607", "DE89370400440532013000", "rien"])
def test_an_account_that_is_wrong_or_abroad_is_refused(campaign, manager, iban: str) -> None:
    with pytest.raises(DomainError):
        propose(campaign, manager, iban)

    assert not BankAccount.objects.exists()


def test_the_first_account_is_used_once_another_person_confirmed_it(
    campaign, manager, finance
) -> None:
    account, at = propose(campaign, manager), timezone.now()
    assert not BankAccount.objects.usable(at).exists()

    confirm_account(account_id=account.pk, by=finance, at=at)

    assert BankAccount.objects.usable(at).get() == account


def test_a_change_waits_and_may_be_refused_meanwhile(campaign, manager, finance) -> None:
    at = timezone.now()
    first = confirm_account(account_id=propose(campaign, manager).pk, by=finance, at=at)
    second = propose(campaign, manager, OTHER)
    confirm_account(account_id=second.pk, by=finance, at=at)

    usable = BankAccount.objects.usable
    assert usable(at + DELAY - timedelta(seconds=1)).first() == first
    assert usable(at + DELAY).first() == second
    refuse_account(account_id=second.pk, by=manager, at=at, reason="Ce n’était pas moi.")
    assert usable(at + DELAY).first() == first
    with pytest.raises(DomainError):
        refuse_account(account_id=first.pk, by=manager, at=at, reason="Trop tard.")


def test_nobody_confirms_alone(campaign, manager) -> None:
    account = propose(campaign, manager)

    with pytest.raises(NotYours):
        confirm_account(account_id=account.pk, by=manager, at=timezone.now())


def test_an_officer_who_is_also_the_manager_confirms_not_their_own(campaign, finance) -> None:
    post = post_of(campaign, PostKind.MANAGER).school_posts.get()
    post.user = finance
    post.save()
    account = propose(campaign, finance)

    with pytest.raises(DomainError):
        confirm_account(account_id=account.pk, by=finance, at=timezone.now())


def test_a_refused_answer_keeps_its_words_beside_what_is_wrong(campaign, finance) -> None:
    post_of(campaign, PostKind.MANAGER)
    Post.objects.filter(kind=PostKind.MANAGER).update(user=finance)
    key, at = propose(campaign, finance).pk, timezone.now()
    other = StructureDocument.objects.create(
        structure=campaign.structure, kind="bank", file="rib.pdf", sent_by=finance, sent_at=at
    )
    path = f"/admin/projets/structures/{campaign.structure_id}/"

    said = {"action": "confirm_account", "key": key, "reason": "Un autre nom"}
    refused = browser(finance).post(path, said)

    shown = refused.content.decode()
    assert refused.status_code == 422
    assert shown.count('role="alert"') == 1
    assert f'id="r-{key}" maxlength="300" value="Un autre nom" aria-describedby' in shown
    assert f'id="r-{other.pk}" maxlength="300">' in shown


def test_a_file_says_what_it_lacks_and_that_its_account_is_in_use(campaign, manager, finance):
    Structure.objects.update(representative="Hélène Roche")
    confirm_account(account_id=propose(campaign, manager).pk, by=finance, at=timezone.now())
    desk, own = "/admin/projets/structures/", "/mes-projets/structures/"

    shown = browser(finance).get(f"{desk}{campaign.structure_id}/").content.decode()
    theirs = browser(manager).get(f"{own}{campaign.structure_id}/").content.decode()

    assert "<dd>Hélène Roche</dd>" in shown
    assert "<dd>–</dd>" in shown  # no SIRET yet
    assert "date of birth" in gaps_of(Structure.objects.get(), timezone.now())[2]
    assert "– confirmation" not in theirs


def test_head_and_manager_are_told_without_the_number(campaign, manager, finance) -> None:
    post_of(campaign, PostKind.HEAD)

    propose(campaign, manager)

    mails = Mail.objects.filter(kind="campaigns.account_proposed")
    assert mails.count() == 2
    assert all(IBAN not in mail.text for mail in mails)
