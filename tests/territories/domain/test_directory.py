from datetime import date

import pytest
from hypothesis import given, strategies as st

from territories.domain.directory import OPTIONAL, REQUIRED, BadLine, column_key, read_line

TODAY = date(2026, 11, 20)
COLLEGE = {
    "identifiant_de_l_etablissement": "0240366T",
    "nom_etablissement": "Collège des Tilleuls",
    "type_etablissement": "Collège",
    "statut_public_prive": "Public",
    "code_postal": "24000",
    "code_commune": "24322",
    "nom_commune": "Périgueux",
}


def read(**cells):
    return read_line(dict.fromkeys(OPTIONAL, "") | COLLEGE | cells, at=TODAY)


def test_the_least_that_a_line_may_say_is_a_school():
    school = read()

    assert (school.uai, school.kind, school.stage, school.sector) == (
        "0240366T", "college", "second", "public",
    )  # fmt: skip
    assert (school.department, school.point, school.labels) == ("24", None, ())


@pytest.mark.parametrize(
    ("written", "taught", "kind", "stage"),
    [
        ("Ecole", "maternelle", "nursery", "first"),
        ("Ecole", "elementaire", "elementary", "first"),
        ("Ecole", "maternelle elementaire", "primary", "first"),
        ("École", "", "primary", "first"),
        ("Lycée", "generale technologique", "lycee", "second"),
        ("Lycée", "professionnelle", "vocational-lycee", "second"),
        ("Lycée", "professionnelle technologique", "lycee", "second"),
        ("EREA", "", "erea", "second"),
        ("Médico-social", "", "specialised", "other"),
    ],
)
def test_the_kind_comes_from_the_type_and_what_is_taught(written, taught, kind, stage):
    columns = {column: "1" for column in OPTIONAL if column.split("_")[-1] in taught.split()}

    school = read(type_etablissement=written, **columns)

    assert (school.kind, school.stage) == (kind, stage)


@pytest.mark.parametrize(
    "office", ["Service Administratif", "Information et orientation", "Autre", ""]
)
def test_an_office_is_no_school(office):
    assert read(type_etablissement=office, identifiant_de_l_etablissement="nonsense") is None


@pytest.mark.parametrize(
    ("status", "contract", "sector"),
    [
        ("Public", "SANS OBJET", "public"),
        ("Privé", "CONTRAT D'ASSOCIATION TOUTES CLASSES", "private-under-contract"),
        ("Privé", "CONTRAT SIMPLE PARTIE DES CLASSES", "private-under-contract"),
        ("Privé", "HORS CONTRAT", "private"),
        ("PRIVE", "", "private"),
    ],
)
def test_the_sector_comes_from_the_status_and_the_contract(status, contract, sector):
    assert read(statut_public_prive=status, type_contrat_prive=contract).sector == sector


def test_labels_come_from_priority_education_and_vocational_courses():
    lycee = {"type_etablissement": "Lycée", "voie_professionnelle": "1", "voie_generale": "1"}

    assert read(appartenance_education_prioritaire="REP").labels == ("rep",)
    assert read(appartenance_education_prioritaire="REP+").labels == ("rep_plus",)
    assert read(**lycee).labels == ("vocational_lycee",)


@pytest.mark.parametrize(
    ("cells", "department"),
    [
        ({"code_departement": "02A", "code_commune": "2A004"}, "2A"),
        ({"code_departement": "971", "code_commune": "97105"}, "971"),
        ({"code_departement": "", "code_commune": "2b033"}, "2B"),
        ({"code_departement": "", "code_commune": "1004"}, "01"),
    ],
)
def test_the_department_is_read_in_the_ministry_s_spelling(cells, department):
    assert read(**cells).department == department


def test_a_zero_that_a_spreadsheet_ate_is_given_back():
    school = read(code_postal="2000", code_commune="2408")

    assert (school.postcode, school.commune) == ("02000", "02408")


def test_a_point_may_have_decimal_commas_and_may_be_absent():
    assert read(latitude="45,18", longitude="-0,72").point == (45.18, -0.72)
    assert read(latitude=" ", longitude="").point is None


def test_a_closed_school_without_a_date_closes_on_the_day_of_the_import():
    assert read(etat="FERMÉ").closed_on == TODAY
    assert read(etat="A FERMER").closed_on is None
    assert read(date_ouverture="1965-05-01", date_fermeture="31/08/2025").closed_on == date(
        2025, 8, 31
    )


def test_an_address_that_is_none_is_left_out():
    assert read(mail="ce.0240366t@ac-bordeaux.fr").email == "ce.0240366t@ac-bordeaux.fr"
    assert read(mail="voir le site").email == ""


@pytest.mark.parametrize(
    "cells",
    [
        {"identifiant_de_l_etablissement": "0240366A"},
        {"identifiant_de_l_etablissement": ""},
        {"nom_etablissement": "  "},
        {"statut_public_prive": "-"},
        {"code_postal": "F-24000"},
        {"latitude": "45.18"},
        {"latitude": "x", "longitude": "y"},
        {"latitude": "nan", "longitude": "inf"},
        {"latitude": "451.8", "longitude": "2"},
        {"date_ouverture": "1965"},
        {"date_ouverture": "31/02/1965"},
        {"date_ouverture": "2000-09-01", "date_fermeture": "1999-09-01"},
    ],
)
def test_a_line_that_makes_no_sense_is_refused_with_a_sentence(cells):
    with pytest.raises(BadLine) as refusal:
        read(**cells)

    assert str(refusal.value).endswith(".")


@given(st.dictionaries(st.sampled_from([*REQUIRED, *OPTIONAL]), st.text(max_size=40)))
def test_whatever_the_cells_hold_the_line_is_read_or_refused(cells):
    try:
        school = read(**cells)
    except BadLine:
        return
    assert school is None or len(school.name) <= 150


@pytest.mark.parametrize(
    "header", ["Code_commune", "code commune", "CODE-COMMUNE", " Code_Commune "]
)
def test_headers_differ_from_one_export_to_the_next(header):
    assert column_key(header) == "code_commune"
