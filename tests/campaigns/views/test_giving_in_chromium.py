"""A donor's errand in a real browser, with scripts and without: nothing of it needs one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db.transaction import atomic
from django.test import Client
from playwright.sync_api import Page

from campaigns.models import Campaign, Gift, Method
from tenants.context import enter
from tests.browser.server import browsing, go, outside_requests, serving
from tests.campaigns.bank import OURS
from tests.campaigns.books import euros, raised
from tests.campaigns.gifts import open_campaign
from tests.campaigns.in_chromium import code_sent, payments

pytestmark = [pytest.mark.chromium, pytest.mark.usefixtures("own_database")]


@pytest.fixture
def campaign(settings: Any, tmp_path: Path) -> Iterator[Campaign]:
    """An open campaign, with a provider for cards and an account for transfers."""
    settings.PLATFORM_IBAN, settings.PLATFORM_BIC = OURS, "AGRIFRPP"
    with payments(settings, tmp_path):
        with enter("national"), atomic():
            made = open_campaign()
        yield made


def walk_to_pay(page: Page, campaign: Campaign, port: int) -> None:
    """Go from the campaign's own page to the last step, with the mistakes that people make."""
    page.goto(f"http://trousse.localhost:{port}/collectes/{campaign.slug}/")
    go(page, f"a[href*='/dons/projet/{campaign.slug}/'] >> visible=true")
    page.fill("[name=amount]", "trois")
    go(page, "text=Continuer")
    assert page.input_value("[name=amount]") == "trois"
    page.fill("[name=amount]", "12€50")
    page.check("[name=on_failure][value=fund]")
    go(page, "text=Continuer")
    page.fill("[name=email]", "ada@example.org")
    go(page, "text=Continuer")
    assert page.input_value("[name=email]") == "ada@example.org", "the age is asked for"
    page.check("[name=is_adult]")
    go(page, "text=Continuer")
    page.fill("[name=code]", code_sent())
    go(page, "text=Confirmer")
    assert "12,50" in page.inner_text("main")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_card_and_the_banks_question(
    campaign: Campaign, chromium_path: str, *, scripts: bool
) -> None:
    with (
        serving() as port,
        browsing(chromium_path, Client(), java_script_enabled=scripts) as context,
    ):
        page = context.new_page()
        walk_to_pay(page, campaign, port)
        go(page, "[name=method][value=card]")
        go(page, "button[value=decline]")
        assert page.locator("[role=alert]").is_visible()
        go(page, "button[value=secure]")
        go(page, "button[value=pay]")
        page.wait_for_url("**/dons/*/")
        shown = page.inner_text("main")

    with enter("national"):
        gift = Gift.objects.get()
        assert raised(gift.account) == euros("12.50")
    assert gift.reference in shown
    assert "12,50" in shown


@pytest.mark.parametrize("scripts", [True, False])
def test_a_transfer_that_is_corrected_and_then_cancelled(
    campaign: Campaign, chromium_path: str, *, scripts: bool
) -> None:
    with (
        serving() as port,
        browsing(chromium_path, Client(), java_script_enabled=scripts) as context,
    ):
        page = context.new_page()
        asked = outside_requests(page)
        walk_to_pay(page, campaign, port)
        go(page, "[name=method][value=transfer]")
        page.wait_for_url("**/dons/*/")
        told = page.inner_text("section:has(#virement)")
        page.click("summary:has-text('virement')")
        page.fill("[name=amount]", "20")
        go(page, "text=Changer le montant")
        corrected = page.inner_text("main")
        page.click("summary:has-text('virement')")
        go(page, "button:has-text('Annuler ce virement')")
        page.wait_for_selector("text=Le virement est annulé")
        copies = page.locator("copy-text button").count()

    assert OURS.replace(" ", "") in "".join(told.split())
    assert "Le montant est changé" in corrected
    assert copies == 0, "what is cancelled is not to be paid"
    assert asked == []
    with enter("national"):
        gift = Gift.objects.get()
        assert gift.payments.get().method == Method.TRANSFER
        assert raised(gift.account) == euros(0)
