"""Every kind of page passes axe and what axe cannot see, in French and in Arabic, light and dark.

Each page is drawn once; sizes, colours and spacing change under it. In Arabic no script is given to
the browser, so that everything is also judged as somebody without scripts has it.
"""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.test import Client, override_settings

from tests import chromium
from tests.accounts.factories import UserFactory
from tests.browser import look
from tests.browser.screens import every_screen
from tests.database import scratch_database

pytestmark = pytest.mark.chromium


@pytest.fixture(scope="module")
def found(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[tuple]:
    """The demonstration of two sites in a database of its own, and every screen of it."""
    folder = tmp_path_factory.mktemp("media")
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=folder),
        scratch_database("trousse_test_every_page"),
    ):
        call_command("load_demo", only=["02"], verbosity=0)
        visitor, member = Client(), Client()
        member.force_login(UserFactory())
        screens, lacking = every_screen(visitor, member)
        answers = {
            language: [
                (
                    screen,
                    chromium.fetch(
                        member if screen.is_signed_in else visitor, screen.host, screen.path
                    ),
                )
                for screen in listed
            ]
            for language, listed in screens.items()
        }
        yield answers, lacking


def test_every_kind_of_page_is_shown_by_the_demonstration(found) -> None:
    """Give the demonstration a page of the kind."""
    _answers, lacking = found

    assert "\n".join(lacking) == ""


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_page_is_accessible_in_every_state(found, chromium_path: str, language: str) -> None:
    answers, _lacking = found
    faults: dict[str, dict[str, object]] = {}

    with chromium.browser(chromium_path) as started:
        for screen, answer in answers[language]:
            is_sample = "styleguide" in screen.name
            told = look.faults(started, answer, is_sample=is_sample, is_quick=language != "fr")
            if told:
                faults[f"{screen.host}{screen.path} ({screen.name})"] = told

    assert faults == {}
