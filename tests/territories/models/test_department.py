from datetime import UTC, datetime

import pytest

from territories.domain import departments, uai
from territories.models import Department

pytestmark = pytest.mark.usefixtures("france")


def test_there_are_101_departments_and_six_collectivities():
    assert Department.objects.proper().count() == 101
    assert Department.objects.count() == 107


def test_every_department_that_a_school_code_names_exists():
    codes = {row.code for row in Department.objects.all()}

    assert {*uai.MAINLAND, *uai.OWN_PREFIXES.values()} == codes


def test_the_clock_in_the_data_is_the_clock_of_the_rule():
    for row in Department.objects.all():
        assert row.time_zone == departments.time_zone(row.code)


@pytest.mark.parametrize(
    ("code", "article", "of", "within"),
    [
        ("02", "l’Aisne", "de l’Aisne", "dans l’Aisne"),
        ("2A", "la Corse-du-Sud", "de la Corse-du-Sud", "en Corse-du-Sud"),
        ("25", "le Doubs", "du Doubs", "dans le Doubs"),
        ("38", "l’Isère", "de l’Isère", "en Isère"),
        ("75", "Paris", "de Paris", "à Paris"),
        ("88", "les Vosges", "des Vosges", "dans les Vosges"),
        ("95", "le Val-d’Oise", "du Val-d’Oise", "dans le Val-d’Oise"),
        ("971", "la Guadeloupe", "de Guadeloupe", "en Guadeloupe"),
        ("974", "La Réunion", "de La Réunion", "à La Réunion"),
    ],
)
def test_a_department_has_its_words_in_a_french_sentence(code, article, of, within):
    row = Department.objects.get(pk=code)

    assert (row.name_with_article, row.of_name, row.in_name) == (article, of, within)


def test_a_deadline_falls_on_another_day_overseas():
    late = datetime(2026, 6, 30, 23, tzinfo=UTC)

    days = {row.code: row.local_day(late).day for row in Department.objects.all()}

    assert (days["02"], days["973"], days["976"]) == (1, 30, 1)
