"""The list of pages: what it says, what it can be narrowed to, what may be added."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from accounts.domain.roles import RoleKind
from cms.domain.taxonomy import Audience, Topic
from cms.models import DepartmentHomePage, NationalHomePage
from tenants.context import enter
from tests.admin.conftest import NATIONAL
from tests.cms.factories import home, make_image, make_news, make_page, news_index

TODAY = timezone.localdate()


@pytest.fixture
def pages(db) -> dict[str, int]:
    """Some pages of Aisne, each different from the others in one way."""
    with enter("tne_02"):
        found = {
            "late": make_page("Tardive", summary="Oui.", review_on=TODAY - timedelta(days=2)),
            "soon": make_page("Bientôt", summary="Oui.", review_on=TODAY + timedelta(days=9)),
            "bare": make_page("Nue", summary=""),
            "parents": make_page("Familles", summary="Oui.", audiences=[Audience.PARENTS]),
            "draft": make_page("Brouillonne", summary="Oui.", live=False),
            "news": make_news("Nouvelle", topics=[Topic.CULTURE]),
            "pictured": make_news("Illustrée", image=make_image()),
        }
        return {name: page.pk for name, page in found.items()} | {
            "home": home().pk,
            "index": news_index().pk,
        }


def listed(client, address: str) -> set[str]:
    response = client.get(address)
    assert response.status_code == 200
    return {page.title for page in response.context["object_list"]}


@pytest.mark.parametrize(
    ("asked", "there", "absent"),
    [
        ("review=late", "Tardive", "Bientôt"),
        ("review=soon", "Bientôt", "Tardive"),
        ("review=none", "Nue", "Tardive"),
        ("gap=summary", "Nue", "Bientôt"),
        ("gap=picture", "Nouvelle", "Illustrée"),
        ("audience=parents", "Familles", "Nue"),
        ("state=draft", "Brouillonne", "Nue"),
        ("state=live", "Nue", "Brouillonne"),
        ("locale=fr", "Nue", "Absente"),
    ],
)
def test_a_filter_finds_pages_of_every_type(coordinator, pages, asked, there, absent) -> None:
    found = listed(coordinator, f"/admin/pages/{pages['home']}/?search_all=1&{asked}")

    assert there in found
    assert absent not in found


@pytest.mark.parametrize("asked", ["review=x", "gap=x", "state=x", "audience=x", "locale=x"])
def test_a_filter_that_does_not_exist_breaks_nothing(coordinator, pages, asked) -> None:
    assert coordinator.get(f"/admin/pages/{pages['home']}/?{asked}").status_code == 200


def test_a_filter_and_a_search_go_together(coordinator, pages) -> None:
    address = f"/admin/pages/{pages['home']}/?search_all=1&review=late&q=tardive"

    assert coordinator.get(address).status_code == 200


def test_news_are_listed_by_date_with_their_topics_to_choose(coordinator, pages) -> None:
    with enter("tne_02"):
        make_news("Ancienne", days_ago=30)

    response = coordinator.get(f"/admin/pages/{pages['index']}/")

    titles = [page.title for page in response.context["object_list"]]
    assert titles[-1] == "Ancienne"
    assert listed(coordinator, f"/admin/pages/{pages['index']}/?topic=culture") == {"Nouvelle"}


def test_the_list_says_what_a_page_lacks(coordinator, pages) -> None:
    html = coordinator.get(f"/admin/pages/{pages['home']}/").content.decode()
    columns = coordinator.get(f"/admin/pages/{pages['home']}/").context["table"].columns

    assert {"audiences", "upkeep"} <= set(columns)
    assert str(TODAY.day) in html


def test_many_pages_cost_no_more_queries_than_few(coordinator, pages) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            coordinator.get(f"/admin/pages/{pages['home']}/")
        return len(seen)

    queries()
    few = queries()
    with enter("tne_02"):
        for number in range(6):
            make_page(f"Page {number}", audiences=[Audience.PARENTS], review_on=TODAY)

    assert queries() == few


def test_a_page_without_translation_may_be_translated_from_its_row(coordinator, pages) -> None:
    html = coordinator.get(f"/admin/pages/{pages['home']}/").content.decode()

    assert f"/admin/localize/submit/page/{pages['late']}/" in html


def test_only_types_of_the_site_are_offered(coordinator, at_desk, pages) -> None:
    with enter("tne_02"):
        root = Page.get_first_root_node().pk
    here = coordinator.get(f"/admin/pages/{root}/add_subpage/").context["page_types"]
    nation = at_desk(RoleKind.NATIONAL_ADMINISTRATOR, NATIONAL)
    there = nation.get(f"/admin/pages/{root}/add_subpage/", follow=True)

    names = {model for _name, _app, model, _about in here}
    assert NationalHomePage._meta.model_name not in names
    assert f"/{DepartmentHomePage._meta.model_name}/" not in there.content.decode()


def test_each_type_offered_says_what_it_is_for(coordinator, pages) -> None:
    offered = coordinator.get(f"/admin/pages/{pages['home']}/add_subpage/").context["page_types"]

    assert offered
    assert all(about for _name, _app, _model, about in offered)
