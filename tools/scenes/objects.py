"""The pencil case, the logo and the small drawings: shapes on no ground, so they also live at night.

Ink on a dark page would vanish: `night()` gives it the lighter ink of the dark theme, inside the
file, because a picture cannot read the colours of the page that shows it.
"""

from tools.scenes.figures import bird, hand
from tools.scenes.paper import PAPERS, cut, disc, leaf, placed, polygon, sheet, star

NIGHT_INK = "#46569f"
NIGHT_PAPER = "#f5f2ea"
TILE = "M3 6C28 2 60 3 77 7 79 30 78 52 76 73 52 77 26 76 4 74 1 52 2 28 3 6Z"


def drawing(view_box: str, *shapes: str) -> str:
    """Wrap shapes into a file without a ground."""
    width, height = view_box.split()[2:]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view_box}"'
        f' width="{width}" height="{height}">{"".join(shapes)}</svg>\n'
    )


def night(file: str, ink: str = NIGHT_INK) -> str:
    """Let every shape of ink follow the reader's light or dark preference."""
    style = f"<style>@media (prefers-color-scheme:dark){{.i{{fill:{ink}}}}}</style>"
    head, rest = file.split(">", 1)
    return f"{head}>{style}" + rest.replace(
        f'fill="{PAPERS["encre"]}"', f'class="i" fill="{PAPERS["encre"]}"'
    )


def pencil_case() -> str:
    """The picture of the home page: everything a class needs comes out of the case."""
    teeth = [
        polygon(
            [(110 + i * 44, 452 - 2 * (i % 3)), (128 + i * 44, 450), (126 + i * 44, 470), (111 + i * 44, 471)],
            "souci" if i % 2 else "blanc",
        )
        for i in range(12)
    ]  # fmt: skip
    file = drawing("-44 4 812 656", *_contents(), *_case_front(), *teeth, *_case_patches())
    return night(file)


def _contents() -> list[str]:
    """Back to front, what sticks out."""
    tilted = sheet(276, 250, 40, 240, "encre", wobble=3) + polygon(
        [(274, 256), (318, 250), (296, 200)], "rose"
    )
    return [
        disc(560, 120, 92, 92, "souci", sides=11, wobble=0.05),
        leaf(132, 470, 330, 210, "sapin", lobes=6, lean=-16, seed=11),
        leaf(610, 480, 270, 180, "vert", lobes=5, lean=16, seed=8),
        polygon([(250, 70), (420, 40), (440, 210), (268, 236)], "ciel"),
        star(345, 138, 66, "blanc", hollow=0.44),
        sheet(384, 190, 46, 300, "brique", wobble=3),
        polygon([(380, 196), (434, 188), (408, 128)], "creme"),
        polygon([(399, 156), (418, 153), (408, 128)], "encre"),
        f'<g transform="rotate(-13 300 400)">{tilted}</g>',
        hand(214, 330, 1.5, "rose", turn=-14),
        hand(508, 334, 1.35, "encre", turn=15, flip=-1),
        bird(120, 112, 1.0, "brique"),
        bird(486, 44, 0.55, "encre", flip=-1),
        disc(470, 236, 34, 33, "rose"),
        star(592, 278, 36, "brique", branches=8, hollow=0.62),
        disc(58, 262, 24, 24, "ciel"),
        polygon([(312, 268), (360, 262), (350, 330), (308, 338)], "souci"),
    ]


def _case_front() -> list[str]:
    return [
        cut("M84 452C200 434 540 430 652 448C668 512 660 584 630 640C470 658 240 660 108 642C78 586 70 510 84 452Z", "brique"),
        cut("M72 440C220 418 540 414 664 436L660 486C540 466 210 470 78 490Z", "encre"),
    ]  # fmt: skip


def _case_patches() -> list[str]:
    return [
        polygon([(640, 448), (708, 470), (700, 496), (636, 478)], "souci"),
        cut("M150 540C230 506 268 596 350 556S480 520 570 566L566 606C480 566 430 596 360 604S220 566 148 596Z", "rose"),
        disc(586, 536, 20, 20, "souci"),
        disc(142, 618, 13, 13, "ciel"),
    ]  # fmt: skip


def logo(*, case: str = "brique", pencil: str = "souci") -> str:
    """The mark: a case, a ruler, a pencil and a leaf. A department's own is drawn by the page."""
    return drawing(
        "0 0 64 60",
        cut("M12 6 24 3 25 34 14 35Z", "ciel"),
        cut("M40 36C32 28 34 24 40 24 34 18 37 13 42 14 38 6 44 1 47 2 51 3 52 9 50 14 55 13 58 18 52 24 58 25 59 30 50 37Z", "vert"),
        cut("M26 12 31 1 37 12 37 36 27 36Z", pencil),
        cut("M3 33C20 29 44 29 61 32 63 42 61 51 57 58 40 60 22 60 7 58 3 50 1 41 3 33Z", case),
        cut("M2 31C20 27 46 27 62 30L61 37C44 34 20 34 3 38Z", "encre"),
    )  # fmt: skip


def kind_video() -> str:
    return drawing(
        "0 0 80 80", cut(TILE, "encre"), polygon([(30, 22), (59, 40), (31, 59)], "souci")
    )


