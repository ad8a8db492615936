"""The back office speaks the language of the account, whatever the browser asks."""

from django.utils import translation
from django.utils.translation import gettext

from accounts.domain.roles import RoleKind
from cms.admin.words import LANGUAGE
from tests.admin.conftest import AISNE, person, signed_in


def language_of(html: str) -> str:
    return html[html.index("<html") :].split('lang="')[1][:2]


def test_french_by_default(coordinator) -> None:
    html = coordinator.get("/admin/", headers={"accept-language": "en"}).content.decode()

    assert language_of(html) == "fr"


def test_the_language_of_the_account(db) -> None:
    user = person(RoleKind.DEPARTMENT_COORDINATOR, AISNE)
    user.language = "en"
    user.save()

    html = signed_in(user, AISNE).get("/admin/", headers={"accept-language": "fr"}).content.decode()

    assert language_of(html) == "en"


def test_wagtails_locale_is_a_language_in_french():
    """Its own French says “Région”; our catalogs come first."""
    with translation.override("fr"):
        assert {gettext(word) for word in LANGUAGE if "ocale" in gettext(word)} == set()
        assert gettext("Locale") == "Langue"
