from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from territories.models import Label, School
from tests.territories.factories import SchoolFactory

pytestmark = pytest.mark.usefixtures("france")


@pytest.mark.parametrize("code", ["0240366A", "024036T", "0240366I"])
def test_the_database_refuses_a_code_whose_letter_is_wrong(code):
    with pytest.raises(IntegrityError), transaction.atomic():
        SchoolFactory(uai=code)


def test_a_form_refuses_it_with_a_sentence():
    school = SchoolFactory.build(uai="0240366A")

    with pytest.raises(ValidationError) as refusal:
        school.clean_fields()

    assert refusal.value.message_dict["uai"][0].endswith(".")


def test_a_school_is_open_between_its_dates():
    SchoolFactory(opened_on=date(2000, 9, 1), closed_on=date(2026, 8, 31))

    for day, is_open in [
        (date(2000, 8, 31), False),
        (date(2000, 9, 1), True),
        (date(2026, 8, 30), True),
        (date(2026, 8, 31), False),
    ]:
        assert School.objects.open_on(day).exists() == is_open


def test_a_closed_school_names_the_one_that_took_its_pupils():
    new = SchoolFactory()
    old = SchoolFactory(closed_on=date(2025, 8, 31), successor=new)

    assert list(new.predecessors.all()) == [old]


def test_a_school_cannot_follow_itself():
    school = SchoolFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        School.objects.filter(pk=school.pk).update(successor=school)


def test_labels_of_the_directory_and_of_staff_count_alike():
    official = SchoolFactory(official_labels=[Label.REP])
    own = SchoolFactory(own_labels=[Label.REP, Label.ECO_ECOLE])
    SchoolFactory()

    assert set(School.objects.labelled(Label.REP)) == {official, own}
    assert own.labels == ["eco_ecole", "rep"]


@pytest.mark.parametrize(
    "typed", ["tilleuls", "COLLEGE tilleuls laon", "laon", "002 0000 p", "0020000P"]
)
def test_a_school_is_found_by_code_name_or_town(typed):
    SchoolFactory(uai="0020000P")
    SchoolFactory(uai="0020001R", name="École du Lac", town="Soissons")

    assert [school.uai for school in School.objects.matching(typed)] == ["0020000P"]


@pytest.mark.parametrize("typed", ["", " ", "!?"])
def test_nothing_typed_finds_nothing(typed):
    SchoolFactory()

    assert not School.objects.matching(typed).exists()
