"""A host leads to its site, to another host, or to a page that helps."""

import pytest
from django.test import Client

from tenants.models import Domain, Tenant

pytestmark = pytest.mark.django_db


def test_an_unknown_host_lists_the_sites(client: Client) -> None:
    response = client.get("/atelier/", headers={"host": "nowhere.trousse.localhost"})

    assert response.status_code == 404
    assert "http://aisne.trousse.localhost/" in response.content.decode()


@pytest.mark.parametrize("host", ["", "a b", "évil", "x" * 300, "trousse.localhost:99999"])
def test_a_host_that_is_none_is_a_page_not_an_error(client: Client, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code in {200, 400, 404}


def test_an_alias_redirects_to_the_main_address(client: Client) -> None:
    Domain.objects.create(
        domain="parents-aisne.example", tenant=Tenant.objects.get(code="02"), is_primary=False
    )

    response = client.get("/actualites/?page=2", headers={"host": "parents-aisne.example"})

    assert response.status_code == 301
    assert response["Location"] == "http://aisne.trousse.localhost/actualites/?page=2"


def test_a_moved_site_answers_at_once_at_its_new_address(client: Client) -> None:
    assert client.get("/", headers={"host": "laon.example"}).status_code == 404

    Domain.objects.create(
        domain="laon.example",
        tenant=Tenant.objects.get(code="02"),
        is_primary=False,
        redirects=False,
    )

    assert client.get("/", headers={"host": "laon.example"}).status_code == 200