def kind_audio() -> str:
    bars = [
        polygon([(14 + i * 11, 40 - h), (21 + i * 11, 42 - h), (20 + i * 11, 40 + h), (14 + i * 11, 38 + h)], "pourpre")
        for i, h in enumerate((8, 20, 28, 14, 22, 9))
    ]  # fmt: skip
    return drawing("0 0 80 80", cut(TILE, "rose"), *bars)


def kind_sheet() -> str:
    lines = [
        polygon([(20, y), (62 - (10 if y > 55 else 0), y - 1), (62 - (10 if y > 55 else 0), y + 4), (20, y + 5)], "encre")
        for y in (34, 46, 58)
    ]  # fmt: skip
    page = cut("M10 4 58 3 74 20 73 76 9 77Z", "ciel")
    return drawing("0 0 80 80", page, polygon([(58, 3), (74, 20), (56, 21)], "blanc"), *lines)


def kind_game() -> str:
    dots = [(24, 24), (56, 25), (40, 41), (24, 57), (56, 57)]
    return drawing("0 0 80 80", cut(TILE, "souci"), *(disc(x, y, 8, 8, "encre") for x, y in dots))


def kind_link() -> str:
    """A page elsewhere: an arrow leaving its sheet."""
    arrow = polygon(
        [(26, 46), (46, 26), (34, 25), (35, 17), (62, 18), (61, 46), (53, 46), (52, 34), (32, 53)], "encre"
    )  # fmt: skip
    return drawing("0 0 80 80", cut(TILE, "menthe"), arrow)


def kind_kit() -> str:
    """A mallette: several things in one case."""
    return drawing(
        "0 0 80 80",
        polygon([(16, 12), (34, 8), (37, 46), (18, 48)], "ciel"),
        leaf(56, 50, 46, 32, "vert", lobes=3, lean=8, seed=5),
        polygon([(38, 16), (46, 2), (52, 16), (52, 48), (39, 48)], "souci"),
        cut("M4 42C24 37 58 37 77 41 79 54 77 66 72 75 50 78 28 78 9 75 3 65 1 54 4 42Z", "brique"),
        cut("M3 39C26 34 56 34 78 38L77 47C56 43 25 43 4 48Z", "encre"),
    )


def door_give() -> str:
    return drawing("0 0 120 120", hand(62, 66, 0.78, "encre", turn=10), star(84, 26, 22, "brique"))


def door_find() -> str:
    return drawing(
        "0 0 120 120",
        polygon([(14, 26), (78, 18), (84, 98), (20, 104)], "blanc"),
        polygon([(36, 18), (100, 24), (96, 104), (32, 98)], "bleu"),
        leaf(66, 92, 66, 46, "souci", lobes=3, seed=5),
    )


def band_garden() -> str:
    """Two leaves and a sun, cropped by the edge of a pale band."""
    return drawing(
        "0 0 300 300",
        leaf(120, 330, 300, 180, "bleu", lobes=5, lean=-8, seed=21),
        leaf(224, 340, 210, 140, "rose", lobes=4, lean=12, seed=5),
        disc(70, 70, 30, 30, "souci"),
    )


def leaf_tall() -> str:
    """A mask for the footer: the page gives the colour."""
    return drawing("0 0 240 300", leaf(90, 310, 270, 150, "encre", lobes=6, lean=-6, seed=4))


def leaf_small() -> str:
    return drawing("0 0 240 300", leaf(178, 312, 190, 120, "encre", lobes=4, lean=8, seed=9))


def empty_case() -> str:
    """Nothing here yet: the case is open, one dashed sheet is still to be cut."""
    dashed = (
        f'<path fill="none" class="l" stroke="{PAPERS["encre"]}" stroke-width="4" stroke-dasharray="12 9"'
        ' d="M92 22 168 14 178 96 100 104Z"/>'
    )
    style = f"<style>@media (prefers-color-scheme:dark){{.l{{stroke:{NIGHT_PAPER}}}}}</style>"
    case = placed(
        cut("M4 42C24 37 58 37 77 41 79 54 77 66 72 75 50 78 28 78 9 75 3 65 1 54 4 42Z", "brique")
        + cut("M3 39C26 34 56 34 78 38L77 47C56 43 25 43 4 48Z", "encre"),
        20, 20, scale=2.6,
    )  # fmt: skip
    return night(
        drawing(
            "0 0 240 220",
            style,
            dashed,
            leaf(64, 130, 120, 80, "vert", lobes=4, lean=-14, seed=4),
            case,
        )
    )


def torn_page() -> str:
    """For error pages: a page torn in two, and the bird that leaves with a piece of it."""
    return night(
        drawing(
            "0 0 400 260",
            polygon([(60, 40), (196, 26), (178, 74), (204, 112), (172, 152), (196, 200), (168, 236), (74, 244)], "ciel"),
            polygon([(232, 30), (330, 44), (338, 240), (206, 236), (236, 196), (210, 150), (242, 110), (214, 72)], "rose"),
            *(polygon([(88, y), (158, y - 3), (158, y + 6), (88, y + 9)], "encre") for y in (84, 116, 148)),
            *(polygon([(258, y), (312, y + 2), (312, y + 11), (258, y + 9)], "encre") for y in (84, 116, 148)),
            leaf(40, 258, 120, 80, "vert", lobes=4, lean=-10, seed=4),
            star(354, 214, 30, "souci"),
            bird(206, 34, 0.62, "brique"),
        )
    )  # fmt: skip
