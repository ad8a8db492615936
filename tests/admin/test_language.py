"""The back office speaks the language of the account, whatever the browser asks."""

from accounts.domain.roles import RoleKind
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
