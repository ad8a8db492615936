"""What a donor may still change, behind the token of their gift."""

import re
import uuid
from typing import Any

import pytest

from campaigns.api.gift_schemas import GiftOut
from campaigns.domain.payments import PaymentState
from campaigns.domain.states import State
from campaigns.models import Campaign, Gift, Payment
from tests.campaigns.api.giving import ask, begin, wish
from tests.campaigns.gifts import open_campaign

FRONT = "https://front.example.org"
pytestmark = pytest.mark.usefixtures("till", "bank")


def path_of(answer: Any) -> str:
    return f"gifts/{answer.json()['token']}"


def session_of(answer: Any) -> str:
    return re.search(r"cs_test_\w+", answer.json()["checkout_url"])[0]


def test_a_transfer_says_how_to_make_it_and_may_change(till) -> None:
    started = begin(wish(open_campaign(), method="transfer"))
    told = started.json()
    assert (told["state"], told["checkout_url"]) == ("awaited", None)
    assert told["transfer"]["iban"] == "FR7630001007941234567890185"
    assert re.match(r"RF\d\dD", told["transfer"]["reference"])
    assert told["transfer"]["missing_cents"] == 4000
    assert told["transfer"]["qr_svg"].startswith("<svg")

    transfer = f"{path_of(started)}/transfer"
    changed = ask(transfer, {"amount_cents": 6000}, method="patch").json()
    refused = ask(transfer, {"amount_cents": 90_000}, method="patch")
    gone = ask(path_of(started), method="delete")
    late = ask(transfer, {"amount_cents": 6000}, method="patch")

    assert (changed["amount_cents"], changed["transfer"]["missing_cents"]) == (6000, 6000)
    assert (refused.status_code, refused.json()["code"]) == (409, "refused")
    assert (gone.json()["state"], gone.json()["transfer"]) == ("unpaid", None)
    assert late.status_code == 409


def test_what_was_left_is_taken_up_again(till, settings) -> None:
    settings.API_CORS_ORIGINS = [FRONT]
    back = {"return_url": f"{FRONT}/#/gift?token={{token}}"}
    started = begin(wish(open_campaign(), **back))
    going = ask(f"{path_of(started)}/payments", back)
    assert going.json()["checkout_url"] == started.json()["checkout_url"]

    till.bank.expire_session(session_of(started))
    assert ask(path_of(started)).json()["state"] == "unpaid"
    again = ask(f"{path_of(started)}/payments", back)
    paid = till.bank.pay(session_of(again))

    assert paid["success_url"] == f"{FRONT}/#/gift?token={started.json()['token']}"
    assert ask(path_of(started)).json()["state"] == "paid"
    assert ask(f"{path_of(started)}/payments", back).status_code == 409
    assert ask(path_of(started), method="delete").status_code == 409


def test_a_gift_given_up_leaves_its_room(till) -> None:
    campaign = open_campaign(optimum=40, minimum=20)
    started = begin(wish(campaign))
    terms = f"gifts/terms?campaign={campaign.slug}"
    assert ask(terms).json()["left_cents"] == 0

    assert ask(path_of(started), method="delete").json()["state"] == "unpaid"

    assert ask(terms).json()["left_cents"] == 4000
    assert Payment.objects.get().state == PaymentState.EXPIRED


def test_the_choice_changes_until_the_end(till) -> None:
    started = begin(wish(open_campaign()))
    changed = ask(path_of(started), {"on_failure": "fund"}, method="patch")
    Campaign.objects.update(state=State.SUCCEEDED)

    over = ask(path_of(started), {"on_failure": "refund"}, method="patch")

    assert GiftOut(**changed.json()).on_failure == "fund"
    assert (over.status_code, over.json()["code"]) == (409, "refused")
    assert Gift.objects.get().on_failure == "fund"


def test_only_its_token_opens_a_gift() -> None:
    assert ask(f"gifts/{uuid.uuid4()}").status_code == 404
    started = begin(wish(open_campaign()))
    assert ask(f"gifts/{Gift.objects.get().reference}").status_code == 404
    assert ask(path_of(started), host="aisne.").status_code == 404
