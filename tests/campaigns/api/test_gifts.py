"""A donor's errand through the API alone: the rules of the pages, and nobody else's data."""

import re
from typing import Any

import pytest
from django.utils import timezone
from pydantic import TypeAdapter

from accounts.models import AcademicDomain
from campaigns.api.gift_schemas import GiftTerms, StartedOut
from campaigns.domain import accounts
from campaigns.models import Gift, Payment
from tenants.models import Mail
from tests.campaigns.api.giving import ADA, ask, begin, digits, proof, wish
from tests.campaigns.books import balance, euros, raised
from tests.campaigns.factories import CampaignFactory
from tests.campaigns.gifts import open_campaign

pytestmark = pytest.mark.usefixtures("till")


def pay(till: Any, answer: Any) -> None:
    till.bank.pay(re.search(r"cs_test_\w+", answer.json()["checkout_url"])[0])


def test_a_gift_from_the_terms_to_paid(till) -> None:
    campaign = open_campaign()
    terms = ask(f"gifts/terms?campaign={campaign.slug}")
    TypeAdapter(GiftTerms).validate_json(terms.content)
    assert (terms.json()["is_open"], terms.json()["left_cents"]) == (True, 20_000)

    started = begin(wish(campaign, on_failure="fund", message="Bravo", pseudonym="Ada L."))
    TypeAdapter(StartedOut).validate_json(started.content)
    assert (started.status_code, started.json()["state"]) == (201, "pending")
    path = f"gifts/{started.json()['token']}"
    pay(till, started)
    told = ask(path)

    gift = Gift.objects.get()
    assert (gift.amount_cents, gift.on_failure, gift.message) == (4000, "fund", "Bravo")
    assert (gift.donor_email, gift.language) == (ADA, "fr")
    assert raised(gift.account) == euros(40)
    assert (told.json()["state"], told.json()["may_choose"]) == ("paid", True)
    assert "no-store" in told.headers["Cache-Control"]
    assert Mail.objects.filter(kind="campaigns.gift-received", to=ADA).count() == 1


def test_no_answer_names_the_donor(till) -> None:
    receipt = {"name": "Ada Lovelace", "address": "1 rue Haute, 02000 Laon", "wants_receipt": True}
    started = begin(wish(open_campaign(), **receipt))
    pay(till, started)
    told = ask(f"gifts/{started.json()['token']}")

    for answer in (started, told):
        words = answer.content.decode().lower()
        assert not any(word in words for word in ("ada@", "lovelace", "rue haute"))


def test_a_gift_to_the_fund_is_kept_for_a_department(till) -> None:
    earmarks = {one["value"] for one in ask("gifts/terms").json()["earmarks"]}
    assert "department:02" in earmarks

    pay(till, started := begin(wish(earmark="department:02")))
    ask(f"gifts/{started.json()['token']}")

    assert balance(accounts.solidarity("department:02")) == euros(40)


def test_sent_again_it_is_the_same_gift(till) -> None:
    said = wish(open_campaign())

    first, again = begin(said), begin(said | {"proof": proof()})
    other = begin(said | {"amount_cents": 5000})

    assert again.json() == first.json()
    assert (other.status_code, other.json()["code"]) == (409, "idempotency-key-reused")
    assert Gift.objects.count() == Payment.objects.count() == 1


def test_the_last_room_asked_again_is_no_refusal(till) -> None:
    said = wish(open_campaign(optimum=40, minimum=20))

    assert [begin(said).status_code for _ in range(2)] == [201, 201]
    closed = begin(said, key="un-autre-don")
    assert (closed.status_code, closed.json()["code"]) == (410, "gone")
    assert not ask(f"gifts/terms?campaign={said['campaign']}").json()["is_open"]


