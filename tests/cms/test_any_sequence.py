"""After any story of real pages, the catalogue is what visitors may read: no more, none older."""

from collections.abc import Callable

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from wagtail.models import Locale, Page, PageViewRestriction

from cms.models import StandardPage
from search.catalogue import Entry
from tenants import provisioning
from tenants.context import enter
from tenants.models import Tenant, TenantState
from tests.cms.factories import home, make_page

SITE = "tne_02"
ROOT = 2  # depth of a home
which = st.integers(0, 20)
endings = st.sampled_from(("commit", "rollback"))


class Story(RuleBasedStateMachine):
    """Each rule is one transaction that is kept or rolled back, on a page that is there."""

    @initialize()
    def begin(self) -> None:
        self.story = transaction.atomic()
        self.story.__enter__()
        with enter(SITE):
            self.before = set(Page.objects.values_list("pk", flat=True))
            make_page("Une page")
        self.turn = 0

    def teardown(self) -> None:
        if hasattr(self, "story"):
            transaction.set_rollback(True)
            self.story.__exit__(None, None, None)

    def change(self, ending: str, work: Callable[[], object]) -> None:
        self.turn += 1
        with transaction.atomic(), enter(SITE):
            work()
            transaction.set_rollback(ending == "rollback")

    def pages(self) -> list[StandardPage]:
        rows = StandardPage.objects.exclude(pk__in=self.before).filter(alias_of=None)
        return list(rows.order_by("pk"))

    def some(self, number: int) -> StandardPage:
        found = self.pages()
        return found[number % len(found)]

    def has_pages(self) -> bool:
        with enter(SITE):
            return bool(self.pages())

    @rule(under=st.none() | which, live=st.booleans(), ending=endings)
    def write(self, under: int | None, ending: str, *, live: bool) -> None:
        def work() -> None:
            above = home() if under is None or not self.pages() else self.some(under)
            make_page(f"Page {self.turn}", under=above, live=live)

        self.change(ending, work)

    @precondition(has_pages)
    @rule(number=which, ending=endings)
    def publish(self, number: int, ending: str) -> None:
        def work() -> None:
            page = self.some(number)
            page.title, page.slug = f"Titre {self.turn}", f"titre-{self.turn}"
            page.save_revision().publish()

        self.change(ending, work)

    @precondition(has_pages)
    @rule(number=which, ending=endings)
    def draft(self, number: int, ending: str) -> None:
        def work() -> None:
            page = self.some(number)
            page.title = "En cours"
            page.save_revision()

        self.change(ending, work)

    @precondition(has_pages)
    @rule(number=which, ending=endings)
    def unpublish(self, number: int, ending: str) -> None:
        self.change(ending, lambda: self.some(number).unpublish())

    @precondition(has_pages)
    @rule(number=which, to=st.none() | which, ending=endings)
    def move(self, number: int, to: int | None, ending: str) -> None:
        def work() -> None:
            page = self.some(number)
            top = Page.objects.get(depth=ROOT, locale=page.locale)
            target = top if to is None else self.some(to)
            is_below = target.path.startswith(page.path)
            if target.locale_id == page.locale_id and not is_below:
                page.move(target, pos="last-child")

        self.change(ending, work)

    @precondition(has_pages)
    @rule(number=which, ending=endings)
    def translate(self, number: int, ending: str) -> None:
        def work() -> None:
            page, arabic = self.some(number), Locale.objects.get(language_code="ar")
            if not page.has_translation(arabic):
                page.copy_for_translation(arabic, copy_parents=True).save_revision().publish()

        self.change(ending, work)

    @precondition(has_pages)
    @rule(number=which, ending=endings)
    def shut(self, number: int, ending: str) -> None:
        def work() -> None:
            PageViewRestriction.objects.create(
                page=self.some(number), restriction_type="password", password="x"
            )

        self.change(ending, work)

    @rule(ending=endings)
    def open_all(self, ending: str) -> None:
        def work() -> None:
            for restriction in PageViewRestriction.objects.all():
                restriction.delete()

        self.change(ending, work)

    @precondition(has_pages)
    @rule(number=which, ending=endings)
    def delete(self, number: int, ending: str) -> None:
        self.change(ending, lambda: self.some(number).delete())

    @rule(ending=endings)
    def archive_or_reopen(self, ending: str) -> None:
        tenant = Tenant.objects.get(schema_name=SITE)
        is_open = tenant.state != TenantState.ARCHIVED
        work = provisioning.archive if is_open else provisioning.reopen
        self.change(ending, lambda: work(tenant))

    @invariant()
    def the_catalogue_is_what_visitors_may_read(self) -> None:
        with enter(SITE):
            mine = {str(page.translation_key) for page in self.pages()}
            public = {} if self.is_archived() else dict(map(said, filter(is_public, self.pages())))
        rows = Entry.objects.filter(schema=SITE, source="pages").exclude(key__in=self.keys_before())
        held = {(row.key, row.language): (row.title, row.url) for row in rows}

        assert {at[0] for at in held} <= mine
        assert held == public

    @staticmethod
    def is_archived() -> bool:
        return Tenant.objects.get(schema_name=SITE).state == TenantState.ARCHIVED

    def keys_before(self) -> list[str]:
        with enter(SITE):
            keys = Page.objects.filter(pk__in=self.before).values_list("translation_key", flat=True)
            return [str(key) for key in keys]


def is_public(page: Page) -> bool:
    """Read from the rows alone, page by page: published, and no password on the way to it."""
    way = Page.objects.filter(path__in=[page.path[: 4 * n] for n in range(1, page.depth + 1)])
    return page.live and not PageViewRestriction.objects.filter(page__in=way).exists()


def said(page: Page) -> tuple[tuple[str, str], tuple[str, str]]:
    steps = [page.path[: 4 * n] for n in range(ROOT + 1, page.depth + 1)]
    slugs = Page.objects.filter(path__in=steps).order_by("depth").values_list("slug", flat=True)
    language = page.locale.language_code
    root = "/" if language == "fr" else f"/{language}/"
    return (str(page.translation_key), language), (page.title, f"{root}{'/'.join(slugs)}/")


@pytest.mark.usefixtures("db", "aisne")
def test_the_catalogue_equals_what_visitors_may_read() -> None:
    run_state_machine_as_test(
        Story,
        settings=settings(
            max_examples=12,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
