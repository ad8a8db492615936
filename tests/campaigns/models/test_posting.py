"""What the database refuses, whatever the code above does: one test for each rule."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import override

from campaigns.domain import accounts
from campaigns.domain.ledger import Line, Posting
from campaigns.models import Account, Entry, Hold, Movement
from campaigns.models.posting import (
    AccountClosed,
    KeyReused,
    MovementNotAllowed,
    NotEnoughMoney,
    OverCap,
    allocate,
    begin_closing,
    close,
    hold,
    post_all,
    release,
    set_cap,
)
from kernel.money import ZERO, Money
from tests.campaigns.books import NOON, a_campaign, balance, euros, give, move, raised

pytestmark = pytest.mark.usefixtures("national")
LATER = NOON.replace(year=2099)


def execute(statement, *parameters):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def test_a_gift_goes_from_the_provider_to_the_campaign():
    campaign = a_campaign()

    give(campaign, euros("25.50"))

    assert balance(accounts.PSP) == -euros("25.50")  # an asset grows by debit
    assert balance(accounts.SUSPENSE) == ZERO
    assert balance(campaign) == raised(campaign) == euros("25.50")


def test_the_same_fact_twice_is_one_entry():
    campaign = a_campaign()
    give(campaign, euros(10), payment="pi_1", gift=7)
    give(campaign, euros(10), payment="pi_1", gift=7)

    assert Entry.objects.count() == 2
    assert balance(campaign) == euros(10)


def test_the_same_key_with_other_content_is_refused():
    move("receive", (accounts.PSP, accounts.SUSPENSE, euros(10)), key="receive:a")

    with pytest.raises(KeyReused):
        move("receive", (accounts.PSP, accounts.SUSPENSE, euros(11)), key="receive:a")

    assert Movement.objects.get().amount_cents == 1000


def test_the_database_itself_refuses_a_second_entry_of_a_key():
    move("receive", (accounts.PSP, accounts.SUSPENSE, euros(10)), key="receive:a")

    with pytest.raises(IntegrityError, match="entry_key_once"):
        execute(
            "INSERT INTO campaigns_entry (kind, key, fingerprint, source, at)"
            " VALUES ('receive', 'receive:a', '', '', now())"
        )


def test_no_account_is_overdrawn():
    campaign = a_campaign()
    give(campaign, euros(10))

    with pytest.raises(NotEnoughMoney):
        move("fail", (campaign, accounts.refund_payable(campaign), euros(11)), campaign=campaign)

    assert balance(campaign) == euros(10)


def test_a_structure_is_not_paid_twice():
    campaign = a_campaign()
    give(campaign, euros(100))
    payable = accounts.payable(campaign)
    move("close", (campaign, payable, euros(100)), campaign=campaign)
    move("payout", (payable, accounts.TRANSIT_SEPA, euros(100)), campaign=campaign, key="payout:1")

    with pytest.raises(NotEnoughMoney):
        move("payout", (payable, accounts.TRANSIT_SEPA, euros(100)), campaign=campaign)


def test_a_boost_past_the_optimum_is_refused():
    campaign = a_campaign(optimum=100)
    give(campaign, euros(90))
    move("endow", (accounts.BANK, accounts.SOLIDARITY, euros(50)))

    with pytest.raises(OverCap):
        move("topup", (accounts.SOLIDARITY, campaign, euros(11)), campaign=campaign)


def test_a_late_gift_gets_the_room_left_and_the_rest_is_owed_back():
    campaign = a_campaign(optimum=100)
    give(campaign, euros(90))

    give(campaign, euros(30))

    assert balance(campaign) == euros(100)
    assert balance(accounts.refund_payable(campaign)) == euros(20)
    assert raised(campaign) == euros(100)


def test_the_rest_goes_to_the_fund_when_the_donor_chose_it():
    campaign = a_campaign(optimum=100)

    give(campaign, euros(130), over=accounts.SOLIDARITY)

    assert balance(accounts.SOLIDARITY) == euros(30)


def test_a_closed_campaign_has_no_room():
    campaign = a_campaign()
    assert close(campaign)
    assert not close(campaign)

    give(campaign, euros(30))

    assert balance(campaign) == ZERO
    assert balance(accounts.refund_payable(campaign)) == euros(30)


def test_a_closed_account_receives_nothing_and_stays_closed():
    campaign = a_campaign()
    close(campaign)
    move("endow", (accounts.BANK, accounts.SOLIDARITY, euros(50)))

    with pytest.raises(AccountClosed):
        move("topup", (accounts.SOLIDARITY, campaign, euros(5)), campaign=campaign)
    with pytest.raises(IntegrityError, match="append-only"):
        execute("UPDATE campaigns_account SET state = 'open' WHERE code = %s", campaign)


def test_live_holds_count_against_the_optimum():
    campaign = a_campaign(optimum=100)
    assert hold(account=campaign, gift=1, amount=euros(80), until=LATER)

    with pytest.raises(OverCap):
        hold(account=campaign, gift=2, amount=euros(21), until=LATER)
    give(campaign, euros(30))

    assert balance(campaign) == euros(20)


def test_a_gift_finds_the_room_it_held():
    campaign = a_campaign(optimum=100)
    hold(account=campaign, gift=900, amount=euros(100), until=LATER)

    give(campaign, euros(100), gift=900)

    assert balance(campaign) == euros(100)
    assert Hold.objects.get().state == "used"
    assert Account.objects.get(code=campaign).held_cents == 0


def test_a_released_or_replaced_or_old_hold_gives_its_room_back():
    campaign = a_campaign(optimum=100)
    hold(account=campaign, gift=1, amount=euros(100), until=LATER)
    assert release(1)
    assert not release(1)
    hold(account=campaign, gift=2, amount=euros(100), until=LATER)
    hold(account=campaign, gift=2, amount=euros(60), until=timezone.now())

    assert hold(account=campaign, gift=3, amount=euros(100), until=LATER)
    assert Account.objects.get(code=campaign).held_cents == 10_000


def test_a_gift_holds_room_once():
    campaign = a_campaign()
    hold(account=campaign, gift=1, amount=euros(10), until=LATER)

    with pytest.raises(IntegrityError, match="hold_once_per_gift"):
        execute(
            "INSERT INTO campaigns_hold (account_id, gift_id, amount_cents, expires_at)"
            " SELECT account_id, gift_id, 1, expires_at FROM campaigns_hold"
        )


def test_a_closing_campaign_takes_no_hold_but_what_was_promised():
    campaign = a_campaign(optimum=100)
    hold(account=campaign, gift=1, amount=euros(40), until=LATER)
    begin_closing(campaign)

    assert not hold(account=campaign, gift=2, amount=euros(10), until=LATER)
    give(campaign, euros(40), gift=1)
    assert balance(campaign) == euros(40)


def test_closing_gives_back_what_was_held():
    campaign = a_campaign(optimum=100)
    hold(account=campaign, gift=1, amount=euros(40), until=LATER)

    close(campaign)

    assert Account.objects.get(code=campaign).held_cents == 0
    assert Hold.objects.get().state == "released"


def test_the_optimum_cannot_go_below_what_was_collected():
    campaign = a_campaign(optimum=100)
    give(campaign, euros(90))

    with pytest.raises(OverCap):
        set_cap(campaign, euros(80))
    assert set_cap(campaign, euros(120))
    begin_closing(campaign)
    assert not set_cap(campaign, euros(130))


def test_money_moves_only_along_known_paths():
    campaign = a_campaign()
    give(campaign, euros(10))

    with pytest.raises(MovementNotAllowed):
        move("fail", (campaign, accounts.BANK, euros(10)), campaign=campaign)
    with pytest.raises(MovementNotAllowed):
        move("gift", (accounts.BANK, accounts.SUSPENSE, euros(10)))


def test_an_entry_never_reaches_another_campaign():
    one, other = a_campaign(), a_campaign()
    give(one, euros(10))

    with override("en"), pytest.raises(MovementNotAllowed, match="another campaign"):
        move("fail", (one, accounts.refund_payable(other), euros(10)), campaign=one)
    with override("en"), pytest.raises(MovementNotAllowed, match="another campaign"):
        move("fail", (one, accounts.refund_payable(one), euros(10)), campaign=other)
    with pytest.raises(MovementNotAllowed):
        move("fail", (one, accounts.refund_payable(one), euros(10)))


def test_unknown_accounts_are_refused():
    with pytest.raises(MovementNotAllowed):
        move("endow", (accounts.BANK, "fund:nobody", euros(10)))
    with pytest.raises(MovementNotAllowed):
        move("fail", ("campaign:x", "refund_payable:campaign:x", euros(1)), campaign="campaign:x")
    with pytest.raises(MovementNotAllowed):
        allocate(key="a", source="", gift=1, to="campaign:x", over="bank", amount=euros(1), at=NOON)


def test_closing_and_paying_out_do_not_lower_what_was_raised():
    campaign = a_campaign()
    give(campaign, euros(200))
    payable, refund = accounts.payable(campaign), accounts.refund_payable(campaign)
    move(
        "close",
        (campaign, accounts.COMMISSION, euros(13)),
        (campaign, payable, euros(187)),
        campaign=campaign,
    )
    assert raised(campaign) == euros(200)

    move(
        "refuse",
        (payable, refund, euros("93.50")),
        (accounts.COMMISSION, refund, euros("6.50")),
        campaign=campaign,
    )

    assert raised(campaign) == euros(100)
    assert balance(refund) == euros(100)
    move("payout", (payable, accounts.TRANSIT_SEPA, euros("93.50")), campaign=campaign)
    assert raised(campaign) == euros(100)


def test_many_entries_are_written_in_one_call_or_not_at_all():
    campaign = a_campaign()
    give(campaign, euros(30))
    owed = accounts.refund_payable(campaign)

    def part(number: int, cents: int) -> Posting:
        line = Line(campaign, owed, Money(cents), gift=number)
        return Posting(kind="fail", key=f"fail:{number}", lines=(line,), campaign=campaign, at=NOON)

    post_all([part(1, 1000), part(2, 500), part(1, 1000)])
    with pytest.raises(NotEnoughMoney):
        post_all([part(3, 100), part(4, 5000)])

    assert list(Entry.objects.filter(kind="fail").values_list("key", flat=True)) == [
        "fail:1", "fail:2",
    ]  # fmt: skip
    assert (balance(campaign), balance(owed)) == (euros(15), euros(15))