def test_a_provider_that_does_not_answer_is_asked_again(till, settings) -> None:
    said = wish(open_campaign())
    settings.STRIPE_ADDRESS, there = "http://127.0.0.1:9", settings.STRIPE_ADDRESS

    silent = begin(said)
    settings.STRIPE_ADDRESS = there
    answered = begin(said)

    assert (silent.status_code, silent.json()["code"]) == (503, "service-unavailable")
    assert silent.headers["Retry-After"]
    assert answered.json()["checkout_url"]
    assert Gift.objects.count() == 1


def test_a_key_is_needed(till) -> None:
    said = wish(open_campaign())

    assert [ask("gifts", said).status_code, begin(said, "court").status_code] == [422, 422]
    assert not Gift.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"amount_cents": 499}, "amount_cents"),
        ({"amount_cents": 20_001}, "amount_cents"),
        ({"amount_cents": 0}, "amount_cents"),
        ({"amount_cents": 40.5}, "amount_cents"),
        ({"is_adult": False}, "is_adult"),
        ({"wants_receipt": True, "name": "Ada"}, "address"),
        ({"kind": "company"}, "name"),
        ({"kind": "company", "name": "A", "address": "B", "wants_receipt": True}, "siret"),
        ({"message": "Bravo"}, "pseudonym"),
        ({"reward": "Une carte"}, "reward"),
        ({"name": "a\0b", "kind": "company"}, "name"),
        ({"on_failure": "keep"}, "on_failure"),
        ({"return_url": "https://autre.example.org/"}, "return_url"),
        ({"cancel_url": "javascript:alert(1)"}, "cancel_url"),
    ],
)
def test_a_mistake_is_said_at_its_field_and_nothing_is_kept(changes: Any, field: str) -> None:
    answer = begin(wish(open_campaign(), **changes))

    assert answer.status_code == 422
    assert {one["at"][-1] for one in answer.json()["errors"]} == {field}
    assert not Gift.objects.exists()


def test_what_is_not_open_or_not_public_takes_nothing() -> None:
    draft, ended = CampaignFactory(slug="brouillon"), open_campaign(closes_at=timezone.now())

    assert begin(wish(draft)).status_code == 404
    assert begin(wish(ended)).status_code == 410
    assert ask("gifts/terms", host="aisne.").status_code == 404


def test_an_address_is_proven_by_its_mailbox_alone() -> None:
    token = ask("gifts/codes", {"email": ADA}).json()["token"]
    right = digits().replace(" ", "")
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"

    def try_code(code: str, email: str = ADA) -> Any:
        return ask("gifts/proofs", {"email": email, "token": token, "code": code})

    assert try_code(right, "victim@example.org").json()["code"] == "address-not-proven"
    assert try_code(right).status_code == 201
    assert [try_code(wrong).status_code for _ in range(3)] == [403, 403, 403]
    assert try_code(right).status_code == 403
    assert begin(wish(email="victim@example.org", proof=proof())).status_code == 403
    assert not Gift.objects.exists()


def test_an_old_code_and_an_old_proof_prove_nothing(monkeypatch) -> None:
    token = ask("gifts/codes", {"email": ADA}).json()["token"]
    said = wish(open_campaign())
    later = timezone.now() + timezone.timedelta(hours=3)
    monkeypatch.setattr("campaigns.api.gifts.timezone.now", lambda: later)

    assert ask("gifts/proofs", {"email": ADA, "token": token, "code": digits()}).status_code == 403
    assert begin(said).status_code == 403


def test_an_academic_address_and_a_hurried_caller_get_no_code() -> None:
    AcademicDomain.objects.get_or_create(domain="ac-exemple.fr", defaults={"label": "Test"})
    academic = ask("gifts/codes", {"email": "prof@ac-exemple.fr"})
    codes = [ask("gifts/codes", {"email": ADA}).status_code for _ in range(6)]

    assert academic.json()["errors"][0]["at"] == ["body", "email"]
    assert codes == [201] * 5 + [429]
    assert not Mail.objects.filter(to="prof@ac-exemple.fr").exists()
