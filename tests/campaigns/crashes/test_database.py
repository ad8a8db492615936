"""kill -9 of PostgreSQL itself between the steps of giving, refunding, closing and paying out.

A durable server of this file alone, with a copy of the suite's database, dies at the named point
and starts again: what it had promised is there, what it had not is done by the next attempt.
"""

import contextlib
import subprocess
from datetime import timedelta
from itertools import count

import pytest
from django.conf import settings as configured
from django.db import DatabaseError, connection
from django.utils import timezone

from campaigns.actions.ask_refund import ask_refund
from campaigns.actions.close_campaign import close_campaign
from campaigns.actions.pay_out import PayoutRefused, approve_payout, export_payouts
from campaigns.actions.run_settlement import run_settlement
from campaigns.actions.settle_payment import settle_payment
from campaigns.domain import accounts
from campaigns.domain.states import State
from campaigns.models import Gift, Payout, Refund, Settlement
from kernel.money import ZERO
from tenants.context import enter
from tenants.models import Tenant
from territories.actions.load_reference_data import SOURCES, load_reference_data
from tests.campaigns.actions.test_pay_out import a_complete_file, prepared
from tests.campaigns.books import balance, euros, raised
from tests.campaigns.conftest import a_treasurer
from tests.campaigns.crashes.dying import ACTIONS, STRIPE, holder_of
from tests.campaigns.gifts import begin, give, open_campaign
from tools import places, postgres, roles

NAME = "crash"
# The server goes on beside us, and is stopped at the end.
pytestmark = [
    pytest.mark.filterwarnings("ignore:subprocess .* is still running:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def ground(django_db_setup, django_db_blocker):
    """Start the server, copy the database of this run into it, and work there."""
    postgres.CLUSTERS[NAME] = postgres.OPTIONS | {"shared_buffers": "64MB"}
    with django_db_blocker.unblock():
        original = dict(connection.settings_dict)
        connection.close()
        cluster = postgres.start(NAME)
        try:
            _copy(original, cluster)
            _use({"HOST": str(cluster.sockets), "NAME": roles.DATABASE, "USER": roles.OWNER})
            with enter("national"):
                load_reference_data([one for one in SOURCES if one.name != "communes.csv.gz"])
            yield cluster
        finally:
            _use(original)
            postgres.remove(NAME)
            del postgres.CLUSTERS[NAME]


def _copy(original: dict[str, object], cluster: postgres.Cluster) -> None:
    """By the programs of the server, as its own user."""
    folder = postgres.binaries()
    dump = [folder / "pg_dump", "--host", original["HOST"], "--username", roles.OWNER]
    load = [folder / "psql", "--quiet", "--host", cluster.sockets, "--username", roles.OWNER]
    content = _run([*dump, original["NAME"]], b"")
    _run([*load, "--dbname", roles.DATABASE], content)


def _run(command: list[object], given: bytes) -> bytes:
    done = subprocess.run(
        command, check=True, input=given, capture_output=True, cwd="/",
        **places.run_as_server_user(),
    )  # fmt: skip
    return done.stdout


def _use(address: dict[str, object]) -> None:
    connection.close()
    for known in (connection.settings_dict, configured.DATABASES["default"]):
        known.update({name: address[name] for name in ("HOST", "NAME", "USER")})


def dies(point: str, act, cluster: postgres.Cluster, monkeypatch) -> bool:
    """Kill the server at a point of the act, and start it again; False when it never came there."""
    when, nth, path = point.split()
    holder, name = holder_of(path)
    original, calls, killed = getattr(holder, name), count(1), []

    def kill() -> None:
        server, _ready = postgres._postmaster(cluster)  # the one of this file
        server.kill()
        server.wait(10)
        killed.append(point)

    def call(*arguments, **named):
        is_now = next(calls) == int(nth)
        if is_now and when == "before":
            kill()
        result = original(*arguments, **named)
        if is_now and when == "after":
            kill()
        return result

    with monkeypatch.context() as patch:
        patch.setattr(holder, name, call)
        with contextlib.suppress(DatabaseError):
            act()
    connection.close()
    postgres.start(NAME)
    connection.set_tenant(Tenant.objects.national())
    return bool(killed)


@pytest.mark.parametrize(
    "point",
    [
        f"before 1 {ACTIONS}.settle_payment.allocate_gift",
        f"after 1 {ACTIONS}.allocate_gift.take",
        f"after 1 {ACTIONS}.allocate_gift.close_later",
        f"after 1 {ACTIONS}.settle_payment.allocate_gift",
    ],
)
def test_giving(till, ground, monkeypatch, point):
    campaign = open_campaign(optimum=200)
    payment = begin(campaign, 120)
    till.bank.pay(payment.checkout)

    def act():
        settle_payment(payment_id=payment.pk, at=timezone.now())

    assert dies(point, act, ground, monkeypatch)
    for _ in range(2):
        act()

    code = accounts.campaign(campaign.pk)
    assert raised(code) == balance(code) == euros(120)


@pytest.mark.parametrize(
    "point",
    [
        f"after 1 {STRIPE}.refund",
        f"after 1 {ACTIONS}.record_refund.post",
        f"after 1 {ACTIONS}.close_campaign.close",
        f"after 1 {ACTIONS}.close_campaign.keep_plan",
        f"after 2 {ACTIONS}.run_settlement._give_back",
        f"before 1 {ACTIONS}.run_settlement._finish",
    ],
)
def test_failing_and_giving_back(till, ground, monkeypatch, point):
    campaign = open_campaign(minimum=150)
    gifts = [give(till, campaign, 20) for _ in range(3)]
    over = timezone.now() + timedelta(days=31)

    def act():
        close_campaign(campaign_id=campaign.pk, at=over)
        run_settlement(settlement_id=Settlement.objects.get(campaign=campaign).pk, at=over)
        for refund in Refund.objects.filter(payment__gift__in=gifts):
            ask_refund(refund_id=refund.pk, at=timezone.now())

    assert dies(point, act, ground, monkeypatch)
    for _ in range(2):
        act()

    campaign.refresh_from_db()
    assert campaign.state == State.FAILED
    assert balance(accounts.refund_payable(accounts.campaign(campaign.pk))) == ZERO
    for gift in Gift.objects.filter(campaign=campaign):
        assert len(till.provider.refunds_of(gift.payments.get().provider_payment)) == 1


@pytest.mark.parametrize(
    "point",
    [
        f"after 1 {ACTIONS}.pay_out._file",
        f"after 1 {ACTIONS}.pay_out.post",
        f"after 1 {ACTIONS}.pay_out.export_payouts",
    ],
)
def test_paying_out(till, ground, monkeypatch, point):
    from campaigns.actions import pay_out

    campaign = open_campaign(minimum=50)
    give(till, campaign, 100)
    close_campaign(campaign_id=campaign.pk, at=timezone.now() + timedelta(days=31))
    campaign.refresh_from_db()
    a_complete_file(campaign)
    payout = prepared(campaign, a_treasurer())
    second = a_treasurer()
    approve_payout(payout_id=payout.pk, by=second)

    assert dies(
        point, lambda: pay_out.export_payouts(by=second, at=timezone.now()), ground, monkeypatch
    )
    try:
        export_payouts(by=second, at=timezone.now())
    except PayoutRefused:  # it was done before the server died
        assert "after 1" in point

    assert balance(payout.account) == ZERO
    assert Payout.objects.filter(campaign=campaign, state="exported").count() == 1
