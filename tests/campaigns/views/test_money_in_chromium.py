"""What becomes of gifts, in a real browser, with scripts and without: paid out, or given back.

How they are made is in `test_giving_in_chromium.py`; here they have arrived.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.transaction import atomic
from django.test import Client
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page

from accounts.models import User
from campaigns.actions.close_campaign import close_campaign
from campaigns.domain import accounts
from campaigns.domain.states import State
from campaigns.models import (
    Campaign,
    DocumentKind,
    Gift,
    Payout,
    PayoutState,
    PostKind,
    Receipt,
)
from campaigns.models.checking import faults
from tenants.context import enter
from tests.browser.server import apart, browsing, go, serving, sign_in
from tests.campaigns.actions.test_inbox import tell_all
from tests.campaigns.bank import OURS
from tests.campaigns.books import balance, euros, raised
from tests.campaigns.conftest import Sandbox, a_treasurer
from tests.campaigns.factories import post_of
from tests.campaigns.gifts import give, open_campaign, work
from tests.campaigns.in_chromium import payments
from tests.campaigns.receipts import a_structure_that_issues
from tests.campaigns.solidarity import an_officer
from tests.campaigns.views.test_errand import browser

pytestmark = [pytest.mark.chromium, pytest.mark.usefixtures("own_database")]
both_ways = pytest.mark.parametrize("scripts", [True, False])


@pytest.fixture
def till(settings: Any, tmp_path: Path) -> Iterator[Sandbox]:
    settings.PLATFORM_IBAN, settings.PLATFORM_BIC = OURS, "AGRIFRPP"
    settings.MEDIA_ROOT = tmp_path / "media"
    with payments(settings, tmp_path) as made:
        yield made
    with enter("national"):
        assert list(faults()) == []


def in_the_books[T](read: Callable[[], T]) -> T:
    """Read or change rows of the national site while a browser is open."""

    def inside() -> T:
        with enter("national"):
            return read()

    return apart(inside)


def signed_in(find: Callable[[], User]) -> Client:
    with enter("national"), atomic():
        return browser(find())


@dataclass
class Visit:
    """A browser in which one person after the other sits down."""

    context: BrowserContext
    page: Page
    site: str

    def sit_down(self, who: Client | None, path: str) -> Page:
        sign_in(self.context, who or Client())
        self.page.goto(self.site + path)
        return self.page


@contextmanager
def visiting(chromium_path: str, *, scripts: bool) -> Iterator[Visit]:
    with (
        serving() as port,
        browsing(chromium_path, Client(), java_script_enabled=scripts) as context,
    ):
        yield Visit(context, context.new_page(), f"http://trousse.localhost:{port}")


@both_ways
def test_a_head_gives_one_gift_back(till: Sandbox, chromium_path: str, *, scripts: bool) -> None:
    with enter("national"), atomic():
        campaign = open_campaign()
        refused, kept = give(till, campaign, 40), give(till, campaign, 30)
        head = browser(post_of(campaign, PostKind.HEAD))

    with visiting(chromium_path, scripts=scripts) as visit:
        page = visit.sit_down(head, f"/mes-projets/postes/{campaign.pk}/dons/")
        page.check(f"[name=gift][value='{refused.reference}']")
        go(page, "text=Rendre ce don")
        assert page.locator("[role=alert]").is_visible(), "a reason is asked for"
        assert page.is_checked(f"[name=gift][value='{refused.reference}']")
        page.fill("[name=reason]", "Cette entreprise vend de l’alcool")
        go(page, "text=Rendre ce don")
        in_the_books(work)
        theirs = visit.sit_down(None, f"/dons/{refused.token}/").inner_text("main")
        other = visit.sit_down(None, f"/dons/{kept.token}/").inner_text("main")

    assert "rendu" in theirs
    assert "alcool" not in theirs
    assert "rendu" not in other
    with enter("national"):
        assert raised(accounts.campaign(campaign.pk)) == euros(30)


@both_ways
def test_a_holder_cancels(till: Sandbox, chromium_path: str, *, scripts: bool) -> None:
    with enter("national"), atomic():
        campaign = open_campaign()
        back, left = give(till, campaign, 40), give(till, campaign, 30, on_failure="fund")
        holder = browser(campaign.holder)

    with visiting(chromium_path, scripts=scripts) as visit:
        page = visit.sit_down(holder, f"/mes-projets/{campaign.pk}/annuler/")
        page.fill("[name=reason]", "Le car est en panne")
        go(page, "main button:has-text('Annuler le projet')")
        assert page.locator("[role=alert]").is_visible(), "nothing is cancelled by one click"
        assert page.input_value("[name=reason]") == "Le car est en panne"
        page.check("[name=sure]")
        go(page, "main button:has-text('Annuler le projet')")
        in_the_books(work)
        pages = [
            visit.sit_down(None, f"/dons/{gift.token}/").inner_text("main") for gift in (back, left)
        ]

    assert ["rendu" in shown for shown in pages] == [True, False]
    with enter("national"):
        assert Campaign.objects.get(pk=campaign.pk).state == State.CANCELLED
        assert balance(accounts.SOLIDARITY) == euros(30)


@both_ways
def test_a_failure_helps_another_class(till: Sandbox, chromium_path: str, *, scripts: bool) -> None:
    with enter("national"), atomic():
        failed, near = open_campaign(minimum=150), open_campaign(minimum=100, optimum=200)
        back = give(till, failed, 40)
        give(till, failed, 30, on_failure="fund")
        give(till, near, 80)
        close_campaign(campaign_id=failed.pk, at=timezone.now() + timedelta(days=31))
        work()
    officer = signed_in(an_officer)

    with visiting(chromium_path, scripts=scripts) as visit:
        theirs = visit.sit_down(None, f"/dons/{back.token}/").inner_text("main")
        page = visit.sit_down(officer, f"/admin/projets/{near.pk}/abondement/")
        page.fill("[name=amount]", "20")
        go(page, "[name=action][value=propose]")
        go(page, "[name=action][value=approve]")
        in_the_books(work)
        shown = visit.sit_down(None, f"/collectes/{near.slug}/").inner_text("main")

    assert "rendu" in theirs
    assert "100\u00a0€" in shown
    with enter("national"):
        assert Campaign.objects.get(pk=failed.pk).state == State.FAILED
        assert balance(accounts.SOLIDARITY) == euros(10)


def fill_the_file(page: Page, papers: SimpleUploadedFile, name: str) -> None:
    """The manager says who the structure is, sends its papers and enters its account."""
    for field, value in {
        "legal_name": name, "siret": "732 829 320 00074", "address": "1 rue des Écoles",
        "representative": "Hélène Roche", "representative_born_on": "1970-01-02",
    }.items():  # fmt: skip
        page.fill(f"[name={field}]", value)
    go(page, "form:has([name=form][value=structure]) button")
    paper = {"name": "avis.pdf", "mimeType": "application/pdf", "buffer": papers.read()}
    for kind in DocumentKind.values:
        page.select_option("[name=kind]", kind)
        page.set_input_files("[name=file]", paper)
        go(page, "form:has([name=form][value=document]) button")
    page.fill("[name=iban]", "FR14 2004 1010 0505 0001 3M02 607")
    page.fill("[name=holder]", name)
    go(page, "form:has([name=form][value=account]) button")
    assert page.input_value("[name=iban]"), "a wrong digit is corrected, not typed again"
    page.fill("[name=iban]", "FR14 2004 1010 0505 0001 3M02 606")
    go(page, "form:has([name=form][value=account]) button")


@both_ways
def test_from_the_optimum_to_the_account_and_the_receipt(
    till: Sandbox, chromium_path: str, paper: SimpleUploadedFile, *, scripts: bool
) -> None:
    with enter("national"), atomic():
        campaign = open_campaign(minimum=50, optimum=100)
        gift = give(till, campaign, 60)
        give(till, campaign, 40)
        work()  # the optimum closes it
        name = campaign.structure.legal_name
        manager = browser(post_of(campaign, PostKind.MANAGER))
    one, other = signed_in(a_treasurer), signed_in(a_treasurer)
    theirs = f"/mes-projets/structures/{campaign.structure_id}/"
    payouts = "/admin/projets/versements/"

    with visiting(chromium_path, scripts=scripts) as visit:
        fill_the_file(visit.sit_down(manager, theirs), paper, name)
        page = visit.sit_down(one, f"/admin/projets/structures/{campaign.structure_id}/")
        for _kind in DocumentKind.values:
            go(page, "[name=action][value=accept] >> nth=0")
        go(page, "[name=action][value=confirm_account]")
        page.goto(visit.site + payouts)
        go(page, "[name=action][value=prepare]")
        go(visit.sit_down(other, payouts), "[name=action][value=approve]")
        page = visit.sit_down(one, payouts)
        go(page, "[name=action][value=export]")
        go(page, "[name=action][value=book]")
        in_the_books(work)

        page = visit.sit_down(manager, f"{theirs}recus/")
        page.check("[name=issues_receipts]")
        go(page, "form:has([name=action][value=switch]) button")
        page = visit.sit_down(None, f"/dons/{gift.token}/")
        page.fill("[name=name]", "Ada Martin")
        go(page, "text=Demander mon reçu")
        assert page.input_value("[name=name]") == "Ada Martin", "the address is missing"
        page.fill("[name=address]", "3 rue des Lilas\n02000 Laon")
        go(page, "text=Demander mon reçu")
        go(visit.sit_down(manager, f"{theirs}recus/"), "[name=action][value=issue]")
        shown = visit.sit_down(None, f"/dons/{gift.token}/").inner_text("#recu ~ p >> nth=0")

    with enter("national"):
        campaign.refresh_from_db()
        receipt = Receipt.objects.get()
        assert Payout.objects.get().state == PayoutState.BOOKED
    assert campaign.state == State.PAID
    assert receipt.label in shown
    assert receipt.amount_cents == 6000


@both_ways
def test_a_bank_takes_a_gift_back(till: Sandbox, chromium_path: str, *, scripts: bool) -> None:
    with enter("national"), atomic():
        campaign = open_campaign(minimum=50, optimum=100)
        manager = browser(a_structure_that_issues(campaign))
        gift = give(till, campaign, 60, wants_receipt=True)
        Gift.objects.update(donor_name="Ada Martin", donor_address="3 rue des Lilas, 02000 Laon")
        give(till, campaign, 40)
        work()
        payment = gift.payments.get().provider_payment
    receipts = f"/mes-projets/structures/{campaign.structure_id}/recus/"

    with visiting(chromium_path, scripts=scripts) as visit:
        go(visit.sit_down(manager, receipts), "[name=action][value=issue]")
        dispute = till.bank.open_dispute(payment)
        till.bank.end_dispute(dispute["id"], won=False)
        in_the_books(lambda: tell_all(till))
        told = visit.sit_down(manager, receipts).inner_text("main")
        theirs = visit.sit_down(None, f"/dons/{gift.token}/").inner_text("main")
        officer = in_the_books(lambda: browser(an_officer()))
        money = visit.sit_down(officer, f"/admin/projets/{campaign.pk}/argent/").inner_text("main")

    assert "annulé" in told
    assert "60\u00a0€" in told
    assert "PDF" not in theirs, "what is cancelled is not taken away"
    assert "40\u00a0€" in money
    with enter("national"):
        assert raised(accounts.campaign(campaign.pk)) == euros(40)
