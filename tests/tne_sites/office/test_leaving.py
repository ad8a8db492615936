"""Somebody of the team closes their account: what they did stays, and names nobody."""

from io import BytesIO

import pytest
from pypdf import PdfWriter

from accounts.actions.close_account import close_account
from accounts.actions.export_personal_data import export_personal_data
from accounts.domain.roles import RoleKind
from accounts.models import User
from tenants import alerts
from tenants.context import enter
from tenants.models import Alert, OperationKind, SiteOperation
from tests.admin.conftest import AISNE, person, signed_in
from tests.tne_sites.places import structure
from tne_sites.actions.change_site import ask_for
from tne_sites.actions.keep_paper import keep_paper
from tne_sites.models import Agreement, AgreementPaper, LogEntry
from tne_sites.parent_data import PartnersData

pytestmark = pytest.mark.django_db


@pytest.fixture
def somebody(aisne, settings, tmp_path) -> User:
    """Who has written in the log, kept a paper, solved an alert and asked for a site."""
    settings.MEDIA_ROOT = tmp_path
    user = person(RoleKind.DEPARTMENT_COORDINATOR, AISNE)
    user.first_name, user.last_name = "Zibeline", "Fougère"
    user.save()
    partner = structure()
    url = f"/admin/territoire/structures/{partner.pk}/"
    signed_in(user, AISNE).post(url, {"text": "Rencontre à la mairie."})
    agreement = Agreement.objects.create(structure=partner, title="Convention")
    keep_paper(agreement=agreement, title="Signée", file=pdf(), name="signee.pdf", by=user)
    alerts.resolve(alerts.raise_alert("queue.late", "", "Late", by_mail=False), by=user)
    ask_for(kind=OperationKind.CREATE, code="18", by=user)
    return user


def pdf() -> BytesIO:
    file, writer = BytesIO(), PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(file)
    file.seek(0)
    return file


def names() -> list[str]:
    return [
        LogEntry.objects.get().by,
        AgreementPaper.objects.get().added_by,
        Alert.objects.get().resolved_by,
        SiteOperation.objects.get().asked_by,
    ]


def test_no_table_names_who_has_left(somebody):
    assert names() == ["Zibeline Fougère"] * 4

    close_account(user=somebody, by=somebody)

    assert names() == [""] * 4
    assert LogEntry.objects.get().text == "Rencontre à la mairie."


def test_they_are_told_what_stays_and_only_once(somebody):
    with enter("tne_02"):
        kept = PartnersData().anonymise(somebody.as_person())
        again = PartnersData().anonymise(somebody.as_person())

    assert (len(kept), len(again)) == (1, 0)


def test_what_they_wrote_is_in_their_data(somebody):
    told = str(export_personal_data(user=somebody))

    assert "Rencontre à la mairie." in told
    assert "Signée" in told
    assert "Late" in told


def test_a_namesake_keeps_their_name(somebody):
    LogEntry.objects.create(
        structure=structure("Autre"), by="Zibeline Fougère", by_id=somebody.pk + 1, text="…"
    )

    close_account(user=somebody, by=somebody)

    assert sorted(LogEntry.objects.values_list("by", flat=True)) == ["", "Zibeline Fougère"]
