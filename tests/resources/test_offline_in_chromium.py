"""A mallette taken home: unpacked, opened in Chromium without any network, it plays and reads."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from cms.models import Image
from resources.archives import archives_of
from resources.demo import texts
from tests.chromium import browser
from tests.resources.factories import make_kit, make_recording, make_resource, make_video
from tests.resources.test_archives import prepare

MEDIA = Path(texts.FOLDER).parent / "media"
STATE = """() => {
  const video = document.querySelector('video');
  return {
    seconds: video.duration,
    cues: [...video.textTracks].flatMap(track => [...(track.cues || [])]).map(cue => cue.text),
    language: video.textTracks[0].language,
    pictures: [...document.images].map(image => image.naturalWidth),
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  };
}"""


def a_kit():
    film = make_video(
        "Se connecter",
        recording=make_recording("film.mp4", (MEDIA / "premiere-connexion.mp4").read_bytes()),
        captions=(MEDIA / "premiere-connexion.vtt").read_text(),
    )
    picture = make_resource(
        "Une infographie",
        kind="infographic",
        image=Image.objects.create(
            title="Infographie",
            description="Quatre rubriques.",
            file=_stored("ent-mode-d-emploi.png"),
        ),
        full_text="<p>Les mêmes mots.</p>",
    )
    return prepare(make_kit("Une mallette", film, picture))


def _stored(name):
    return default_storage.save(f"original_images/{name}", io.BytesIO((MEDIA / name).read_bytes()))


@pytest.mark.chromium
def test_the_page_plays_and_shows_without_network(national, chromium_path, tmp_path):
    [archive] = archives_of(a_kit())
    with default_storage.open(archive.path) as file:
        zipfile.ZipFile(io.BytesIO(file.read())).extractall(tmp_path)
    asked: list[str] = []

    with browser(chromium_path) as started:
        context = started.new_context(viewport={"width": 360, "height": 800})
        context.set_offline(True)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto((tmp_path / "index.html").as_uri())
        page.locator("img").scroll_into_view_if_needed()
        page.wait_for_function("document.querySelector('video').readyState >= 1")
        page.wait_for_function("document.querySelector('track').readyState === 2")
        page.wait_for_function("document.images[0].naturalWidth > 0")
        state = page.evaluate(STATE)
        title = page.title()
        context.close()

    assert title.startswith("Une mallette")
    assert state["seconds"] == pytest.approx(29.5, abs=1)
    assert state["cues"][0] == "[Petite musique]"
    assert state["language"] == "fr"
    assert all(width > 0 for width in state["pictures"])
    assert state["wide"] <= 0
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert json.loads((tmp_path / "manifest.json").read_text())["title"] == "Une mallette"
