"""The example front end, from another origin: what it shows comes from the API alone."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from django.db.transaction import atomic
from django.test import Client
from playwright.sync_api import Page

from campaigns.api import proofs
from campaigns.models import Gift
from tenants.context import enter
from territories.actions.load_reference_data import SOURCES, load_reference_data
from tests.browser.server import browsing, serving
from tests.campaigns.factories import a_collection, give
from tests.campaigns.gifts import open_campaign
from tests.campaigns.in_chromium import code_sent, payments
from tests.cms.factories import make_image, make_news
from tests.resources.factories import make_kit, make_video
from tests.tne_sites.views.test_finder import publish
from tne_sites.models import Registration
from tools.front import PUBLIC

pytestmark = [pytest.mark.chromium, pytest.mark.front, pytest.mark.usefixtures("own_database")]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def front(settings: Any) -> Iterator[str]:
    """The built files on a server of their own: another origin than the site's."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=PUBLIC))
    Thread(target=server.serve_forever, daemon=True).start()
    origin = f"http://127.0.0.1:{server.server_port}"
    settings.API_CORS_ORIGINS = [origin]
    yield f"{origin}/"
    server.shutdown()
    server.server_close()


def opened(
    page: Page, front: str, port: int, way: str, *, site: str = "aisne.", **more: str
) -> str:
    """Go to a page of the front end and return its text once it has answered."""
    query = "&".join([f"api=http://{site}trousse.localhost:{port}", *map("=".join, more.items())])
    page.goto("about:blank")
    page.goto(f"{front}?{query}#{way}")
    page.wait_for_selector("main h1")
    return page.inner_text("body")


def test_it_shows_a_site_and_somebody_registers(front: str, chromium_path: str) -> None:
    load_reference_data([source for source in SOURCES if source.name != "communes.csv.gz"])
    with enter("tne_02"), atomic():
        make_news("Des ordinateurs à emprunter")
        publish(title="Une heure pour Pronote", starts_in=timedelta(days=2))
    with enter("national"), atomic():
        make_kit("Mallette du collège", make_video("Comprendre Pronote", image=make_image()))
        give(a_collection(title="Cinq jours au Vercors"), 12_300)

    with serving() as port, browsing(chromium_path, Client()) as context:
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
        assert "Des ordinateurs" in opened(page, front, port, "/")
        assert "Des ordinateurs" in opened(page, front, port, "/search?q=ordinateur")
        opened(page, front, port, "/kits", site="")
        page.click("text=Mallette du collège")
        page.wait_for_selector("text=Comprendre Pronote")
        opened(page, front, port, "/campaigns", site="")
        page.click("text=Cinq jours au Vercors")
        page.wait_for_selector("progress[value='12300']")
        page.click("text=Donner à cette classe")
        page.wait_for_selector("[name=amount]")
        assert "Donner à cette classe : Cinq jours" in page.inner_text("h1")
        arabic = opened(page, front, port, "/workshops", lang="ar")
        assert page.get_attribute("html", "dir") == "rtl"
        assert "الورشات" in arabic
        opened(page, front, port, "/workshops")
        page.click("text=Une heure pour Pronote")
        page.wait_for_selector("form")
        assert complaints == []
        page.click("button")
        page.wait_for_selector("[role=alert]")
        page.fill("[name=name]", "Nadia B.")
        page.fill("[name=email]", "nadia@example.org")
        page.click("button")
        page.wait_for_selector("[role=status]")

    with enter("tne_02"):
        assert Registration.objects.get().email == "nadia@example.org"


@pytest.mark.parametrize("way", ["/", "/kit?at=https%3A%2F%2Felsewhere.example%2Fapi%2Fv1%2Fx"])
def test_it_asks_nothing_of_an_address_that_nobody_named(
    front: str, chromium_path: str, way: str
) -> None:
    with browsing(chromium_path, Client()) as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda sent: asked.append(sent.url))
        page.goto(f"{front}?api=https://elsewhere.example#{way}")
        said = page.inner_text("main [role=alert]")

    assert "ne fait pas partie des sites" in said
    assert not any("elsewhere.example" in url.partition("?")[0] for url in asked)


def test_it_says_when_nobody_answers_and_when_nothing_is_there(
    front: str, chromium_path: str
) -> None:
    with enter("tne_02"), atomic():
        make_news("Des ordinateurs à emprunter")

    with serving() as port, browsing(chromium_path, Client()) as context:
        page = context.new_page()
        assert "Rien ne correspond" in opened(page, front, port, "/search?q=xkwbvpt")
        assert "Rien pour le moment" in opened(page, front, port, "/workshops")
        assert "sur le site national" in opened(page, front, port, "/campaigns")
    with browsing(chromium_path, Client()) as context:
        page = context.new_page()
        assert "ne répond pas" in opened(page, front, port, "/")


@pytest.fixture
def provider(own_database: None, settings: Any, tmp_path: Any) -> Iterator[None]:
    with payments(settings, tmp_path):
        yield


@pytest.mark.usefixtures("provider")
def test_somebody_gives_by_card_and_comes_back(front: str, chromium_path: str) -> None:
    with enter("national"), atomic():
        campaign = open_campaign()

    with serving() as port, browsing(chromium_path, Client()) as context:
        page = context.new_page()
        opened(page, front, port, f"/give?name={campaign.slug}", site="")
        page.fill("[name=amount]", "42,50")
        page.click("text=Continuer")
        page.wait_for_selector("[role=alert]")
        page.fill("[name=email]", "ada@example.org")
        page.click("text=Continuer")
        page.wait_for_selector("[name=code]")
        page.fill("[name=code]", code_sent())
        page.click("text=Confirmer et payer")
        # The form asks to be of age: the API says it, and nothing that was typed is lost.
        page.wait_for_selector("[role=alert]")
        page.check("[name=is_adult]")
        page.click("text=Continuer")
        page.wait_for_url("**/pay/cs_test_*")
        page.click("button[value=pay]")
        page.wait_for_selector("text=Votre don est arrivé")
        assert page.url.startswith(front)

    with enter("national"):
        gift = Gift.objects.get()
    assert (gift.amount_cents, gift.campaign_id) == (4250, campaign.pk)


@pytest.mark.usefixtures("provider")
def test_an_address_whose_proof_is_too_old_is_proven_again(
    front: str, chromium_path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with enter("national"), atomic():
        campaign = open_campaign()
    life = proofs.PROOF_LIFE

    with serving() as port, browsing(chromium_path, Client()) as context:
        page = context.new_page()
        opened(page, front, port, f"/give?name={campaign.slug}", site="")
        page.fill("[name=amount]", "42,50")
        page.fill("[name=email]", "ada@example.org")
        page.check("[name=is_adult]")
        page.click("text=Continuer")
        page.wait_for_selector("[name=code]")
        page.fill("[name=code]", code_sent())
        monkeypatch.setattr(proofs, "PROOF_LIFE", timedelta(0))
        with page.expect_response("**/gifts/codes"):
            page.click("text=Confirmer et payer")
        monkeypatch.setattr(proofs, "PROOF_LIFE", life)
        page.wait_for_selector("[name=code]")
        assert page.input_value("[name=amount]") == "42,50"
        page.fill("[name=code]", code_sent())
        page.click("text=Confirmer et payer")
        page.wait_for_url("**/pay/cs_test_*")

    with enter("national"):
        assert Gift.objects.get().amount_cents == 4250
