"""Somebody who takes their agreement back by answering must reach a person."""

import pytest
from django.utils import timezone

from accounts.domain.roles import RoleKind
from cms.models import ContactPage, SiteSettings
from tenants.models import Mail
from tests.admin.conftest import AISNE, person
from tne_sites.actions.apply_as_parent import apply_as_parent
from tne_sites.actions.move_parent import move_parent
from tne_sites.domain.parents import ParentState
from tne_sites.models import ResourceParent

pytestmark = pytest.mark.django_db
KINDS = {"application-received", "application-accepted", "parent-welcome"}


def become_a_parent(email: str = "nadia@example.org", language: str = "fr") -> dict[str, Mail]:
    """From the application to the charter; return the messages to the person, by kind."""
    parent = apply_as_parent(
        name="Nadia", email=email, phone="+33612345678", commune_code="", school="", message="",
        language=language, consent_text="oui", at=timezone.now(),
    )  # fmt: skip
    assert isinstance(parent, ResourceParent)
    by = person(RoleKind.DEPARTMENT_COORDINATOR, AISNE)
    for target in (ParentState.CHARTER, ParentState.ACTIVE):
        now = timezone.now()
        move_parent(parent_id=parent.pk, target=target, by=by, on=now.date(), at=now)
    kept = Mail.objects.filter(to="nadia@example.org")
    return {mail.kind.removeprefix("tne_sites."): mail for mail in kept}


@pytest.mark.parametrize(
    ("coordinator", "contact", "reached"),
    [
        ("coordination@example.org", "equipe@example.org", "coordination@example.org"),
        ("", "equipe@example.org", "equipe@example.org"),
    ],
)
def test_an_answer_reaches_the_team(aisne, coordinator, contact, reached):
    SiteSettings.objects.update(coordinator_email=coordinator, contact_email=contact)

    mails = become_a_parent()

    assert {name: mail.reply_to for name, mail in mails.items()} == dict.fromkeys(KINDS, reached)
    assert not any("/contact/" in mail.text for mail in mails.values())


def test_without_an_address_of_the_team_the_contact_page_is_named(aisne):
    SiteSettings.objects.update(coordinator_email="", contact_email="")

    mails = become_a_parent()

    assert {mail.reply_to for mail in mails.values()} == {""}
    for name in ("application-received", "parent-welcome"):
        assert "aisne.trousse.localhost" in mails[name].text
        assert "/contact/" in mails[name].text


def test_the_contact_page_is_that_of_the_person_s_language(aisne):
    SiteSettings.objects.update(coordinator_email="", contact_email="")

    mails = become_a_parent(language="ar")

    assert f"{aisne.root_url}/ar/" in mails["application-received"].text


def test_without_a_contact_page_the_site_itself_is_named(aisne):
    SiteSettings.objects.update(coordinator_email="", contact_email="")
    ContactPage.objects.update(live=False)

    mails = become_a_parent()

    assert aisne.root_url in mails["parent-welcome"].text


def test_who_gave_no_address_is_not_written_to(aisne):
    assert not become_a_parent(email="")
