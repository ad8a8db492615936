"""The collages that stand for a theme when a page has no photograph: a window 400 by 300.

The order of the lines is the order of the sheets, the furthest first.
"""

from collections.abc import Callable

from tools.scenes.figures import bird, hand, person, wave
from tools.scenes.paper import PAPERS, curve, cut, disc, leaf, polygon, sheet, star


def sea() -> list[str]:
    """A boat between two lines of waves."""
    return [
        disc(318, 70, 44, 42, "souci"),
        bird(96, 92, 0.62, "blanc"),
        bird(172, 66, 0.36, "blanc", flip=-1),
        wave(196, "bleu", height=14, crests=5),
        polygon([(120, 196), (292, 190), (262, 236), (152, 240)], "brique"),
        sheet(198, 70, 7, 124, "encre", wobble=1),
        polygon([(210, 66), (284, 176), (211, 184)], "blanc"),
        polygon([(192, 88), (193, 180), (134, 184)], "rose"),
        wave(226, "vert", height=16, crests=4, phase=1),
        wave(256, "encre", height=12, crests=5),
        leaf(58, 318, 92, 64, "menthe", lobes=3, lean=-8, seed=3),
        leaf(346, 322, 104, 70, "souci", lobes=3, lean=10, seed=5),
    ]


def garden() -> list[str]:
    """Three bushes on dark earth."""
    return [
        disc(70, 66, 40, 40, "brique"),
        sheet(-10, 232, 430, 80, "brun", wobble=5),
        sheet(-10, 262, 430, 60, "encre", wobble=6, seed=2),
        leaf(92, 246, 150, 104, "sapin", lobes=4, lean=-6, seed=4),
        leaf(204, 248, 196, 120, "vert", lobes=5, lean=3, seed=7),
        leaf(318, 246, 136, 96, "sapin", lobes=4, lean=9, seed=2),
        disc(150, 150, 16, 16, "souci", sides=7),
        disc(258, 122, 14, 15, "rose", sides=7),
        disc(352, 110, 13, 13, "blanc", sides=7),
        star(206, 50, 22, "brique", branches=8, hollow=0.6),
        disc(60, 268, 22, 12, "souci", sides=8),
        disc(250, 276, 26, 12, "rose", sides=8),
    ]


def night_sky() -> list[str]:
    """An observatory under the moon."""
    hills = [(-20, 310), (-10, 248), (80, 218), (190, 236), (300, 212), (420, 244), (424, 310)]
    return [
        disc(300, 84, 52, 52, "souci"),
        disc(322, 72, 44, 46, "encre"),
        star(80, 62, 20, "blanc"),
        star(168, 40, 12, "souci"),
        star(210, 110, 14, "ciel"),
        star(360, 170, 12, "blanc"),
        star(40, 150, 9, "rose"),
        curve(hills, "sapin", 0.8),
        sheet(128, 182, 118, 58, "blanc", wobble=3),
        cut("M124 184C130 118 242 116 250 182Z", "brique"),
        polygon([(178, 128), (196, 124), (252, 70), (240, 58)], "ciel"),
        sheet(176, 204, 24, 36, "encre", wobble=1),
        leaf(352, 300, 84, 58, "vert", lobes=3, lean=6, seed=5),
    ]


def stage() -> list[str]:
    """Two masks between curtains."""
    laughing = [
        (104, 92),
        (150, 78),
        (204, 88),
        (206, 150),
        (184, 204),
        (152, 216),
        (116, 196),
        (100, 144),
    ]
    crying = [
        (206, 128),
        (256, 112),
        (304, 126),
        (304, 190),
        (280, 236),
        (250, 246),
        (216, 226),
        (200, 178),
    ]
    return [
        cut("M-10 -10H120C104 90 92 190 20 310H-10Z", "brun"),
        cut("M410 -10H286C300 90 320 200 386 310H410Z", "brun"),
        cut("M-10 -10H70C64 90 50 170 -10 230Z", "brique"),
        cut("M410 -10H336C344 90 360 160 410 220Z", "brique"),
        sheet(30, 254, 340, 60, "encre"),
        curve(laughing, "souci", 0.9),
        curve(crying, "encre", 0.9),
        polygon([(122, 128), (146, 120), (148, 134), (128, 140)], "encre"),
        polygon([(168, 122), (190, 126), (186, 138), (168, 134)], "encre"),
        cut("M122 164C140 194 172 192 188 162C170 176 142 178 122 164Z", "brique"),
        polygon([(222, 164), (244, 156), (246, 170), (228, 174)], "rose"),
        polygon([(266, 158), (288, 162), (284, 174), (266, 170)], "rose"),
        cut("M224 216C240 194 268 194 284 212C264 204 244 206 224 216Z", "ciel"),
        star(256, 54, 20, "blanc"),
        star(150, 44, 12, "brique"),
    ]


