"""The script that makes communes.csv.gz, on a handful of places."""

import csv
import gzip

import pytest

from tools import build_territories_data as build


def commune(code, name, **facts):
    row = {
        "code": code, "name": name, "kind": "commune", "department": code[:2], "area": "76",
        "part_of": "", "postcodes": f"{code[:2]}000", "population": 1_000, "point": None,
        "precision": "",
    }  # fmt: skip
    return row | facts


def place(name, latitude, longitude, population=1_000):
    return {"names": [name], "area": "76", "population": population, "point": (latitude, longitude)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("L’Haÿ-les-Roses", "L'Hay les Roses"),
        ("Saint-Étienne", "St Etienne"),
        ("Le Havre", "Havre"),
        ("Œuilly", "Oeuilly"),
    ],
)
def test_two_spellings_of_a_name_are_one(one, other):
    assert build.plain_name(one) == build.plain_name(other)


def test_a_name_in_another_alphabet_is_none():
    assert build.plain_name("مدينة") == ""


def test_namesakes_in_one_region_go_to_the_nearest_department():
    rows = [
        commune("31555", "Toulouse"), commune("34172", "Montpellier"),
        commune("31001", "Aigues"), commune("34001", "Aigues"),
    ]  # fmt: skip
    places = [
        place("Toulouse", 43.6, 1.44),
        place("Montpellier", 43.61, 3.88),
        place("Aigues", 43.5, 3.7),
    ]

    build.match(rows, places)

    assert rows[3]["point"] == (43.5, 3.7)
    assert rows[2]["point"] is None


def test_a_place_far_from_its_postcode_is_another_s():
    rows = [commune(f"3100{n}", f"Lieu {n}", point=(43.6, 1.4 + n / 100)) for n in range(3)]
    rows.append(commune("31004", "Loin", point=(44.6, 1.4)))

    assert build.drop_namesakes(rows) == 1
    assert rows[-1]["point"] is None


def test_what_has_no_place_takes_the_middle_of_its_postcode_and_says_so():
    rows = [commune("31001", "A", point=(43.0, 1.0)), commune("31002", "B", point=(44.0, 2.0))]
    rows += [commune("31003", "C"), commune("31004", "D", postcodes="31999")]

    build.approximate(rows)

    assert (rows[2]["point"], rows[2]["precision"]) == ((43.5, 1.5), "approximate")
    assert rows[3]["point"] is None


def test_the_same_rows_give_the_same_bytes(tmp_path):
    rows = [commune("31001", "A", point=(43.0, 1.0)), commune("31002", "B")]

    for name in ("one", "two"):
        build.write_communes(rows, tmp_path / name)

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    with gzip.open(tmp_path / "one", "rt", encoding="utf-8") as file:
        written = list(csv.DictReader(file))
    assert [row["latitude"] for row in written] == ["43.0000", ""]
