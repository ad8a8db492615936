"""Whatever editors do, and in whatever order, the catalogue is what is public: no more, no less."""

from collections.abc import Callable
from contextlib import suppress

from django.db import transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from search import registry
from search.catalogue import Entry
from tenants.context import enter
from tests.search.things import drop, put

type Public = dict[tuple[str, str], str]

keys, languages = st.sampled_from(["one", "two"]), st.sampled_from(["fr", "ar"])
titles = st.sampled_from(["Marée", "Forêt", "École"])
steps = st.tuples(
    st.sampled_from(["publish", "hide", "drop"]), keys, languages, titles, st.booleans()
)


class Undone(Exception):
    """The transaction is rolled back."""


def act(what: str, key: str, language: str, title: str) -> Callable[[Public], Public]:
    """Do it to the app's own rows and tell the catalogue; return what it does to a plain dict."""
    if what == "drop":
        drop(key)
    else:
        put(key, language, is_public=what == "publish", title=title, url=f"/{title}/")
    registry.refresh("things", key)

    def expected(public: Public) -> Public:
        kept = {at: said for at, said in public.items() if at != (key, language)}
        if what == "drop":
            return {at: said for at, said in public.items() if at[0] != key}
        return kept | ({(key, language): title} if what == "publish" else {})

    return expected


def empty() -> None:
    for key in ["one", "two"]:
        drop(key)
        registry.refresh("things", key)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(steps, max_size=8))
def test_the_catalogue_is_what_is_public(things: None, done) -> None:
    public: Public = {}
    with enter("tne_02"):
        empty()
        for what, key, language, title, is_undone in done:
            with suppress(Undone), transaction.atomic():
                expected = act(what, key, language, title)
                if is_undone:
                    raise Undone
                public = expected(public)

        found = {(row.key, row.language): row.title for row in Entry.objects.all()}
        for row in Entry.objects.all():
            assert row.languages == sorted(lang for key, lang in public if key == row.key)
            assert row.url == f"/{row.title}/"

    assert found == public
