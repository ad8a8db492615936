"""The back office of the library: forms of every type, report, bulk edit."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.domain.roles import RoleKind
from resources.models import ProjectSheetPage, ResourcePage
from resources.todos import LibraryTodos
from tests.resources.conftest import person
from tests.resources.factories import (
    make_link,
    make_recording,
    make_resource,
    make_sheet,
    make_video,
)
from tests.resources.test_pages import one_of_each

HOST = {"host": "trousse.localhost"}


def get(client, name, *args, query=""):
    return client.get(reverse(name, args=args, urlconf="config.urls") + query, headers=HOST)


def test_every_kind_of_page_has_a_form(desk):
    for page in one_of_each():
        assert get(desk, "wagtailadmin_pages:edit", page.pk).status_code == 200, page


def test_recordings_and_links_have_their_screens(desk):
    recording, link = make_recording(), make_link()

    for model, row in (("recording", recording), ("outsidelink", link)):
        assert get(desk, f"wagtailsnippets_resources_{model}:list").status_code == 200
        assert get(desk, f"wagtailsnippets_resources_{model}:add").status_code == 200
        assert get(desk, f"wagtailsnippets_resources_{model}:edit", row.pk).status_code == 200


def test_a_private_address_is_refused_in_the_form(desk):
    url = reverse("wagtailsnippets_resources_outsidelink:add", urlconf="config.urls")
    fields = {
        "title": "Ici",
        "url": "http://127.0.0.1/",
        "owner": "Nous",
        "subject": "french",
        "language": "fr",
    }

    answer = desk.post(url, fields, headers=HOST)

    assert "url" in answer.context["form"].errors


def test_the_report_names_what_is_missing(desk):
    complete = make_video("Complet", review_on=date(2099, 1, 1))
    make_resource("Sans licence", licence="", review_on=date(2099, 1, 1))
    make_resource("Jamais relu", body=[("text", "<p>A</p>")])

    everything = get(desk, "resources_admin:incomplete").content.decode()
    urgent = get(desk, "resources_admin:incomplete", query="?lacks=urgent").content.decode()
    sheet = get(desk, "resources_admin:incomplete", query="?export=xlsx")

    assert complete.title not in everything
    assert "Sans licence" in everything
    assert "Jamais relu" in everything
    assert "Sans licence" in urgent
    assert "Jamais relu" not in urgent
    assert sheet["Content-Type"].startswith("application/vnd.openxml")


def test_what_is_to_complete_waits_on_the_first_page(desk):
    make_resource("Sans licence", licence="")
    make_link(state="dead")

    lines = {
        todo.url.partition("?")[0].rsplit("/", 2)[1] for todo in LibraryTodos().todos(desk.user)
    }

    assert len(lines) == 2


def bulk(client, pages, **fields):
    url = reverse(
        "wagtail_bulk_action", args=["wagtailcore", "page", "edit_library"], urlconf="config.urls"
    )
    query = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"{url}?{query}&next=/admin/", fields, headers=HOST)


def test_many_pages_are_tagged_at_once(desk):
    pages = [make_video("Un", licence=""), make_sheet("Deux", licence="")]

    answer = bulk(desk, pages, licence="etalab", audiences=["parents"], review_on="2027-01-31")

    assert answer.status_code == 302
    for model in (ResourcePage, ProjectSheetPage):
        page = model.objects.get()
        assert (page.licence, page.audiences, page.review_on) == (
            "etalab",
            ["parents"],
            date(2027, 1, 31),
        )
        assert page.live
        assert not page.has_unpublished_changes


def test_an_unfinished_draft_never_goes_out_with_a_bulk_edit(desk):
    page = make_video("Public")
    page.title = "Brouillon"
    page.save_revision(user=desk.user)

    bulk(desk, [page], licence="etalab")

    page.refresh_from_db()
    assert (page.title, page.licence) == ("Public", "cc-by")
    latest = page.get_latest_revision_as_object()
    assert (latest.title, latest.licence) == ("Brouillon", "etalab")


def test_nothing_chosen_changes_nothing(desk):
    page = make_video()

    answer = bulk(desk, [page])

    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors()


def test_who_may_not_change_a_page_changes_none(national, client, settings):
    settings.MFA_REQUIRED = False
    page = make_video()
    client.force_login(person(RoleKind.FINANCE_OFFICER, national))

    bulk(client, [page], licence="etalab")

    page.refresh_from_db()
    assert page.licence == "cc-by"


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_a_review_is_late_on_its_day(national, days):
    from datetime import timedelta

    from resources import incomplete

    today = timezone.localdate()
    page = make_video(review_on=today + timedelta(days=days))

    late = incomplete.lacking(["review"], today=today)

    assert (page.pk in late.values_list("pk", flat=True)) == (days <= 0)
