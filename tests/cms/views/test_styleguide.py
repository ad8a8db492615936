"""The style guide shows every component there is."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

TEMPLATES = Path(settings.BASE_DIR) / "templates"
COMPONENTS = sorted(path.name for path in (TEMPLATES / "components").glob("*.html"))
# What every page includes, and what a page of ours shows by being one.
AROUND = {"header.html", "footer.html", "meta.html", "htmx.html"}
WRAPPING = {"card", "notice", "panel", "dialog", "scroll"}


def shown() -> set[str]:
    """Follow the includes and the tags from the style guide."""
    seen: set[str] = set()
    parts = (TEMPLATES / "cms" / "styleguide").glob("*.html")
    waiting = [*parts, TEMPLATES / "cms" / "styleguide.html", TEMPLATES / "base.html"]
    while waiting:
        text = waiting.pop().read_text()
        names = set(re.findall(r'"components/(\w+\.html)"', text))
        names |= {f"{tag}.html" for tag in re.findall(r"{% (\w+) ", text) if tag in WRAPPING}
        waiting += [TEMPLATES / "components" / name for name in names - seen]
        seen |= names
    # `{{ form }}` is written by Django through these two.
    return seen | {"form.html", "field.html"}


@pytest.mark.parametrize("component", [name for name in COMPONENTS if name not in AROUND])
def test_every_component_is_in_the_style_guide(component: str) -> None:
    assert component in shown()


@pytest.mark.django_db
def test_the_style_guide_answers_and_stays_out_of_search_engines(client: Client) -> None:
    response = client.get("/styleguide/", headers={"host": "trousse.localhost"})

    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    html = response.content.decode()
    assert " style=" not in html
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "language", "direction"),
    [("/styleguide/", "fr", "ltr"), ("/ar/styleguide/", "ar", "rtl")],
)
def test_the_page_says_its_language_and_direction(
    client: Client, path: str, language: str, direction: str
) -> None:
    html = client.get(path, headers={"host": "aisne.trousse.localhost"}).content.decode()

    assert f'<html lang="{language}" dir="{direction}">' in html


@pytest.mark.django_db
def test_its_sample_pairs_are_served_as_a_style_sheet(client: Client) -> None:
    response = client.get("/styleguide/paires.css", headers={"host": "trousse.localhost"})

    assert response["Content-Type"] == "text/css"
    assert b'[data-pair="isere"]' in response.content
