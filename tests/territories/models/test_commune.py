import pytest
from django.db import IntegrityError, transaction

from territories.models import Commune, CommuneKind
from tests.territories.factories import CommuneFactory

pytestmark = pytest.mark.usefixtures("france")


@pytest.mark.parametrize(
    "typed", ["épinal", "EPINAL", "Épi", "l’hay", "L'Haÿ les", "hérouville-saint", "  Epinal  "]
)
def test_a_name_is_found_by_its_first_letters_however_typed(typed):
    for code, name in [
        ("88160", "Épinal"),
        ("94038", "L’Haÿ-les-Roses"),
        ("14327", "Hérouville-Saint-Clair"),
    ]:
        CommuneFactory(code=code, name=name)

    assert Commune.objects.starting_with(typed).count() == 1


def test_a_postcode_finds_its_communes_the_largest_first():
    CommuneFactory(code="02001", name="Petit", population=100, postcodes=["02000"])
    grand = CommuneFactory(code="02002", name="Grand", population=900, postcodes=["02000", "02010"])
    CommuneFactory(code="02003", name="Fondu", population=None, part_of=grand, kind="associated")

    found = [row.name for row in Commune.objects.starting_with("02000")]

    assert found == ["Grand", "Petit", "Fondu"]


@pytest.mark.parametrize("typed", ["", "  ", "-", "’"])
def test_nothing_typed_finds_nothing(typed):
    CommuneFactory()

    assert not Commune.objects.starting_with(typed).exists()


def test_a_merged_commune_is_answered_for_by_another():
    new = CommuneFactory(code="01015", name="Arboys en Bugey")
    old = CommuneFactory(code="01340", kind=CommuneKind.DELEGATED, part_of=new)

    assert old.today == new
    assert new.today == new
    assert list(Commune.objects.current()) == [new]


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": CommuneKind.DELEGATED},
        {"latitude": 49.5},
        {"latitude": 149.5, "longitude": 3.6},
    ],
)
def test_half_a_fact_is_refused(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        CommuneFactory(**wrong)
