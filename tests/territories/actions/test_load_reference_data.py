import shutil

import pytest

from territories.actions.load_reference_data import (
    DATA,
    SOURCES,
    changed_sources,
    load_reference_data,
)
from territories.models import AcademyMembership, Commune, DataFile, Department
from tests.territories.factories import CommuneFactory


@pytest.fixture
def folder(tmp_path):
    """A copy of the small files that a test may spoil."""
    for source in SOURCES[:-1]:
        shutil.copy(DATA / source.name, tmp_path)
    return tmp_path


@pytest.mark.django_db
def test_the_shipped_files_load_and_then_have_nothing_to_say():
    rows = load_reference_data()

    assert rows > 37_000
    assert changed_sources() == []
    assert Commune.objects.current().count() == 34_963
    people = sum(
        row or 0
        for row in Commune.objects.current().with_point().values_list("population", flat=True)
    )
    assert people > 67_000_000  # nearly everybody lives in a commune with a point
    assert not Commune.objects.filter(part_of__part_of__isnull=False).exists()


@pytest.mark.django_db
def test_loading_twice_changes_nothing(folder):
    for _ in range(2):
        load_reference_data(SOURCES[:-1], folder=folder)

    assert Department.objects.count() == 107
    assert AcademyMembership.objects.count() == 110


@pytest.mark.django_db
def test_a_changed_file_alone_is_loaded_again(folder):
    load_reference_data(SOURCES[:-1], folder=folder)
    regions = folder / "regions.csv"
    regions.write_text(regions.read_text().replace("Bretagne", "Breizh"))

    changed = [source for source in changed_sources(DATA) if source.name != "communes.csv.gz"]
    assert changed == []
    (folder / "communes.csv.gz").write_bytes((DATA / "communes.csv.gz").read_bytes())
    assert [source.name for source in changed_sources(folder)] == ["regions.csv", "communes.csv.gz"]

    load_reference_data(SOURCES[:1], folder=folder)
    assert Department.objects.get(pk="29").region.name == "Breizh"


@pytest.mark.django_db
def test_a_row_that_left_the_file_stays(folder, france):
    mine = CommuneFactory(code="02999", name="Ancienne")

    load_reference_data(SOURCES[:-1], folder=folder)

    assert Commune.objects.get() == mine


@pytest.mark.django_db(transaction=False)
def test_a_broken_file_leaves_everything_as_it_was(folder):
    (folder / "holidays.csv").write_text(
        "zone,school_year,kind,starts_on,resumes_on,source\nA,x,,,,\n"
    )

    with pytest.raises(Exception, match="school_year"):
        load_reference_data(SOURCES[:-1], folder=folder)

    assert not Department.objects.exists()
    assert not DataFile.objects.exists()
