"""Make the media of the demonstration: films, sounds, infographics and tool sheets.

    python -m tools.make_demo_media            # what is missing
    python -m tools.make_demo_media --all      # everything again

Texts come from `resources/demo/texts/*.toml`; the output goes to `resources/demo/media/` and is
committed: neither the product nor its installation runs this. Films are drawn by typst from the
collages of `static/scenes/`, two takes of each picture, spoken by espeak-ng, and put together by
ffmpeg (`apt install espeak-ng ffmpeg`). Captions carry the very words that are spoken, at their
own moments.
"""

import argparse
import io
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from PIL import Image
from tqdm import tqdm

ROOT = Path(__file__).parents[1]
settings.configure(BASE_DIR=ROOT)

from cms import pdf  # noqa: E402  it reads the settings above
from cms.pdf import prose  # noqa: E402  needs Django set up
from kernel.typography import french  # noqa: E402  needs Django set up
from resources.demo import texts  # noqa: E402  needs Django set up
from tools import demo_films  # noqa: E402  needs Django set up

MEDIA = ROOT / "resources" / "demo" / "media"
SCENES = ROOT / "static" / "scenes"
FOOT = "Trousse, texte et dessins de la démonstration, licence CC BY-SA 4.0"
COLOURS = 48
PPI = 128
MOST_BYTES = 15 * 1024 * 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="make again what exists")
    everything = parser.parse_args().all
    MEDIA.mkdir(exist_ok=True)
    wanted = [work for work in work_to_do() if everything or not (MEDIA / work["first"]).exists()]
    for work in tqdm(wanted, unit="media"):
        for name, content in work["make"]():
            (MEDIA / name).write_bytes(content)
    weight = sum(path.stat().st_size for path in MEDIA.iterdir())
    print(f"{len(list(MEDIA.iterdir()))} files, {weight / 1024 / 1024:.1f} MB")
    if weight > MOST_BYTES:
        raise SystemExit("More than 15 MB: make films shorter.")


def work_to_do() -> Iterator[dict[str, Any]]:
    """One piece of work for each item; `first` is a file that only its making writes."""
    for item in texts.infographics():
        yield {"first": f"{item['slug']}.png", "make": lambda item=item: infographic(item)}
    for item in texts.films():
        yield {"first": demo_films.name_of(item), "make": lambda item=item: film(item)}
    for item in [*texts.tools(), *texts.documents()]:
        yield {"first": f"{item['slug']}.pdf", "make": lambda item=item: [sheet(item)]}


def infographic(item: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    data = typeset(item) | {
        "kind": "Infographie",
        "points": [[french(part) for part in pair] for pair in item["points"]],
        "closing": french(item["closing"]),
    }
    files = {data["scene"]: (SCENES / data["scene"]).read_bytes()}
    yield f"{item['slug']}.pdf", pdf.typeset("infographic", data, files=files)
    drawn = pdf.picture("infographic", data, files=files, ppi=PPI)
    yield f"{item['slug']}.png", lighter(drawn)


def lighter(png: bytes) -> bytes:
    """Keep a few colours: paper has no more."""
    kept = io.BytesIO()
    image = Image.open(io.BytesIO(png)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
    return kept.getvalue()


def film(item: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    yield from demo_films.make(item, draw=partial(slide, item))


def slide(item: Mapping[str, Any], scene: str, take: int, title: str) -> bytes:
    data = {
        "scene": f"{scene}.svg",
        "take": take,
        "title": french(title),
        "theme": item["theme"],
    }
    drawing = (SCENES / data["scene"]).read_bytes()
    return pdf.picture("slide", data, files={data["scene"]: drawing}, ppi=72)


def sheet(item: Mapping[str, Any]) -> tuple[str, bytes]:
    """A tool sheet, or a questionnaire, on paper."""
    data = typeset(item) | {
        "kind": texts.KIND_NAMES[item["kind"]],
        "facts": [["Durée", french(f"{item['minutes']} min")]],
        "nodes": texts.as_nodes(item, prose),
        "licence": "",
    }
    return f"{item['slug']}.pdf", pdf.typeset("document", data)


def typeset(item: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": french(item["title"]),
        "lead": french(item["summary"]),
        "language": "fr",
        "theme": item["theme"],
        "scene": f"{item.get('scene', 'livre')}.svg",
        "authors": "Trousse",
        "foot": FOOT,
    }


if __name__ == "__main__":
    main()
