"""Every kind of public page is valid HTML, in French and in Arabic, judged by the Nu checker."""

from pathlib import Path

import pytest
from django.test import Client
from wagtail.models import Page

from tenants.context import in_tenant
from tests.accounts.factories import UserFactory
from tools import html_checker

pytestmark = [pytest.mark.django_db, pytest.mark.vnu]
SITES = {"national": "trousse.localhost", "tne_02": "aisne.trousse.localhost"}
# Beside the pages of the starter set, which are asked for one by one.
VIEWS = (
    "/recherche/?q=parents",
    "/recherche/?q=rien-de-tel",
    "/departements/",
    "/signaler/",
    "/lettre/",
    "/compte/connexion/",
    "/compte/inscription/",
    "/compte/mot-de-passe/oublie/",
    "/compte/textes/terms/",
    "/cette-page-n-existe-pas/",
)
OWN = (
    "/compte/",
    "/compte/profil/",
    "/compte/adresses/",
    "/compte/securite/",
    "/compte/notifications/",
)
# Advice that does not make a page invalid.
ADVICE = ("Consider using", "Trailing slash on void elements")


def paths_of_pages(schema: str) -> list[str]:
    """Return the path of every page of a site, without its host."""

    def paths() -> list[str]:
        urls = [page.get_url_parts() for page in Page.objects.live().filter(depth__gt=1)]
        return [parts[2] for parts in urls if parts and parts[2]]

    return in_tenant(schema, paths)


def save(folder: Path, client: Client, host: str, path: str) -> Path:
    response = client.get(path, headers={"host": host})
    assert response.status_code in {200, 404}, f"{host}{path}: {response.status_code}"
    name = f"{host}{path}".replace("/", "_").replace("?", "_")
    file = folder / f"{name}.html"
    file.write_bytes(response.content)
    return file


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_every_public_page_is_valid(prefix: str, tmp_path: Path) -> None:
    files = []
    for schema, host in SITES.items():
        visitor, member = Client(), Client()
        member.force_login(UserFactory())
        paths = [prefix + path for path in VIEWS]
        if not prefix:
            paths += paths_of_pages(schema)
        files += [save(tmp_path, visitor, host, path) for path in paths]
        files += [save(tmp_path, member, host, prefix + path) for path in OWN]

    found = [f for f in html_checker.check(files) if not f.message.startswith(ADVICE)]

    assert not found, "\n".join(f"{Path(f.file).name}:{f.line} {f.message}" for f in found)
