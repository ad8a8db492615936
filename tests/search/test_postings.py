import pytest
from django.db import connection, transaction

from search.catalogue import Entry
from search.postings import frequencies_of, write
from search.tables import Posting
from tenants.context import enter
from tests.search.things import publish

WORDS = "Des marées et des forêts autour de notre école"


def rows(columns: str) -> dict[int, tuple]:
    """Return these columns of all postings, by term."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT term, {columns} FROM public.search_posting")  # noqa: S608  our own
        return {term: values for term, *values in cursor.fetchall()}


def test_hundreds_of_terms_are_sent_as_one_text() -> None:
    terms = Entry._meta.get_field("terms")

    assert terms.get_db_prep_save([1, -2], connection) == "{1,-2}"
    assert terms.get_db_prep_value([1, -2], connection) == "{1,-2}"


@pytest.mark.usefixtures("things")
def test_what_an_entry_still_says_is_neither_locked_nor_written_again() -> None:
    with enter("tne_02"):
        publish("1", title="Cartes", body=WORDS, days=1)
        before = rows("xmin::text, xmax::text, ctid::text")
        with transaction.atomic():  # a transaction that locks a row leaves its number in it
            publish("1", title="Cartes", body=WORDS, days=2, url="/ailleurs/")

        assert rows("xmin::text, xmax::text, ctid::text") == before


@pytest.mark.usefixtures("things")
def test_one_word_for_another_writes_that_word_alone_and_all_is_as_if_new() -> None:
    said, at = "frequency, length, profile", "xmin::text, xmax::text, ctid::text"
    with enter("tne_02"):
        publish("1", title="Cartes", body=WORDS)
        before, where = rows(said), rows(at)
        with transaction.atomic():
            publish("1", title="Cartes", body=WORDS.replace("forêts", "plages"))
        after, there = rows(said), rows(at)

        assert len(before.keys() - after.keys()) == len(after.keys() - before.keys()) == 1
        assert {term: there[term] for term in before.keys() & after.keys()} == {
            term: where[term] for term in before.keys() & after.keys()
        }
        Entry.objects.all().delete()
        assert rows(said) == {}
        publish("1", title="Cartes", body=WORDS.replace("forêts", "plages"))
        assert rows(said) == after


@pytest.mark.usefixtures("things")
def test_what_was_taken_for_new_and_is_there_is_right_all_the_same() -> None:
    with enter("tne_02"):
        publish("1", title="Cartes", body=WORDS)
        said = rows("frequency, length, profile")
        Posting.objects.update(frequency=9)
        entry = Entry.objects.get()
        entry.frequencies, entry.is_new = frequencies_of(entry), True

        write([entry])

    assert rows("frequency, length, profile") == said
