"""Every kind of page of the library before the Nu HTML checker."""

from pathlib import Path

import pytest
from django.test import Client
from wagtail.models import Locale

from tests.resources.factories import make_resource
from tests.resources.test_pages import one_of_each
from tools import html_checker

HOST = "trousse.localhost"
ADVICE = ("Consider using", "Trailing slash on void elements")


def paths() -> list[str]:
    pages = one_of_each()
    twin = make_resource(transcript="<p>Bonjour.</p>", body=[("text", "<p>Bonjour.</p>")])
    arabic = twin.copy_for_translation(Locale.objects.get(language_code="ar"), copy_parents=True)
    arabic.title = "عنوان"
    arabic.save_revision().publish()
    return [*(page.url for page in pages), f"/deux-langues/{twin.pk}/ar/"]


@pytest.mark.vnu
def test_every_page_is_valid(national, client: Client, tmp_path: Path) -> None:
    files = []
    for number, path in enumerate(paths()):
        file = tmp_path / f"{number}.html"
        file.write_bytes(client.get(path, headers={"host": HOST}).content)
        files.append(file)

    found = [f for f in html_checker.check(files) if not f.message.startswith(ADVICE)]

    assert not found, "\n".join(f"{Path(f.file).name}:{f.line} {f.message}" for f in found)
