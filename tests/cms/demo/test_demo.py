"""The demonstration: credible on the day it is shown, and not written twice."""

from django.utils import timezone
from wagtail.models import Page

from cms.demo import build, registry, translate  # noqa: F401  they register their steps
from cms.demo.texts import departments
from cms.domain.identity import Pair, refusals
from cms.models import NewsPage, SiteSettings
from tenants.context import enter
from tenants.models import Tenant


def load(schema):
    tenant = Tenant.objects.get(schema_name=schema)
    with enter(tenant):
        for step in registry.steps():
            step.run(tenant, timezone.now())
        return Page.objects.count()


def test_loading_twice_writes_once(db):
    assert load("tne_02") == load("tne_02")


def test_the_nation_has_pages_in_three_languages(db, client):
    load("national")

    for path, words in (
        ("/parents/", "Trois façons"),
        ("/en/parents/", "Nobody is born"),
        ("/ar/", "من المقلمة"),
    ):
        answer = client.get(path, headers={"host": "trousse.localhost"})
        assert answer.status_code == 200
        assert words in answer.content.decode()


def test_news_are_recent_and_none_is_in_the_future(db):
    load("tne_88")

    with enter("tne_88"):
        dates = list(NewsPage.objects.values_list("published_at", flat=True))
        said = SiteSettings.objects.get()
    assert max(dates) <= timezone.now()
    assert (timezone.now() - max(dates)).days <= 2
    assert said.coordinator_name == "Anne Claudel"


def test_every_department_has_two_readable_colours():
    for department in departments.ALL:
        assert refusals(Pair(department.deep, department.flat)) == [], department.name


def test_french_texts_have_french_spaces(db):
    load("tne_02")

    with enter("tne_02"):
        texts = " ".join(NewsPage.objects.values_list("summary", flat=True))
    assert " ?" not in texts
    assert " :" not in texts.replace("\u00a0:", "")
