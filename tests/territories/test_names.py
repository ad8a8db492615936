import pytest

from territories.names import department_names

pytestmark = pytest.mark.django_db


def test_every_department_has_a_name_whether_it_has_a_site_or_not(
    django_assert_num_queries,
) -> None:
    names = department_names()

    assert names["44"] == "44 Loire-Atlantique"
    assert list(names)[:2] == ["01", "02"]
    with django_assert_num_queries(0):
        assert department_names() == names