def microphone() -> list[str]:
    """A microphone in the middle of its waves."""
    waves = [(190, "ciel"), (150, "blanc"), (114, "rose"), (80, "bleu")]
    body = [
        (166, 90),
        (182, 56),
        (216, 54),
        (234, 88),
        (236, 150),
        (220, 184),
        (184, 186),
        (166, 152),
    ]
    return [
        *(disc(200, 140, r, r * 0.96, paper, sides=12, wobble=0.03) for r, paper in waves),
        curve(body, "souci", 0.8),
        sheet(168, 100, 66, 8, "encre", wobble=1),
        sheet(168, 124, 68, 8, "encre", wobble=1),
        sheet(168, 148, 66, 8, "encre", wobble=1),
        cut("M146 140C148 220 254 222 256 138L244 138C240 204 162 204 158 140Z", "encre"),
        sheet(195, 204, 12, 50, "encre", wobble=1),
        polygon([(150, 262), (198, 246), (254, 264)], "encre"),
        sheet(-10, 262, 420, 50, "brique", wobble=5),
        leaf(46, 300, 90, 60, "sapin", lobes=3, lean=-8, seed=3),
        leaf(356, 304, 100, 64, "vert", lobes=3, lean=8, seed=5),
    ]


def mountains() -> list[str]:
    """Two summits, a yellow path, a tent."""
    meadow = [(-20, 310), (-10, 256), (90, 232), (200, 262), (310, 240), (424, 262), (424, 310)]
    trail = "M40 300C90 262 150 292 176 258S236 226 262 236L258 246C232 238 214 250 194 272S120 286 70 310Z"
    return [
        disc(84, 70, 38, 38, "brique"),
        polygon([(-20, 310), (118, 96), (236, 310)], "bleu"),
        polygon([(118, 96), (152, 158), (120, 146), (84, 150)], "blanc"),
        polygon([(120, 310), (262, 52), (424, 310)], "encre"),
        polygon([(262, 52), (306, 124), (268, 108), (224, 122)], "blanc"),
        curve(meadow, "sapin", 0.8),
        cut(trail, "souci"),
        polygon([(300, 250), (340, 196), (378, 252)], "brique"),
        polygon([(332, 252), (340, 222), (352, 252)], "encre"),
        bird(196, 62, 0.4, "blanc"),
    ]


def open_book() -> list[str]:
    """A plant growing out of a book."""
    return [
        cut("M52 230C110 196 166 204 200 234C236 202 292 196 350 228L344 276C290 250 238 256 200 286C162 258 108 252 58 278Z", "blanc"),
        cut("M52 230L58 278C108 252 162 258 200 286V298C160 270 108 266 46 292Z", "encre"),
        cut("M350 228L344 276C290 250 238 256 200 286V298C240 270 290 266 356 290Z", "encre"),
        leaf(200, 232, 170, 120, "sapin", lobes=4, lean=0, seed=6),
        bird(92, 112, 0.7, "blanc"),
        star(310, 86, 30, "brique"),
        disc(296, 160, 24, 22, "rose"),
        disc(120, 184, 16, 16, "bleu"),
        polygon([(60, 60), (84, 38), (96, 70)], "brique"),
    ]  # fmt: skip


