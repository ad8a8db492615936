import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from territories.domain import uai
from territories.models import School
from tests.territories.factories import HEADER, LAC, TILLEULS, CommuneFactory

TNE = {"02", "95", "13", "18", "2A", "25", "29", "971", "34", "38", "86", "88"}


@pytest.fixture
def laon(france):
    return CommuneFactory(code="02408", name="Laon")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "annuaire avec espace.csv"
    path.write_text(f"{HEADER}\n{TILLEULS}\nbad\n{LAC}\n", encoding="utf-8-sig")
    return path


def run(*arguments, **options):
    out, err = io.StringIO(), io.StringIO()
    call_command(*arguments, stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def test_the_import_says_what_it_did_and_which_lines_it_refused(laon, file):
    out, err = run("import_schools", str(file))

    assert "2 schools created" in out
    assert err.startswith("line 3: ")


def test_closing_is_refused_after_a_bad_line_and_says_so(laon, file):
    _out, err = run("import_schools", str(file), "--close-missing", "--at", "2026-08-31")

    assert "No school was closed" in err


def test_a_day_may_be_given_for_schools_that_left(laon, file):
    run("import_schools", str(file))
    file.write_text(f"{HEADER}\n{TILLEULS}\n")

    run("import_schools", str(file), "--close-missing", "--at", "2026-08-31")

    assert School.objects.get(pk="0020001R").closed_on == date(2026, 8, 31)


def test_many_bad_lines_are_counted_rather_than_printed(laon, file):
    file.write_text("\n".join([HEADER, *["bad"] * 80]))

    _out, err = run("import_schools", str(file))

    assert len(err.splitlines()) == 51
    assert "30" in err.splitlines()[-1]


@pytest.mark.django_db
def test_before_the_communes_the_import_says_what_to_run_first(file):
    with pytest.raises(CommandError, match="load_territories"):
        run("import_schools", str(file))


def test_a_missing_file_is_a_sentence(laon):
    with pytest.raises(CommandError, match=r"nowhere\.csv"):
        run("import_schools", "nowhere.csv")


@pytest.mark.django_db
def test_the_demo_has_invented_schools_with_valid_codes_in_every_tne_department():
    run("load_territories")
    out, _err = run("load_territories")
    assert "up to date" in out

    for _ in range(2):
        run("load_demo_schools")

    schools = School.objects.invented().select_related("commune")
    assert 150 <= len(schools) <= 250
    assert {school.department_id for school in schools} >= TNE
    for school in schools:
        assert uai.parse(school.uai).department == school.department_id
        assert school.commune is not None
        assert school.email.endswith(".example")
