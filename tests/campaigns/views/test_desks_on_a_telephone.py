"""The desks of money on a narrow screen: nothing is clipped where nobody can scroll to it."""

import pytest

from accounts.models import User
from tests.campaigns.bank import entry, shows
from tests.campaigns.gifts import open_campaign
from tests.campaigns.views.test_errand import browser as signed_in
from tests.chromium import browser, fetch, opened

pytestmark = [pytest.mark.chromium, pytest.mark.django_db]
OPEN = "for (const one of document.querySelectorAll('details')) one.open = true"
CLIPPED = """() => [...document.querySelectorAll('.w-header__title, main :is(input, .button)')]
  .filter(found => found.getBoundingClientRect().right > innerWidth)
  .map(found => found.outerHTML.slice(0, 80))"""


def clipped(path: str, by: User, chromium_path: str) -> list[str]:
    answers = fetch(signed_in(by), "trousse.localhost", path)
    with (
        browser(chromium_path) as started,
        opened(started, answers, width=360, scheme="light") as (page, _),
    ):
        page.evaluate(OPEN)
        return page.evaluate(CLIPPED)


def test_a_long_title_fits_on_a_telephone(till, treasurer, chromium_path):
    campaign = open_campaign(title="Les volcans et l’astronomie, anticonstitutionnellement")

    assert clipped(f"/admin/projets/{campaign.pk}/argent/", treasurer, chromium_path) == []


def test_what_a_line_of_the_bank_unfolds_fits_on_a_telephone(bank, treasurer, chromium_path):
    shows(entry("99.00", words="loyer"), treasurer)

    assert clipped("/admin/projets/virements/", treasurer, chromium_path) == []
