"""Furnishes the sites of the demonstration.

Pages are recognised by their address: nothing is written twice.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from wagtail.models import Page

from cms import upkeep
from cms.demo import pieces
from cms.demo.registry import step
from cms.demo.texts import departments, national, news_departments, news_national
from cms.models import (
    BasePage,
    DepartmentHomePage,
    FaqPage,
    NationalHomePage,
    NewsIndexPage,
    NewsPage,
    PartnersPage,
    StandardPage,
)
from cms.planting import plant
from tenants.models import Tenant


@step("pages")
def load_pages(tenant: Tenant, at: datetime) -> None:
    """Write the pages and the news of one site."""
    with upkeep.together():
        if tenant.is_national:
            _national(at)
        else:
            _department(tenant, at)


def _national(at: datetime) -> None:
    home = NationalHomePage.objects.get(slug="accueil", locale__language_code="fr")
    _update(home, pieces.home_parts(national.HOME))
    _update(
        _page(home, "a-propos"),
        {"body": pieces.body(national.ABOUT), "summary": "Qui anime Trousse, et pour qui."},
    )
    _add(home, _national_pages())
    _news(home, news_national.NEWS, at)
    pieces.say_national()
    pieces.menus("fr")


def _national_pages() -> list[BasePage]:
    return [
        StandardPage(
            title="Parents",
            slug="parents",
            show_in_menus=True,
            audiences=["parents"],
            summary="Des ressources, des ateliers, des personnes, près de chez vous.",
            body=pieces.body(national.PARENTS),
        ),
        StandardPage(
            title="Professionnels et élus",
            slug="professionnels",
            audiences=["professionals", "authorities"],
            summary="Ce qui fait gagner du temps pour accueillir des parents.",
            body=pieces.body(national.PROFESSIONALS),
        ),
        FaqPage(
            title="Questions fréquentes",
            slug="questions",
            summary="Les réponses à ce que l’on nous demande le plus.",
            sections=pieces.sections(national.FAQ),
        ),
        PartnersPage(
            title="Partenaires",
            slug="partenaires",
            summary="Celles et ceux qui portent la plateforme et ouvrent leurs portes.",
            groups=pieces.partners(national.PARTNERS),
        ),
    ]


def _department(tenant: Tenant, at: datetime) -> None:
    known = {department.code: department for department in departments.ALL}
    department = known.get(tenant.code)
    if department is None:
        return
    home = DepartmentHomePage.objects.get(slug="accueil", locale__language_code="fr")
    for translated in DepartmentHomePage.objects.all():
        _update(translated, {"scene": department.scene})
    if department.headline:
        said = {"headline": department.headline, "cut_word": department.cut_word}
        _update(home, {"scene": department.scene, **said})
    pieces.say_department(department)
    number = departments.ALL.index(department)
    _news(home, news_departments.of(department.code, department.town, number), at)


def _news(home: Page, items: Iterable[Mapping[str, Any]], at: datetime) -> None:
    """Date each piece of news from today, so that the demonstration never looks abandoned."""
    index = NewsIndexPage.objects.child_of(home).get()
    pages = []
    for number, item in enumerate(items):
        moment = at - timedelta(days=item["days"], hours=number)
        pages.append(
            NewsPage(
                title=pieces.typeset(item["title"]),
                slug=item["slug"],
                published_at=moment,
                summary=pieces.typeset(item["summary"]),
                topics=item["topics"],
                audiences=item["audiences"],
                departments=item.get("departments", []),
                is_national=item.get("is_national", False),
                image=pieces.image(item["image"]) if item["image"] else None,
                body=pieces.body(item["body"]),
            )
        )
    _add(index, pages)


def _add(parent: Page, pages: Iterable[BasePage]) -> None:
    known = set(Page.objects.child_of(parent).values_list("slug", flat=True))
    parent.refresh_from_db()
    plant(parent, [page for page in pages if page.slug not in known])


def _page(home: Page, slug: str) -> Any:
    return Page.objects.child_of(home).get(slug=slug).specific


def _update(page: Any, changes: Mapping[str, Any]) -> None:
    for name, value in changes.items():
        setattr(page, name, value)
    page.save(clean=False)
