"""Drafts by a signed link: this site, this page, this revision, for a time."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pydantic import TypeAdapter

from accounts.actions.manage_api_key import create_api_key
from cms.api.page_types import PageOut
from cms.api.previews import PURPOSE
from kernel.signing import seal
from tests.accounts.factories import UserFactory
from tests.cms.factories import make_news

pytestmark = pytest.mark.usefixtures("aisne")


def ask(path: str, data: Any = None, *, secret: str = "", host: str = "aisne.") -> Any:
    headers = {"host": f"{host}trousse.localhost"}
    if secret:
        headers["authorization"] = f"Bearer {secret}"
    client = Client(headers=headers)
    if data is None:
        return client.get(f"/api/v1/{path}")
    return client.post(f"/api/v1/{path}", data, content_type="application/json")


def a_key(*scopes: str) -> str:
    given = create_api_key(
        name="Vitrine", scopes=scopes, schemas=[], expires_at=None, by=UserFactory()
    )
    return given.secret


def a_draft() -> Any:
    page = make_news("Publié")
    page.title = "Un brouillon zibeline"
    page.save_revision()
    return page


def test_a_link_shows_that_revision_and_not_a_later_one() -> None:
    page = a_draft()

    made = ask("previews", {"page": page.pk}, secret=a_key("preview"))
    page.title = "Écrit plus tard"
    page.save_revision()
    shown = ask(f"previews/{made.json()['token']}")

    found = TypeAdapter(PageOut).validate_json(shown.content)
    assert (made.status_code, found.title) == (201, "Un brouillon zibeline")
    assert "no-store" in shown.headers["Cache-Control"]
    assert shown.headers["X-Robots-Tag"] == "noindex"
    assert ask(f"pages/{page.pk}").json()["title"] == "Publié"


@pytest.mark.parametrize(("scopes", "status"), [((), 401), (("read",), 403)])
def test_only_a_key_with_that_scope_makes_one(scopes: tuple[str, ...], status: int) -> None:
    secret = a_key(*scopes) if scopes else ""

    assert ask("previews", {"page": a_draft().pk}, secret=secret).status_code == status


def test_a_link_opens_no_other_site_and_ends() -> None:
    page = a_draft()
    token = ask("previews", {"page": page.pk}, secret=a_key("preview")).json()["token"]
    late = int((timezone.now() - timedelta(minutes=1)).timestamp())
    over = seal(PURPOSE, ["tne_02", page.pk, page.latest_revision_id, late])

    assert ask(f"previews/{token}", host="vosges.").status_code == 410
    assert ask(f"previews/{over}").status_code == 410
    assert ask(f"previews/{token}x").status_code == 410


def test_a_revision_of_another_page_is_not_shown() -> None:
    page, other = a_draft(), a_draft()
    data = {"page": page.pk, "revision": other.latest_revision_id}

    assert ask("previews", data, secret=a_key("preview")).status_code == 404
    until = int((timezone.now() + timedelta(hours=1)).timestamp())
    forged = seal(PURPOSE, ["tne_02", page.pk, other.latest_revision_id, until])
    assert ask(f"previews/{forged}").status_code == 404
