from django.db import connection

from search.catalogue import Entry


def test_hundreds_of_terms_are_sent_as_one_text() -> None:
    terms = Entry._meta.get_field("terms")

    assert terms.get_db_prep_save([1, -2], connection) == "{1,-2}"
    assert terms.get_db_prep_value([1, -2], connection) == "{1,-2}"
