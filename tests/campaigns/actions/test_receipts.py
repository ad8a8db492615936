"""A receipt: numbered without gap, never for money that went back, cancelled and replaced."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from campaigns.actions.advance import ReasonMissing
from campaigns.actions.cancel_campaign import cancel_campaign
from campaigns.actions.close_campaign import close_campaign
from campaigns.actions.guards import NotYours
from campaigns.actions.issue_receipt import (
    NoReceipt,
    ask_receipt,
    cancel_receipt,
    issue_receipt,
    replace_receipt,
)
from campaigns.actions.keep_structure import change_structure
from campaigns.actions.refuse_gift import refuse_gift
from campaigns.domain.states import Actor
from campaigns.models import DonorKind, Gift, Receipt, Structure
from campaigns.receipts import asked_of, paper
from tenants.models import Mail
from tests.accounts.factories import UserFactory
from tests.campaigns.actions.test_pay_out import a_complete_file
from tests.campaigns.gifts import give, open_campaign, work
from tests.campaigns.receipts import SIRET, WHO, a_funded_gift, a_structure_that_issues
from tests.campaigns.solidarity import an_officer
from tests.pdf import read

pytestmark = pytest.mark.django_db


def issue(gift: Gift, by, at=None) -> Receipt:
    return issue_receipt(gift_id=gift.pk, by=by, at=at or timezone.now())


def test_numbers_follow_each_other_in_each_year(till):
    campaign = open_campaign(minimum=50)
    manager = a_structure_that_issues(campaign)
    gifts = [give(till, campaign, 20, wants_receipt=True) for _ in range(4)]
    Gift.objects.update(donor_name="Ada", donor_address="Laon")
    close_campaign(campaign_id=campaign.pk, at=timezone.now() + timedelta(days=31))
    work()
    next_year = timezone.now() + timedelta(days=400)

    numbers = [issue(gift, manager).number for gift in gifts[:3]]
    later = issue(gifts[3], manager, next_year)

    assert numbers == [1, 2, 3]
    assert later.number == 1
    assert later.year > Receipt.objects.first().year - 2
    assert Mail.objects.filter(kind="campaigns.receipt-ready").count() == 4


def test_a_refused_receipt_uses_no_number(till):
    gift, manager = a_funded_gift(till)
    Gift.objects.filter(pk=gift.pk).update(donor_address="")
    with pytest.raises(NoReceipt):
        issue(gift, manager)
    Gift.objects.filter(pk=gift.pk).update(donor_address="Laon")

    assert issue(gift, manager).number == 1
    with pytest.raises(NoReceipt):
        issue(gift, manager)


def test_receipts_wait_while_what_they_would_bear_is_checked_again(till):
    gift, manager = a_funded_gift(till)
    structure = gift.campaign.structure
    change_structure(
        structure_id=structure.pk,
        by=manager,
        legal_name="Coopérative d’un autre nom",
        siret=structure.siret,
        address=structure.address,
        representative=structure.representative,
        representative_born_on=structure.representative_born_on,
    )

    with pytest.raises(NoReceipt):
        issue(gift, manager)

    Structure.objects.filter(pk=structure.pk).update(verified_at=timezone.now())
    assert issue(gift, manager).number == 1


def test_a_structure_whose_papers_were_accepted_long_ago_issues_them(till):
    gift, manager = a_funded_gift(till)
    a_complete_file(gift.campaign)
    structure = Structure.objects.filter(pk=gift.campaign.structure_id)
    structure.update(verified_at=None)

    assert issue(gift, manager).number == 1


def test_its_words_never_change_and_its_row_never_goes(till):
    gift, manager = a_funded_gift(till)
    receipt = issue(gift, manager)

    for statement in (
        "UPDATE campaigns_receipt SET donor_name = 'Autre'",
        "UPDATE campaigns_receipt SET number = 7",
        "DELETE FROM campaigns_receipt",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

    assert Receipt.objects.get().donor_name == receipt.donor_name


def test_a_mistake_is_replaced_under_a_new_number(till):
    gift, manager = a_funded_gift(till)
    old = issue(gift, manager)

    new = replace_receipt(
        receipt_id=old.pk, name="Claude Martín", address="Soissons", siret="", reason="Nom",
        by=manager, at=timezone.now(),
    )  # fmt: skip

    old.refresh_from_db()
    assert (old.cancelled_at is not None, new.number, new.replaces) == (True, 2, old)
    assert "Claude Martín" in read(paper(new)).words
    with pytest.raises(NoReceipt):
        cancel_receipt(receipt_id=old.pk, reason="Encore", by=manager, at=timezone.now())
    with pytest.raises(ReasonMissing):
        cancel_receipt(receipt_id=new.pk, reason=" ", by=manager, at=timezone.now())


def test_a_gift_that_goes_back_takes_its_receipt_with_it(till):
    gift, manager = a_funded_gift(till)
    issue(gift, manager)

    refuse_gift(gift_id=gift.pk, reason="Non", by=an_officer(), at=timezone.now())
    work()

    assert Receipt.objects.valid().count() == 0
    assert Mail.objects.filter(kind="campaigns.receipt-cancelled").count() == 1
    with pytest.raises(NoReceipt):
        issue(gift, manager)


def test_a_cancelled_success_has_no_receipt(till):
    gift, manager = a_funded_gift(till)
    issue(gift, manager)

    cancel_campaign(
        campaign_id=gift.campaign_id, actor=Actor.STAFF, by=an_officer(), at=timezone.now(),
        reason="Annulé",
    )  # fmt: skip
    work()

    assert Receipt.objects.valid().count() == 0


@pytest.mark.parametrize("minimum", [50, 500])
def test_only_a_success_is_certified(till, minimum):
    campaign = open_campaign(minimum=minimum, optimum=1000)
    manager = a_structure_that_issues(campaign)
    gift = give(till, campaign, 60, wants_receipt=True, on_failure="fund")
    Gift.objects.update(donor_name="Ada", donor_address="Laon")
    with pytest.raises(NoReceipt):
        issue(gift, manager)  # it still collects

    close_campaign(campaign_id=campaign.pk, at=timezone.now() + timedelta(days=31))
    work()

    assert asked_of(campaign.structure).exists() == (minimum == 50)
    if minimum == 50:
        assert issue(gift, manager).amount_cents == 6000
    else:
        with pytest.raises(NoReceipt):
            issue(gift, manager)


def test_a_company_gives_a_siret_that_checks(till):
    gift, manager = a_funded_gift(till, donor_kind=DonorKind.COMPANY)
    with pytest.raises(NoReceipt):
        issue(gift, manager)
    with pytest.raises(NoReceipt):
        ask_receipt(gift_id=gift.pk, **WHO, siret="73282932000075")

    ask_receipt(gift_id=gift.pk, **WHO, siret=SIRET)

    assert issue(gift, manager).donor_siret == SIRET


def test_a_stranger_issues_nothing_and_a_structure_that_does_not_neither(till):
    gift, manager = a_funded_gift(till)
    with pytest.raises(NotYours):
        issue(gift, UserFactory())
    structure = gift.campaign.structure
    structure.issues_receipts = False
    structure.save()

    with pytest.raises(NoReceipt):
        issue(gift, manager)
    with pytest.raises(NoReceipt):
        ask_receipt(gift_id=gift.pk, **WHO)


def test_the_paper_says_what_the_law_wants_and_can_be_read_aloud(till):
    gift, manager = a_funded_gift(till)

    found = read(paper(issue(gift, manager)))

    assert found.is_tagged
    assert found.language.startswith("fr")
    for words in ("Claude Martin", "soixante euros", "Hélène Roche", gift.reference):
        assert words in " ".join(found.words.split())
