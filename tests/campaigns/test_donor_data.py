"""What is known of a donor is theirs to take away, and goes when they go."""

import pytest
from django.test import Client
from django.utils import timezone

from campaigns.actions.leave_word import answer_word
from campaigns.donor_data import DonorData
from campaigns.models import BankLine, Gift, Refund, Word
from campaigns.models.checking import faults
from kernel.ports import Person
from tests.campaigns.bank import THEIRS, arrives, match, pledge
from tests.campaigns.gifts import open_campaign

pytestmark = pytest.mark.django_db
EMAIL = "zoe@courriel.example"
ZOE = Person(user_id=None, emails=frozenset({EMAIL}))
SAID = {"pseudonym": "La voisine du 7", "message": "Bravo de la part de Zoé"}


def a_donor(treasurer, officer, euros: str = "50.00", email: str = EMAIL) -> Gift:
    """A transfer that the bank showed and a treasurer matched; its words are on the page."""
    payment = pledge(open_campaign(), 50, email=email, name="Zoé Martin", **SAID)
    match(arrives(payment, euros, treasurer, name="ZOE MARTIN"), payment, treasurer)
    word = Word.objects.get(gift_id=payment.gift_id)
    answer_word(word_id=word.pk, by=officer, at=timezone.now(), is_shown=True)
    return payment.gift


def page_of(gift: Gift) -> str:
    client = Client(headers={"host": "trousse.localhost"})
    return client.get(f"/collectes/{gift.campaign.slug}/").content.decode()


def test_words_of_support_are_taken_away_with_the_gifts(till, bank, treasurer, officer):
    a_donor(treasurer, officer)
    a_donor(treasurer, officer, email="autre@courriel.example")

    gifts, words = DonorData().export(ZOE)

    assert len(gifts.rows) == 1
    assert len(words.rows) == 1
    assert set(SAID.values()) <= set(words.rows[0].values())


def test_a_donor_who_leaves_is_gone_from_the_bank_and_from_the_page(till, bank, treasurer, officer):
    gift, other = a_donor(treasurer, officer), a_donor(treasurer, officer, email="a@b.example")
    assert SAID["pseudonym"] in page_of(gift)

    DonorData().anonymise(ZOE)

    page, line = page_of(gift), BankLine.objects.get(payment__gift=gift)
    assert [text for text in SAID.values() if text in page] == []
    assert (line.name, line.words, line.iban) == ("", "", "")
    assert DonorData().export(ZOE) == []
    # Nobody else goes with them, and the books do not move.
    assert SAID["pseudonym"] in page_of(other)
    assert BankLine.objects.get(payment__gift=other).name == "ZOE MARTIN"
    assert list(faults()) == []


def test_the_account_stays_while_something_may_go_back_to_it(till, bank, treasurer, officer):
    gift = a_donor(treasurer, officer, "64.00")
    assert Refund.objects.filter(payment__gift=gift, state="manual").exists()

    DonorData().anonymise(ZOE)

    line = BankLine.objects.get(payment__gift=gift)
    assert (line.name, line.words, line.iban) == ("", "", THEIRS)
