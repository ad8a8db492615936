"""What national editors do with search, and what the report may show."""

import pytest
from django.test import Client, RequestFactory
from django.utils.timezone import localdate, now

from accounts.actions.grant_role import grant_role
from accounts.domain.roles import RoleKind
from search import asking, wording
from search.editorial import Asked, AskedBy, Promotion, WordingVersion
from tenants.context import enter
from tests.accounts.factories import UserFactory
from tests.search.things import publish

pytestmark = pytest.mark.usefixtures("things")
NATIONAL, AISNE = "trousse.localhost", "aisne.trousse.localhost"


@pytest.fixture(autouse=True)
def newest_words() -> None:
    wording.forget()
    yield
    wording.forget()


@pytest.fixture
def editor(db: None) -> Client:
    return signed_in(RoleKind.NATIONAL_EDITOR)


def signed_in(kind: RoleKind) -> Client:
    user = UserFactory()
    grant_role(user=user, kind=kind, tenant=None, by=None)
    client = Client(headers={"host": NATIONAL})
    client.force_login(user)
    return client


def results(client: Client, query: str, host: str = NATIONAL) -> str:
    return client.get(f"/recherche/?{query}", headers={"host": host}).content.decode()


@pytest.mark.parametrize("page", ["mots", "avant", "avant/nouveau", "bilan", "raisons"])
def test_pages_are_for_national_editors(editor: Client, page: str) -> None:
    assert editor.get(f"/admin/recherche/{page}/").status_code == 200
    assert signed_in(RoleKind.AUDITOR).get(f"/admin/recherche/{page}/").status_code != 200


def test_new_synonyms_serve_at_once_and_wrong_ones_are_refused(
    editor: Client, client: Client
) -> None:
    with enter("national"):
        publish("one", title="Le poney du manège")

    wrong = editor.post("/admin/recherche/mots/", {"synonyms": "seul", "stop_words": ""})
    right = editor.post("/admin/recherche/mots/", {"synonyms": "dada, poney", "stop_words": ""})

    assert wrong.status_code == 422
    assert right.status_code == 302
    assert WordingVersion.objects.count() == 1
    assert "manège" in results(client, "q=dada")


def test_a_promoted_result_comes_first_and_a_redirect_leads_away(
    editor: Client, client: Client
) -> None:
    said = {"schema": "", "title": "Notre aide", "url": "/aide/", "searches": "Aide\nAu secours"}

    assert editor.post("/admin/recherche/avant/nouveau/", said).status_code == 302
    assert "Notre aide" in results(client, "q=AIDE")
    assert "Notre aide" not in results(client, "q=aider")
    (first,) = client.get("/api/v1/things?q=aide", headers={"host": NATIONAL}).json()["promoted"]
    assert (first["title"], first["url"]) == ("Notre aide", f"http://{NATIONAL}/aide/")

    Promotion.objects.update(is_redirect=True)
    assert client.get("/recherche/?q=aide", headers={"host": NATIONAL}).url == "/aide/"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//elsewhere.example", "http://a.example"])
def test_a_promoted_address_is_ours_or_https(editor: Client, url: str) -> None:
    said = {"schema": "", "title": "Notre aide", "url": url, "searches": "aide"}

    assert editor.post("/admin/recherche/avant/nouveau/", said).status_code == 422


def test_a_search_of_few_people_is_shown_to_nobody(db: None) -> None:
    with enter("national"):
        for number in range(asking.LEAST_VISITORS):
            visitor = RequestFactory().get("/", headers={"user-agent": f"browser {number}"})
            asking.count(visitor, "Girafes ?", 0)
            asking.count(visitor, "girafes", 0)  # the same visitor counts once
            if number:
                asking.count(visitor, "rare", 3)

    (row,) = asking.report("visitors")
    assert row["text"] == "girafes"
    assert row["visitors"] == row["without_result"] == asking.LEAST_VISITORS


def test_the_report_names_sites_and_may_keep_to_one(editor: Client) -> None:
    for schema, text in (("tne_02", "girafes"), ("tne_88", "zèbres")):
        Asked.objects.create(
            month=localdate().replace(day=1), schema=schema, text=text, visitors=9, clicks=1
        )

    both = editor.get("/admin/recherche/bilan/").text
    one = editor.get("/admin/recherche/bilan/?site=tne_02&ordre=clicks").text

    assert ("girafes" in both, "zèbres" in both) == (True, True)
    assert ("girafes" in one, "zèbres" in one) == (True, False)
    assert "<td>Aisne</td>" in one
    assert '<option value="clicks" selected>' in one


@pytest.mark.parametrize("text", ["a@example.org", "06 12 34 56 78", "0612345678", " "])
def test_what_looks_like_somebody_is_not_counted(db: None, text: str) -> None:
    asking.count(RequestFactory().get("/"), text, 0)

    assert not Asked.objects.exists()


def test_digests_of_past_months_are_forgotten(db: None) -> None:
    old = localdate().replace(day=1, year=localdate().year - 1)
    AskedBy.objects.create(month=old, digest="x")
    Asked.objects.create(month=old, schema="national", text="rare", visitors=1)

    asking.forget(now())

    assert not AskedBy.objects.exists()
    assert not Asked.objects.exists()


def test_reasons_name_what_each_result_holds(editor: Client) -> None:
    with enter("national"):
        publish("one", title="Une marée", body="La marée basse")

    page = editor.get("/admin/recherche/raisons/?q=maree+basse").content.decode()

    assert "fr:mare" in page
    assert "Une marée" in page


def test_opening_a_result_counts_once_a_visitor(client: Client) -> None:
    for _ in range(2):
        answer = client.post("/recherche/ouvert/", {"q": "marée"}, headers={"host": AISNE})

    assert answer.status_code == 204
    assert Asked.objects.get().clicks == 1
