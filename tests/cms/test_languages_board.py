"""The status board: every page in every language, at a constant price."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from accounts.actions.grant_role import grant_role
from accounts.domain.roles import RoleKind
from cms.admin.languages import rows_of
from tests.accounts.factories import UserFactory
from tests.cms.factories import make_page

AISNE = {"host": "aisne.trousse.localhost"}


def states(page):
    return [cell.state for cell in rows_of([page], ["en", "ar"])[0]["cells"]]


def start(page, code="ar"):
    source, _created = TranslationSource.get_or_create_from_instance(page)
    locale = Locale.objects.get(language_code=code)
    translation = Translation.objects.create(source=source, target_locale=locale)
    translation.save_target(publish=False)
    return translation


def write(translation, kind):
    for segment in translation.source.stringsegment_set.all():
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={"data": f"{segment.string.data} ", "translation_type": kind},
        )


@pytest.fixture
def page(aisne):
    return make_page("Une page", summary="En deux mots.", body=[("text", "<p>Bonjour.</p>")])


def test_a_page_goes_from_missing_to_ready_and_late(page):
    seen = [states(page)]
    translation = start(page)
    seen.append(states(page))
    write(translation, "machine")
    seen.append(states(page))
    write(translation, "manual")
    translation.save_target(publish=False)
    translation.get_target_instance().get_latest_revision().publish()
    seen.append(states(page))
    page.title = "Un autre titre"
    page.save_revision().publish()
    page.refresh_from_db()
    seen.append(states(page))

    assert seen == [
        ["missing", "missing"],
        ["missing", "draft"],
        ["missing", "machine"],
        ["missing", "ready"],
        ["missing", "late"],
    ]


def test_the_board_costs_the_same_for_one_page_and_for_twenty(aisne, client, settings):
    settings.MFA_REQUIRED = False
    user = UserFactory()
    grant_role(user=user, kind=RoleKind.DEPARTMENT_COORDINATOR, tenant=aisne, by=None)
    client.force_login(user)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/admin/reports/langues/", headers=AISNE).status_code == 200
        return len(captured)

    queries()
    few = queries()
    for number in range(20):
        start(make_page(f"Page {number}", summary="Un."))

    queries()  # saved pages make the menus to be read again

    assert queries() <= few
    client.force_login(UserFactory())
    assert client.get("/admin/reports/langues/", headers=AISNE).status_code != 200
