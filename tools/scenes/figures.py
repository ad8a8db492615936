"""What comes back from one drawing to the next: a bird, a hand, somebody, the sea."""

from tools.scenes.paper import Point, curve, cut, disc, placed

BIRD: list[Point] = [
    (-60, 4), (-38, -8), (-18, -2), (-14, -30), (8, -58), (22, -60), (20, -30), (30, -10),
    (52, -16), (70, -8), (56, 2), (36, 18), (8, 22), (-20, 16), (-44, 20),
]  # fmt: skip
HAND: list[Point] = [
    (-22, 60), (-24, 18), (-46, -8), (-54, -28), (-44, -34), (-30, -20), (-20, -14), (-26, -52),
    (-24, -74), (-13, -74), (-9, -52), (-6, -26), (-3, -62), (1, -86), (12, -84), (12, -58),
    (10, -26), (17, -56), (24, -74), (34, -70), (31, -48), (24, -18), (34, -36), (43, -46),
    (50, -39), (44, -20), (34, 4), (26, 22), (24, 60),
]  # fmt: skip
SHOULDERS: list[Point] = [
    (-44, 110), (-42, 50), (-30, 18), (-8, 6), (14, 8), (34, 22), (44, 54), (46, 110),
]  # fmt: skip


def bird(x: float, y: float, size: float, paper: str, *, flip: int = 1) -> str:
    """A dove, flying to the right unless flipped."""
    return curve([(x + flip * px * size, y + py * size) for px, py in BIRD], paper, 0.9)


def hand(x: float, y: float, size: float, paper: str, *, turn: float = 0, flip: int = 1) -> str:
    """An open hand, raised."""
    return placed(curve(HAND, paper, 0.95), x, y, scale=size, turn=turn, flip=flip)


def person(x: float, y: float, size: float, *, coat: str, head: str) -> str:
    """Somebody seen from the waist: never a face, never a colour of skin."""
    return placed(
        curve(SHOULDERS, coat, 0.8) + disc(2, -24, 25, 30, head, wobble=0.04), x, y, scale=size
    )


def wave(y: float, paper: str, *, height: float, crests: int, phase: int = 0) -> str:
    """A strip of sea across a window 400 wide."""
    step = 440 / crests
    path = [f"M-20 {y}"]
    for i in range(crests):
        x = -20 + i * step
        rise, fall = (1.4, 1.3) if i % 2 == phase else (0.6, 0.5)
        end = y + (4 if i % 2 else -3)
        path.append(
            f"C{x + step * 0.3:.0f} {y - height * rise:.0f}"
            f" {x + step * 0.62:.0f} {y - height * fall:.0f} {x + step:.0f} {end}"
        )
    return cut("".join(path) + f"V{y + 140}H-20Z", paper)
