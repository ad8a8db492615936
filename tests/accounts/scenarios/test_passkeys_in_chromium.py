"""A passkey made on a device opens the account without a password, as a person does it."""

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from tests.accounts.factories import PASSWORD, UserFactory
from tests.browser.server import browsing, serving

pytestmark = pytest.mark.chromium
HOST = "trousse.localhost"
# A device of the computer itself, whose finger or PIN is taken as given.
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_passkey_is_added_then_signs_in_alone(own_database, chromium_path: str) -> None:
    user = UserFactory(language="en", first_name="Odile")

    with serving() as port, browsing(chromium_path, Client()) as context:
        screen, base = context.new_page(), f"http://{HOST}:{port}/en/compte"
        plug_in_device(screen)
        screen.goto(f"{base}/connexion/")
        screen.fill("[name=login]", user.email)
        screen.fill("[name=password]", PASSWORD)
        screen.get_by_role("button", name="Sign in", exact=True).click()
        add_passkey(screen, base)
        context.clear_cookies()

        screen.goto(f"{base}/connexion/")
        screen.get_by_role("button", name="Sign in with a passkey").click()
        screen.wait_for_url(lambda url: "connexion" not in url)
        screen.goto(f"{base}/profil/")

        expect(screen.locator("[name=first_name]")).to_have_value("Odile")


def plug_in_device(screen: Page) -> None:
    session = screen.context.new_cdp_session(screen)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def add_passkey(screen: Page, base: str) -> None:
    screen.goto(f"{base}/double-authentification/cles/ajouter/")
    screen.fill("[name=name]", "My telephone")
    screen.get_by_role("checkbox").check()
    screen.get_by_role("button", name="Add", exact=True).click()
    screen.wait_for_url(lambda url: "ajouter" not in url)
    screen.goto(f"{base}/double-authentification/cles/")
    expect(screen.locator("main")).to_contain_text("My telephone")
