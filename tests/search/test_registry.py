"""One promise each: what a transaction says of a thing is what everyone reads after its commit."""

import pytest
from django.core.checks import run_checks
from django.db import connection, transaction

from search import registry
from search.catalogue import Entry
from search.registry import Document, Facet, InvalidDocument, UnknownSource
from tenants import provisioning
from tenants.context import enter
from tenants.models import Tenant
from tests.search.things import NOON, document, publish, put

pytestmark = pytest.mark.usefixtures("things")


def titles() -> list[str]:
    return sorted(Entry.objects.values_list("title", flat=True))


def test_a_published_thing_has_an_entry_that_knows_its_site(aisne: Tenant) -> None:
    publish("1", title="Marée basse", summary="À Concarneau", facets={"theme": ["mer"]}, days=3)

    entry = Entry.objects.get()
    assert (entry.schema, entry.source, entry.key) == ("tne_02", "things", "1")
    assert entry.facets == ["department:02", "kind:thing", "language:fr", "theme:mer"]
    assert entry.published_at < NOON
    assert entry.folded_title == "maree basse"


def test_a_thing_may_be_about_another_department_than_its_site(aisne: Tenant) -> None:
    publish("1", facets={"department": ["80", "02"]})

    assert Entry.objects.get().facets[:2] == ["department:02", "department:80"]


def test_a_thing_that_is_no_longer_public_leaves(aisne: Tenant) -> None:
    publish("1")

    publish("1", is_public=False)

    assert titles() == []


def test_a_load_refreshes_once_what_it_touched_many_times(aisne: Tenant) -> None:
    with registry.refreshed_once():
        for title in ("Un", "Deux", "Trois"):
            publish("1", title=title)
        assert titles() == []

    assert titles() == ["Trois"]


def test_a_draft_never_enters(aisne: Tenant) -> None:
    publish("1", is_public=False)

    assert titles() == []


def test_withdrawing_removes_all_languages_whatever_the_source_says(aisne: Tenant) -> None:
    put("1", "fr")
    publish("1", "ar", title="المدرسة")

    registry.withdraw("things", "1")

    assert titles() == []


def test_a_rollback_leaves_no_trace(aisne: Tenant) -> None:
    publish("1", title="Avant")

    try_and_roll_back(lambda: publish("1", title="Jamais"))
    try_and_roll_back(lambda: publish("2", title="Jamais non plus"))
    try_and_roll_back(lambda: registry.withdraw("things", "1"))

    assert titles() == ["Avant"]


def try_and_roll_back(change) -> None:
    with transaction.atomic():
        change()
        transaction.set_rollback(True)


def test_a_change_of_words_makes_a_greater_version_and_no_change_none(aisne: Tenant) -> None:
    publish("1", title="Un")
    publish("2", title="Deux")
    first, other = Entry.objects.order_by("key").values_list("version", flat=True)

    publish("1", title="Un")
    unchanged = Entry.objects.get(key="1").version
    publish("1", title="Uns")

    assert unchanged == first < other < Entry.objects.get(key="1").version


def test_a_new_translation_is_known_to_the_other_languages(aisne: Tenant) -> None:
    publish("1", "fr")

    publish("1", "ar", title="المدرسة")

    assert set(map(tuple, Entry.objects.values_list("languages", flat=True))) == {("ar", "fr")}


def test_a_language_that_goes_is_forgotten_by_what_stays(aisne: Tenant) -> None:
    put("1", "ar", title="المدرسة")
    publish("1", "fr")

    removed = registry.withdraw_all("tne_02", language="ar")

    entry = Entry.objects.get()
    assert (removed, entry.languages) == (1, ["fr"])
    assert "language:ar" not in entry.facets


def test_the_same_key_in_two_sites_is_two_things(aisne: Tenant, vosges: Tenant) -> None:
    publish("1", title="Aisne")
    with enter(vosges):
        publish("1", title="Vosges")

    registry.withdraw("things", "1")

    assert titles() == ["Vosges"]


def test_an_archived_site_is_announced_nowhere_until_it_opens_again(aisne: Tenant) -> None:
    publish("1", title="Avant")

    provisioning.archive(aisne)
    publish("2", title="Pendant")
    hidden = titles()
    provisioning.reopen(aisne)

    assert (hidden, titles()) == ([], ["Avant", "Pendant"])


def test_what_postgresql_refuses_is_cleaned(aisne: Tenant) -> None:
    publish("1", title="Nul\x00 ici", body="\x00", card={"alt": ["a\x00b"], "n": 3})

    entry = Entry.objects.get()
    assert (entry.title, entry.card) == ("Nul  ici", {"alt": ["a b"], "n": 3})


def test_many_at_once_need_as_many_queries_as_a_few(
    aisne: Tenant, django_assert_num_queries
) -> None:
    for number in range(30):
        put(str(number))

    with django_assert_num_queries(9):
        registry.refresh_many("things", [str(number) for number in range(3)])
    with django_assert_num_queries(9):
        registry.refresh_many("things", [str(number) for number in range(3, 30)])

    assert len(titles()) == 30


def test_a_transaction_may_touch_any_number_of_things(aisne: Tenant) -> None:
    """Locks fill the server's memory: one for each thing would stop a large import or move."""
    for number in range(1_500):
        registry.refresh("things", str(number))

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")
        assert cursor.fetchone()[0] <= 512 + 1


def test_a_source_that_nobody_registered_is_named_in_the_error(aisne: Tenant) -> None:
    with pytest.raises(UnknownSource, match="nothing"):
        registry.refresh("nothing", "1")


def test_a_source_may_not_answer_for_keys_it_was_not_asked(aisne: Tenant) -> None:
    class Careless:
        name = "careless"

        def count(self) -> int:
            return 1

        def documents(self, keys=None):
            return [document("other")]

    registry.register(Careless())

    with pytest.raises(InvalidDocument, match="other"):
        registry.refresh("careless", "1")


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"url": "https://elsewhere.example/"},
        {"url": "//elsewhere.example/"},
        {"facets": {Facet.KIND: ["news"]}},
        {"published_at": NOON.replace(tzinfo=None)},
    ],
)
def test_a_document_that_cannot_be_held_is_refused(wrong: dict) -> None:
    right = {"key": "1", "language": "fr", "kind": "thing", "title": "T", "url": "/"}

    with pytest.raises(InvalidDocument):
        Document(**{**right, **wrong})


def test_two_sources_of_one_name_are_refused() -> None:
    class Other:
        name = "things"

        def count(self) -> int:
            return 0

        def documents(self, keys=None):
            return []

    with pytest.raises(ValueError, match="things"):
        registry.register(Other())


def test_a_public_type_without_source_fails_the_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_expected", [lambda: [Tenant, Entry]])
    registry.register(registry.find_source("things"), covers=[Tenant])

    errors = [error for error in run_checks(tags=["search"]) if error.id == "search.E001"]

    assert [error.obj for error in errors] == [Entry]
