"""The cookies page names every cookie that the platform sets."""

import re
from pathlib import Path

import pytest
from django.test import Client

import accounts
from cms.cookies import COOKIES
from cms.models import CookiesPage
from tenants.models import Tenant
from tests.accounts.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
AISNE = {"host": "aisne.trousse.localhost"}
PRIVACY = sorted((Path(accounts.__file__).parent / "data/legal").glob("privacy.*.html"))
A_NUMBER = re.compile(
    r"\d|\b(deux|trois|quatre|cinq|two|three|four|five|ثلاثة|أربعة|خمسة)\b", re.IGNORECASE
)


def about_cookies(privacy: Path) -> str:
    """The paragraph of the text on personal data that names them."""
    paragraphs = re.findall("<p>.*?</p>", privacy.read_text())
    return next(text for text in paragraphs if re.search("session|جلستكم", text))


def test_no_text_counts_the_cookies_that_the_list_names(aisne: Tenant) -> None:
    said = {page.locale.language_code: page.summary for page in CookiesPage.objects.all()}
    said |= {path.name: about_cookies(path) for path in PRIVACY}

    assert len(said) == 6
    assert {name for name, words in said.items() if A_NUMBER.search(words)} == set()


def test_no_cookie_is_set_that_the_cookies_page_does_not_name() -> None:
    client, person = Client(headers=AISNE), UserFactory()

    client.get("/signaler/")
    client.post("/compte/connexion/", {"login": person.email, "password": PASSWORD})
    client.get("/compte/")
    client.post("/compte/deconnexion/")

    assert {"sessionid", "known_device", "csrftoken"} <= client.cookies.keys()
    assert client.cookies.keys() <= {cookie.name for cookie in COOKIES}
