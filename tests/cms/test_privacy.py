"""A password given on one site opens nothing on another, though ids are the same everywhere."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Locale, PageViewRestriction

from cms import privacy
from tenants.context import enter
from tests.cms.factories import make_page

HOSTS = ("aisne.trousse.localhost", "vosges.trousse.localhost")


def protect(schema):
    """A protected page and its restriction; both have the same ids in both sites."""
    with enter(schema):
        with connection.cursor() as cursor:
            # Sequences go on where other tests left them.
            for table in ("wagtailcore_page", "wagtailcore_pageviewrestriction"):
                cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), 5000)")
        page = make_page("Réservé", slug="reserve")
        restriction = PageViewRestriction.objects.create(
            page=page, restriction_type="password", password="sesame"
        )
        return page.pk, restriction.pk


def unlock(client, page, restriction, host):
    url = f"/_util/authenticate_with_password/{restriction}/{page}/"
    return client.post(
        url, {"password": "sesame", "return_url": "/reserve/"}, headers={"host": host}
    )


def is_open(client, host):
    return b'type="password"' not in client.get("/reserve/", headers={"host": host}).content


@pytest.fixture
def protected(db):
    ids = protect("tne_02")
    assert ids == protect("tne_88"), "the leak needs equal ids"
    return ids


def test_a_password_opens_the_page_of_its_own_site_alone(protected, client):
    unlock(client, *protected, HOSTS[0])

    assert is_open(client, HOSTS[0])
    assert not is_open(client, HOSTS[1])


def test_without_the_schema_in_its_key_the_password_would_open_both(protected, client, monkeypatch):
    monkeypatch.setattr(
        PageViewRestriction, "passed_view_restrictions_session_key", "passed_page_view_restrictions"
    )

    unlock(client, *protected, HOSTS[0])

    assert is_open(client, HOSTS[1])


def test_the_key_of_a_collection_knows_its_site_too(db):
    with enter("tne_02"):
        restriction = CollectionViewRestriction(collection=Collection.get_first_root_node())
        first = restriction.passed_view_restrictions_session_key
    with enter("tne_88"):
        second = restriction.passed_view_restrictions_session_key

    assert first != second


def test_keeping_passwords_apart_twice_changes_nothing():
    before = PageViewRestriction.__dict__["passed_view_restrictions_session_key"]

    privacy.keep_passwords_apart()

    assert PageViewRestriction.__dict__["passed_view_restrictions_session_key"] is before


@pytest.fixture
def one_moment(monkeypatch):
    """A limit counts by windows of ten minutes: a test must not straddle two."""
    now = timezone.now()
    monkeypatch.setattr("kernel.ratelimit.timezone", SimpleNamespace(now=lambda: now))


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_password_is_not_tried_for_ever(protected, client, one_moment, prefix):
    page, restriction = protected
    url = f"{prefix}/_util/authenticate_with_password/{restriction}/{page}/"

    def attempt(password, host=HOSTS[0]):
        data = {"password": password, "return_url": "/reserve/"}
        return client.post(url, data, headers={"host": host})

    wrong = [attempt(str(number)).status_code for number in range(31)]
    right = attempt("sesame")

    assert wrong == [200] * 30 + [429]
    assert right.status_code == 429
    assert int(right["Retry-After"]) > 0
    assert attempt("sesame", HOSTS[1]).status_code == 302, "another site’s page is another one"


def test_the_password_of_a_collection_is_not_tried_for_ever(aisne, client, one_moment):
    collection = Collection.get_first_root_node().add_child(name="Réservée")
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password="sesame"
    )
    url = f"/documents/authenticate_with_password/{restriction.pk}/"

    answers = [
        client.post(url, {"password": "x", "return_url": "/"}, headers={"host": HOSTS[0]})
        for _ in range(31)
    ]

    assert [answer.status_code for answer in answers[-2:]] == [200, 429]


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_a_password_is_asked_for_on_a_page_of_ours_that_names_nothing(aisne, client, prefix):
    page = make_page("Réunion privée", slug="reunion", summary="Un secret bien gardé")
    if prefix:
        page = page.copy_for_translation(Locale.objects.get(language_code="ar"))
        page.save_revision().publish()
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type="password", password="sesame"
    )
    url = f"{prefix}/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"

    asked = client.get(page.url, headers={"host": HOSTS[0]})
    wrong = client.post(url, {"password": "x", "return_url": page.url}, headers={"host": HOSTS[0]})

    for answer in (asked, wrong):
        assert answer.status_code == 200
        assert 'id="contenu"' in answer.text
        assert f'<html lang="{prefix[1:] or "fr"}"' in answer.text
        assert "Réunion privée" not in answer.text
        assert "Un secret" not in answer.text
    assert 'role="alert"' in wrong.text


def test_so_is_that_of_a_folder(aisne, client):
    folder = Collection.get_first_root_node().add_child(name="Réservée")
    made = CollectionViewRestriction.objects.create(
        collection=folder, restriction_type="password", password="sesame"
    )

    asked = client.get(
        f"/documents/authenticate_with_password/{made.pk}/", headers={"host": HOSTS[0]}
    )

    assert 'id="contenu"' in asked.text
