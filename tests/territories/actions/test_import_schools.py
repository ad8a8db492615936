import io
from datetime import date

import pytest

from territories.actions.import_schools import UnreadableDirectory, import_schools
from territories.models import Origin, School
from tests.territories.factories import (
    HEADER,
    LAC,
    OFFICE,
    TILLEULS,
    CommuneFactory,
    SchoolFactory,
)

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def communes(france):
    CommuneFactory(code="02408", name="Laon")
    CommuneFactory(code="80021", name="Amiens")


def directory(*lines, start=HEADER, end="\n"):
    return io.StringIO(end.join([start, *lines, ""]), newline="")


def imported(*lines, **options):
    return import_schools(directory(*lines), at=TODAY, **options)


def test_schools_are_written_and_offices_are_not():
    report = imported(TILLEULS, LAC, OFFICE)

    assert (report.created, report.updated, report.left_out, report.rejected) == (2, 0, 1, [])
    school = School.objects.get(pk="0020000P")
    assert (school.commune_id, school.department_id, school.origin) == ("02408", "02", "directory")
    assert school.labels == ["rep"]
    assert list(School.objects.matching("tilleuls")) == [school]


def test_a_commune_that_is_not_known_leaves_the_school_its_town():
    imported(LAC)

    school = School.objects.get()
    assert (school.commune, school.town, school.department_id) == (None, "Soissons", "02")


def test_a_second_import_updates_and_keeps_what_staff_said():
    imported(TILLEULS)
    new = SchoolFactory()
    School.objects.filter(pk="0020000P").update(own_labels=["eco_ecole"], successor=new)

    report = imported(TILLEULS.replace("Tilleuls", "Érables").replace("REP", ""))

    school = School.objects.get(pk="0020000P")
    assert (report.created, report.updated) == (0, 1)
    assert (school.name, school.labels, school.successor) == (
        "Collège des Érables",
        ["eco_ecole"],
        new,
    )


def test_a_bad_line_is_named_and_the_others_are_written():
    report = imported(
        TILLEULS,
        "0020001A;École du Lac;Ecole;Public;02200;02722;Soissons;",
        "too;short",
        LAC,
        LAC,
        "0999999C;École;Ecole;Public;99000;99100;Ailleurs;",
    )

    assert report.created == 2
    assert [rejected.line for rejected in report.rejected] == [3, 4, 6, 7]
    assert "5" in report.rejected[2].reason


def test_a_name_on_two_lines_does_not_shift_the_numbers():
    report = imported(
        TILLEULS.replace("Collège des", '"Collège\ndes').replace("Tilleuls", 'Tilleuls"'), "bad"
    )

    assert School.objects.get().name == "Collège des Tilleuls"
    assert [rejected.line for rejected in report.rejected] == [4]


@pytest.mark.parametrize(
    "options", [{"start": "\ufeff" + HEADER}, {"end": "\r\n"}, {"start": HEADER.upper()}]
)
def test_a_byte_order_mark_windows_lines_and_capitals_are_tolerated(options):
    report = import_schools(directory(TILLEULS, **options), at=TODAY)

    assert (report.created, report.rejected) == (1, [])


def test_empty_lines_are_nothing():
    assert imported("", TILLEULS, "").created == 1


@pytest.mark.parametrize("text", ["", "\n", "a;b\n1;2\n", "<html>"])
def test_another_file_is_refused_with_the_columns_it_lacks(text):
    with pytest.raises(UnreadableDirectory, match="identifiant_de_l_etablissement"):
        import_schools(io.StringIO(text), at=TODAY)


def test_a_quotation_mark_left_open_writes_nothing():
    broken = directory(TILLEULS, '0020001R;"École du Lac;Ecole;Public;02200;02722;Soissons;')

    with pytest.raises(UnreadableDirectory):
        import_schools(broken, at=TODAY)

    assert not School.objects.exists()


def test_another_encoding_writes_nothing():
    latin = io.TextIOWrapper(io.BytesIO(f"{HEADER}\n{TILLEULS}\n".encode("latin-1")), "utf-8")

    with pytest.raises(UnreadableDirectory, match="UTF-8"):
        import_schools(latin, at=TODAY)


def test_an_interruption_writes_nothing():
    def stop(line):
        if line == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        imported(TILLEULS, LAC, advance=stop)

    assert not School.objects.exists()


def test_the_number_of_queries_does_not_grow_with_the_lines(django_assert_max_num_queries):
    lines = [str(LAC.replace("0020001R", code)) for code in codes(60)]

    with django_assert_max_num_queries(9):
        imported(*lines)

    assert School.objects.count() == 60


def test_schools_that_left_the_directory_are_closed_when_asked():
    imported(TILLEULS, LAC)
    elsewhere = SchoolFactory(department_id="80", origin=Origin.DIRECTORY)
    typed = SchoolFactory(origin=Origin.STAFF)

    report = imported(TILLEULS, close_missing=True)

    assert report.closed == 1
    assert School.objects.get(pk="0020001R").closed_on == TODAY
    assert not School.objects.filter(pk__in=[elsewhere.pk, typed.pk], closed_on__isnull=False)


def test_no_school_is_closed_when_a_line_could_not_be_read():
    imported(TILLEULS, LAC)

    report = imported(TILLEULS, "bad", close_missing=True)

    assert report.closed == 0
    assert School.objects.open_on(TODAY).count() == 2


def test_an_invented_school_never_takes_the_code_of_a_real_one():
    imported(TILLEULS)

    report = imported(TILLEULS.replace("Tilleuls", "Érables"), origin=Origin.DEMO)

    assert len(report.rejected) == 1
    assert School.objects.get().name == "Collège des Tilleuls"


def codes(count):
    from territories.domain import uai

    return [str(uai.from_number(29_000 + number)) for number in range(count)]
