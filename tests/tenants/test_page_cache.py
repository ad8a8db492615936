"""A public page is kept for those without a session, apart for each site."""

import re

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.middleware.csp import ContentSecurityPolicyMiddleware, get_nonce
from django.test import Client, RequestFactory
from wagtail.models import Page, PageViewRestriction, Site

from tenants.context import enter
from tenants.models import Tenant
from tenants.page_cache import VERSION, PageCache, forget_pages
from tests.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db
AISNE, VOSGES = {"host": "aisne.trousse.localhost"}, {"host": "vosges.trousse.localhost"}


@pytest.fixture(autouse=True)
def kept_pages(settings) -> None:
    settings.PAGE_CACHE_SECONDS = 60


def rename_home(tenant: str, title: str) -> None:
    """Behind everybody's back: no signal is sent."""
    with enter(tenant):
        home = Site.objects.get(is_default_site=True).root_page_id
        Page.objects.filter(pk=home).update(title=title, seo_title=title)


def test_a_kept_page_costs_no_query(client: Client, django_assert_num_queries) -> None:
    first = client.get("/", headers=AISNE)

    with django_assert_num_queries(0):
        second = client.get("/", headers=AISNE)

    assert without_nonce(second) == without_nonce(first)


def test_a_kept_page_is_not_shown_on_another_site(client: Client) -> None:
    client.get("/", headers=AISNE)

    assert "Vosges" in client.get("/", headers=VOSGES).content.decode()


def test_each_answer_has_a_nonce_of_its_own(aisne: Tenant) -> None:
    def view(request) -> HttpResponse:
        return HttpResponse(f'<script nonce="{get_nonce(request)}" src="/a.js"></script>')

    server = ContentSecurityPolicyMiddleware(PageCache(view))
    answers = []
    for _ in range(2):
        request = RequestFactory().get("/")
        request.tenant = aisne
        answers.append(server(request))

    first, second = answers
    assert nonces(first) == nonces_allowed(first) != set()
    assert nonces(second) == nonces_allowed(second) != nonces(first)


def test_a_made_up_port_poisons_no_kept_page(client: Client) -> None:
    """The page repeats the host and the port it was asked at: in its canonical address, say."""
    client.get("/", headers={"host": "aisne.trousse.localhost:6666"})

    assert ":6666" not in client.get("/", headers=AISNE).content.decode()


def test_made_up_parameters_do_not_fill_the_memory(client: Client) -> None:
    client.get("/?n=1", headers=AISNE)
    rename_home("tne_02", "Accueil refait")

    assert "Accueil refait" in client.get("/?n=1", headers=AISNE).content.decode()


def test_a_full_cache_brings_no_older_page_back(client: Client) -> None:
    client.get("/", headers=AISNE)
    rename_home("tne_02", "Accueil refait")
    with enter("tne_02"):
        forget_pages()
        cache.delete(VERSION)

    assert "Accueil refait" in client.get("/", headers=AISNE).content.decode()


def test_an_answer_of_the_api_that_one_has_already_is_not_sent_again(client: Client) -> None:
    first = client.get("/api/v1/site", headers=AISNE)

    again = client.get("/api/v1/site", headers=AISNE | {"If-None-Match": first.headers["ETag"]})
    other = client.get("/api/v1/site", headers=AISNE | {"If-None-Match": '"x"'})

    assert (again.status_code, again.content) == (304, b"")
    assert (other.status_code, other.content) == (200, first.content)


def test_a_key_is_judged_even_where_the_answer_is_kept(client: Client) -> None:
    client.get("/api/v1/site", headers=AISNE)

    answer = client.get("/api/v1/site", headers=AISNE | {"Authorization": "Bearer faux"})

    assert answer.status_code == 401


def test_somebody_signed_in_is_never_shown_a_kept_page(client: Client) -> None:
    client.get("/", headers=AISNE)
    client.force_login(UserFactory())
    rename_home("tne_02", "Accueil refait")

    assert "Accueil refait" in client.get("/", headers=AISNE).content.decode()


def test_a_page_that_hands_out_a_cookie_is_not_kept(client: Client) -> None:
    first = client.get("/signaler/", headers=AISNE)
    assert first.cookies

    again = Client().get("/signaler/", headers=AISNE)

    assert again.cookies


def test_forgetting_brings_the_new_page(client: Client, aisne: Tenant) -> None:
    client.get("/", headers=AISNE)
    rename_home("tne_02", "Accueil refait")
    assert "Accueil refait" not in client.get("/", headers=AISNE).content.decode()

    with enter("tne_02"):
        forget_pages()

    assert "Accueil refait" in client.get("/", headers=AISNE).content.decode()


def test_publishing_forgets_the_kept_pages(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    client.get("/", headers=AISNE)
    with enter("tne_02"), django_capture_on_commit_callbacks(execute=True):
        home = Site.objects.get(is_default_site=True).root_page.specific
        home.seo_title = "Accueil republié"
        home.save_revision().publish()

    assert "Accueil republié" in client.get("/", headers=AISNE).content.decode()


def test_a_page_made_private_is_gone_at_once(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    with enter("tne_02"):
        page = Page.objects.get(slug="actualites", locale__language_code="fr")
    assert client.get("/actualites/", headers=AISNE).status_code == 200

    with enter("tne_02"), django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert client.get("/actualites/", headers=AISNE).status_code == 302


def nonces(response) -> set[str]:
    return set(re.findall(r'nonce="([^"]+)"', response.content.decode()))


def nonces_allowed(response) -> set[str]:
    return set(re.findall(r"'nonce-([^']+)'", response["Content-Security-Policy"]))


def without_nonce(response) -> str:
    return re.sub(r'nonce="[^"]+"', "", response.content.decode())


def test_proxies_keep_one_page_for_all_who_are_not_signed_in(client: Client) -> None:
    for language in ("fr", "de"):
        page = client.get("/", headers={**AISNE, "accept-language": language})

        assert page.headers["Vary"] == "Cookie"
