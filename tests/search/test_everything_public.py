"""After any story, the catalogue is the set of public things: no more, no less, none older."""

from collections.abc import Callable

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from search import rebuild, registry
from search.catalogue import Entry
from search.listings import EVERY_LANGUAGE, Query, walk
from search.rebuild import Unit
from tenants.context import enter
from tests.search.things import drop, put

SITES = ("national", "tne_02", "tne_88")
sites, keys = st.sampled_from(SITES), st.sampled_from("abc")
languages = st.sampled_from(("fr", "ar"))
visibilities = st.sampled_from(("network", "site"))
endings = st.sampled_from(("commit", "rollback"))

type Thing = tuple[str, str, str]  # site, key, language
type Said = tuple[str, str]  # title, visibility


class Story(RuleBasedStateMachine):
    """Each rule is one transaction that is kept or rolled back; the model is what was kept."""

    @initialize()
    def begin(self) -> None:
        self.story = transaction.atomic()
        self.story.__enter__()
        self.public: dict[Thing, Said] = {}
        self.turn = 0

    def teardown(self) -> None:
        if hasattr(self, "story"):
            transaction.set_rollback(True)
            self.story.__exit__(None, None, None)

    def change(self, site: str, ending: str, work: Callable[[], None]) -> bool:
        with transaction.atomic(), enter(site):
            work()
            transaction.set_rollback(ending == "rollback")
        return ending == "commit"

    @rule(site=sites, key=keys, language=languages, visibility=visibilities, ending=endings)
    def publish(self, site: str, key: str, language: str, visibility: str, ending: str) -> None:
        self.turn += 1
        title = f"Titre {self.turn}"

        def work() -> None:
            put(key, language, title=title, visibility=visibility)
            registry.refresh("things", key)

        if self.change(site, ending, work):
            self.public[site, key, language] = (title, visibility)

    @rule(site=sites, key=keys, language=languages, ending=endings)
    def make_private(self, site: str, key: str, language: str, ending: str) -> None:
        def work() -> None:
            put(key, language, is_public=False)
            registry.refresh("things", key)

        if self.change(site, ending, work):
            self.public.pop((site, key, language), None)

    @rule(site=sites, key=keys, ending=endings)
    def delete(self, site: str, key: str, ending: str) -> None:
        def work() -> None:
            registry.withdraw("things", key)
            drop(key)

        if self.change(site, ending, work):
            for language in ("fr", "ar"):
                self.public.pop((site, key, language), None)

    @rule(site=sites)
    def rebuild(self, site: str) -> None:
        tally = rebuild.rebuild(Unit(site, "things"))

        assert (tally.written, tally.removed) == (0, 0)

    @invariant()
    def the_catalogue_is_what_is_public(self) -> None:
        rows = Entry.objects.values_list("schema", "key", "language", "title", "visibility")

        assert {row[:3]: row[3:] for row in rows} == self.public

    @invariant()
    def every_language_knows_the_others(self) -> None:
        for schema, key, known in Entry.objects.values_list("schema", "key", "languages"):
            there = {at[2] for at in self.public if at[:2] == (schema, key)}
            assert set(known) == there

    @invariant()
    def each_site_sees_what_is_for_all_and_its_own(self) -> None:
        for site in (*SITES, "public"):
            with enter(site):
                seen = {card.title for card in walk(Query(language=EVERY_LANGUAGE, per_page=2))}
            assert seen == {
                title
                for (home, _, _), (title, visibility) in self.public.items()
                if visibility == "network" or home == site
            }


@pytest.mark.both_databases
def test_the_catalogue_equals_the_set_of_public_things(things: None) -> None:
    run_state_machine_as_test(
        Story,
        settings=settings(
            max_examples=25,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
