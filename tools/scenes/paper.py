"""Scissors and paper: the few cuts from which every drawing is made.

A cut is never quite straight. The wobble is random but seeded by the place of the shape, so the
same script always writes the same files and a diff shows only what was really redrawn.
"""

import math
import random
from collections.abc import Sequence

type Point = tuple[float, float]

PAPERS = {
    "encre": "#16204a",
    "sapin": "#0b5a3d",
    "vert": "#0f7650",
    "souci": "#f8b41c",
    "brique": "#d64a2a",
    "brun": "#98290f",
    "ciel": "#7cc4ea",
    "bleu": "#0b4d7c",
    "rose": "#f6a9bb",
    "pourpre": "#8c2350",
    "blanc": "#ffffff",
    "creme": "#fff1cc",
    "nuage": "#e0f1fb",
    "menthe": "#bfe3c8",
}


def rounded(points: Sequence[Point], tension: float = 0.5) -> str:
    """Join points by a closed curve, as scissors turning in thick paper."""
    count = len(points)
    path = [f"M{points[0][0]:.0f} {points[0][1]:.0f}"]
    for i in range(count):
        before, start = points[i - 1], points[i]
        end, after = points[(i + 1) % count], points[(i + 2) % count]
        leave = [start[k] + (end[k] - before[k]) * tension / 3 for k in (0, 1)]
        reach = [end[k] - (after[k] - start[k]) * tension / 3 for k in (0, 1)]
        path.append(
            f"C{leave[0]:.0f} {leave[1]:.0f} {reach[0]:.0f} {reach[1]:.0f} {end[0]:.0f} {end[1]:.0f}"
        )
    return "".join(path) + "Z"


def cut(path: str, paper: str) -> str:
    """Cut a shape out of one paper."""
    return f'<path fill="{PAPERS[paper]}" d="{path}"/>'


def curve(points: Sequence[Point], paper: str, tension: float = 0.5) -> str:
    """Cut a shape with soft turns."""
    return cut(rounded(points, tension), paper)


def polygon(points: Sequence[Point], paper: str) -> str:
    """Cut a shape with straight edges."""
    corners = " ".join(f"{x:.0f} {y:.0f}" for x, y in points)
    return cut(f"M{corners}Z", paper)


def sheet(
    x: float, y: float, width: float, height: float, paper: str, *, wobble: float = 4, seed: int = 0
) -> str:
    """Cut a rectangle whose corners are slightly off."""
    noise = random.Random(f"{x}{y}{width}{height}{seed}")  # noqa: S311 - a drawing, not a secret
    corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    off = [(noise.uniform(-wobble, wobble), noise.uniform(-wobble, wobble)) for _ in corners]
    return polygon(
        [(cx + dx, cy + dy) for (cx, cy), (dx, dy) in zip(corners, off, strict=True)], paper
    )


def disc(
    x: float, y: float, rx: float, ry: float, paper: str, *, sides: int = 9, wobble: float = 0.06
) -> str:
    """Cut a round shape by hand: a sun, a head, a berry."""
    noise = random.Random(f"{x}{y}{rx}0")  # noqa: S311 - a drawing, not a secret
    points = []
    for i in range(sides):
        angle, stretch = 2 * math.pi * i / sides, 1 + noise.uniform(-wobble, wobble)
        points.append((x + rx * stretch * math.cos(angle), y + ry * stretch * math.sin(angle)))
    return curve(points, paper, 1)


def star(
    x: float, y: float, radius: float, paper: str, *, branches: int = 5, hollow: float = 0.42
) -> str:
    """Cut a star; a hollow near 1 makes a flower."""
    noise = random.Random(f"{x}{y}{radius}0")  # noqa: S311 - a drawing, not a secret
    points = []
    for i in range(2 * branches):
        angle = math.radians(180 * i / branches - 90)
        reach = (radius if i % 2 == 0 else radius * hollow) * noise.uniform(0.9, 1.08)
        points.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
    return polygon(points, paper)


def leaf(
    x: float, y: float, height: float, width: float, paper: str,
    *, lobes: int = 4, lean: float = 0, seed: int = 1,
) -> str:  # fmt: skip
    """Cut the leaf of the house, lobes on both sides of a stem, growing from (x, y)."""
    right, left = _lobes(height, width, lobes, random.Random(seed))  # noqa: S311 - a drawing
    top = height * 0.86
    tip = [
        (width * 0.1, top + height * 0.05),
        (width * 0.085, top + height * 0.13),
        (0, top + height * 0.17),
        (-width * 0.085, top + height * 0.12),
        (-width * 0.1, top + height * 0.04),
    ]
    outline = [(width * 0.05, 0), *right, *tip, *reversed(left), (-width * 0.05, 0)]
    cosine, sine = math.cos(math.radians(lean)), math.sin(math.radians(lean))
    placed = [(x + px * cosine + py * sine, y + px * sine - py * cosine) for px, py in outline]
    return curve(placed, paper, 0.95)


def _lobes(
    height: float, width: float, lobes: int, noise: random.Random
) -> tuple[list[Point], list[Point]]:
    step = height * 0.86 / lobes
    thick = step * 0.62
    sides: dict[int, list[Point]] = {1: [], -1: []}
    for i in range(lobes):
        for side in (1, -1):
            foot = step * (i + 0.28) + side * step * 0.13
            swell = 0.66 + 0.34 * math.sin(math.pi * (i + 0.9) / (lobes + 0.9))
            reach = width / 2 * swell * noise.uniform(0.9, 1.12)
            rise = step * noise.uniform(0.42, 0.66)
            sides[side] += [
                (side * width * 0.07, foot),
                (side * reach * 0.5, foot + rise * 0.12),
                (side * reach * 0.88, foot + rise * 0.62),
                (side * reach * 1.02, foot + rise + thick * 0.35),
                (side * reach * 0.9, foot + rise + thick * 0.86),
                (side * reach * 0.66, foot + rise + thick * 0.62),
                (side * reach * 0.4, foot + thick * 1.02),
                (side * width * 0.085, foot + thick * 0.95),
            ]
    return sides[1], sides[-1]


def placed(
    shape: str, x: float, y: float, *, scale: float = 1, turn: float = 0, flip: int = 1
) -> str:
    """Move, turn and size a shape that was cut around the origin."""
    rotation = f" rotate({turn:g})" if turn else ""
    return f'<g transform="translate({x:g} {y:g}){rotation} scale({scale * flip:g} {scale:g})">{shape}</g>'
