"""The cookies page names every cookie that the platform sets."""

import pytest
from django.test import Client

from cms.cookies import COOKIES
from tests.accounts.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
AISNE = {"host": "aisne.trousse.localhost"}


def test_no_cookie_is_set_that_the_cookies_page_does_not_name() -> None:
    client, person = Client(headers=AISNE), UserFactory()

    client.get("/signaler/")
    client.post("/compte/connexion/", {"login": person.email, "password": PASSWORD})
    client.get("/compte/")
    client.post("/compte/deconnexion/")

    assert {"sessionid", "known_device", "csrftoken"} <= client.cookies.keys()
    assert client.cookies.keys() <= {cookie.name for cookie in COOKIES}
