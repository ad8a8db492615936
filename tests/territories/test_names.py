from territories.models import Department
from territories.names import department_names


def test_every_department_has_a_name_whether_it_has_a_site_or_not(
    france, django_assert_num_queries
) -> None:
    names = department_names()

    assert names["02"] == "02 Aisne"
    assert list(names) == sorted(Department.objects.values_list("code", flat=True))
    with django_assert_num_queries(0):
        assert department_names() == names