def bread() -> list[str]:
    """A loaf and a pear on a table."""
    loaf = [(60, 214), (70, 130), (140, 92), (220, 96), (270, 138), (274, 212)]
    pear = [(318, 210), (290, 186), (298, 148), (318, 124), (326, 96), (340, 98), (344, 128), (366, 156), (366, 190), (344, 210)]  # fmt: skip
    return [
        sheet(-10, 206, 420, 110, "brique", wobble=5),
        curve(loaf, "souci", 0.9),
        polygon([(112, 128), (126, 124), (150, 160), (138, 166)], "brun"),
        polygon([(164, 112), (178, 112), (200, 152), (188, 156)], "brun"),
        polygon([(216, 122), (228, 126), (244, 164), (232, 166)], "brun"),
        curve(pear, "sapin", 0.9),
        polygon([(330, 96), (334, 66), (342, 68), (338, 98)], "brun"),
        leaf(350, 92, 54, 40, "vert", lobes=2, lean=58, seed=3),
        sheet(40, 222, 320, 16, "blanc", wobble=3),
        disc(80, 62, 30, 30, "blanc"),
    ]


def workshop() -> list[str]:
    """Two adults and a child around a screen."""
    return [
        disc(200, 130, 150, 120, "creme", wobble=0.08),
        person(118, 128, 1.05, coat="sapin", head="brun"),
        person(284, 124, 1.08, coat="rose", head="souci"),
        person(202, 140, 0.82, coat="ciel", head="brique"),
        sheet(20, 226, 360, 90, "encre"),
        polygon([(150, 222), (250, 220), (258, 228), (142, 230)], "blanc"),
        polygon([(160, 168), (244, 166), (252, 222), (150, 224)], "bleu"),
        polygon([(168, 176), (236, 174), (242, 214), (160, 216)], "nuage"),
        star(201, 196, 12, "souci"),
        sheet(300, 206, 44, 22, "souci", wobble=2),
        disc(74, 216, 16, 13, "brique"),
    ]


def hands() -> list[str]:
    """Three raised hands."""
    return [
        hand(112, 206, 1.5, "brique", turn=-18),
        hand(286, 204, 1.5, "encre", turn=16, flip=-1),
        hand(200, 190, 1.3, "sapin"),
        star(200, 46, 24, "souci"),
        disc(70, 60, 20, 20, "ciel"),
        disc(338, 64, 18, 18, "rose"),
        sheet(-10, 270, 420, 40, "souci", wobble=5),
    ]


def screen() -> list[str]:
    """A computer that shows a hill."""
    hill = [(140, 186), (146, 140), (176, 120), (200, 138), (226, 116), (258, 138), (262, 186)]
    return [
        sheet(90, 50, 220, 150, "encre", wobble=5),
        sheet(104, 64, 192, 122, "ciel", seed=1),
        sheet(60, 204, 280, 22, "blanc"),
        curve(hill, "sapin", 0.8),
        disc(258, 92, 18, 18, "souci"),
        sheet(-10, 240, 420, 70, "brique", wobble=5),
        leaf(38, 262, 104, 66, "souci", lobes=3, lean=-6, seed=4),
        hand(352, 244, 0.9, "souci", turn=8, flip=-1),
    ]


# File name (French, as in the address of the picture): background paper and drawing.
WINDOWS: dict[str, tuple[str, Callable[[], list[str]]]] = {
    "mer": ("ciel", sea),
    "jardin": ("menthe", garden),
    "ciel": ("encre", night_sky),
    "theatre": ("rose", stage),
    "radio": ("creme", microphone),
    "montagne": ("ciel", mountains),
    "livre": ("souci", open_book),
    "pain": ("ciel", bread),
    "atelier": ("menthe", workshop),
    "mains": ("creme", hands),
    "numerique": ("rose", screen),
}


def window(name: str) -> str:
    """Return one collage as a whole SVG file."""
    paper, draw = WINDOWS[name]
    ground = f'<rect width="400" height="300" fill="{PAPERS[paper]}"/>'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300" width="400" height="300"'
        f' preserveAspectRatio="xMidYMid slice">{ground}{"".join(draw())}</svg>\n'
    )
