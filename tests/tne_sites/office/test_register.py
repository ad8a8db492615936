"""The partnership register: private, with its papers and its log."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from lxml import html
from pypdf import PdfWriter

from tenants.models import AuditEntry
from tests.tne_sites.places import structure
from tne_sites import clock
from tne_sites.models import Agreement, AgreementInstalment, AgreementPaper, LogEntry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def agreement(**fields):
    values = {
        "structure": structure(),
        "title": "Convention 2026",
        "state": "signed",
        "signed_on": clock.today(),
        "starts_on": clock.today(),
        "ends_on": clock.today() + timedelta(days=400),
        "amount_cents": 1_500_000,
        **fields,
    }
    return Agreement.objects.create(**values)


def file_url(one: Agreement) -> str:
    return f"/admin/territoire/structures/{one.structure_id}/"


def test_the_file_of_a_partner_tells_what_is_agreed_paid_and_late(desk):
    one = agreement()
    yesterday = clock.today() - timedelta(days=1)
    AgreementInstalment.objects.create(agreement=one, amount_cents=500_000, due_on=yesterday)

    page = desk.get(file_url(one)).content.decode()

    assert "Convention 2026" in page
    assert "15 000 €" in page.replace("\u202f", " ").replace("\u00a0", " ")
    assert "5 000 €" in page.replace("\u202f", " ").replace("\u00a0", " ")


def test_the_log_grows_and_says_who_wrote(desk):
    one = agreement()

    desk.post(file_url(one), {"text": "Rencontre à la mairie."})

    entry = LogEntry.objects.get()
    assert entry.text == "Rencontre à la mairie."
    assert entry.by


def test_a_paper_is_kept_and_handed_out_with_a_trace(desk):
    one = agreement()
    file = BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(file)
    file.name, content = "convention.pdf", file.getvalue()
    file.seek(0)

    desk.post(f"{file_url(one)}documents/", {"agreement": one.pk, "title": "Signée", "file": file})
    paper = AgreementPaper.objects.get()
    answer = desk.get(f"/admin/territoire/documents/{paper.pk}/")

    assert b"".join(answer.streaming_content) == content
    assert "attachment" in answer["Content-Disposition"]
    assert AuditEntry.objects.filter(action="agreement.paper_read").exists()
    assert desk.get(f"/media/{paper.file.name}").status_code == 404


def test_a_file_that_lies_is_refused(desk):
    one = agreement()
    file = BytesIO(b"MZ\x90\x00 programme")
    file.name = "convention.pdf"

    data = {"agreement": one.pk, "title": "Signée", "file": file}
    answer = desk.post(f"{file_url(one)}documents/", data)

    page = html.fromstring(answer.content)
    assert answer.status_code == 422
    assert page.xpath("//details[@open]//input[@name='title']/@value") == ["Signée"]
    assert not AgreementPaper.objects.exists()


def test_a_paper_without_its_file_keeps_its_title_and_its_agreement(desk):
    one = agreement()
    Agreement.objects.create(structure=one.structure, title="Une autre")

    answer = desk.post(f"{file_url(one)}documents/", {"agreement": one.pk, "title": "Signée"})

    page = html.fromstring(answer.content)
    assert answer.status_code == 422
    (opened,) = page.xpath("//details[@open]")
    assert opened.xpath(".//input[@name='title']/@value") == ["Signée"]
    assert opened.xpath(".//input[@name='agreement']/@value") == [str(one.pk)]
    ids = page.xpath("//form//input/@id")
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("typed", ["", "x", "9" * 5000])
def test_a_paper_of_no_agreement_is_nowhere(desk, typed):
    answer = desk.post(
        f"{file_url(agreement())}documents/", {"agreement": typed, "title": "Signée"}
    )

    assert answer.status_code == 404


def test_an_entry_that_is_too_long_is_not_lost(desk):
    one = agreement()

    answer = desk.post(file_url(one), {"text": "Zibeline " * 300})

    assert answer.status_code == 422
    assert "Zibeline Zibeline" in answer.content.decode()
    assert not LogEntry.objects.exists()


def test_a_paper_does_not_join_another_partner_s_agreement(desk):
    one = agreement()
    other = structure("Autre")
    file = BytesIO(b"%PDF-1.7")
    file.name = "a.pdf"

    answer = desk.post(
        f"/admin/territoire/structures/{other.pk}/documents/",
        {"agreement": one.pk, "title": "x", "file": file},
    )

    assert answer.status_code == 404


def test_money_and_papers_are_the_coordination_s_alone(editor_desk):
    one = agreement()

    for path in (file_url(one), "/admin/tne_agreements/", "/admin/territoire/indicateurs/"):
        assert editor_desk.get(path).status_code in {302, 403}
    assert editor_desk.get("/admin/tne_structures/").status_code == 200


def test_an_agreement_is_written_with_its_instalments(desk):
    partner = structure()
    data = {
        "structure": partner.pk,
        "kind": "convention",
        "title": "Convention 2027",
        "terms": "",
        "state": "signed",
        "signed_on": "2026-09-01",
        "starts_on": "2026-09-01",
        "ends_on": "2027-08-31",
        "amount_cents": "12 000,50",
        "workshops_promised": "8",
        "instalments-TOTAL_FORMS": "1",
        "instalments-INITIAL_FORMS": "0",
        "instalments-MIN_NUM_FORMS": "0",
        "instalments-MAX_NUM_FORMS": "1000",
        "instalments-0-amount_cents": "6000",
        "instalments-0-due_on": "2026-10-01",
        "instalments-0-paid_on": "",
    }

    answer = desk.post("/admin/tne_agreements/new/", data)

    one = Agreement.objects.get()
    assert answer.status_code == 302
    assert (one.amount_cents, one.instalments.get().amount_cents) == (1_200_050, 600_000)


@pytest.mark.parametrize(
    "changes", [{"ends_on": "2026-08-31"}, {"signed_on": ""}, {"amount_cents": "douze"}]
)
def test_an_agreement_that_makes_no_sense_is_refused_in_a_sentence(desk, changes):
    data = {
        "structure": structure().pk,
        "kind": "convention",
        "title": "Convention",
        "state": "signed",
        "signed_on": "2026-09-01",
        "starts_on": "2026-09-01",
        "ends_on": "2027-08-31",
        "amount_cents": "1",
        "instalments-TOTAL_FORMS": "0",
        "instalments-INITIAL_FORMS": "0",
        "instalments-MIN_NUM_FORMS": "0",
        "instalments-MAX_NUM_FORMS": "1000",
        **changes,
    }

    answer = desk.post("/admin/tne_agreements/new/", data)

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Agreement.objects.exists()


def test_a_structure_is_written_with_a_commune_of_the_list(desk):
    from tests.tne_sites.places import laon
    from tne_sites.models import Structure

    laon()
    data = {"name": "Le Fil", "kind": "association", "commune_code": "02408", "is_public": "on"}

    answer = desk.post("/admin/tne_structures/new/", {**data, "is_active": "on"})

    one = Structure.objects.get()
    assert answer.status_code == 302
    assert (one.commune_name, one.is_public) == ("Laon", True)


def test_the_dates_are_those_of_the_department(aisne):
    assert clock.today() == timezone.localdate()


def test_the_register_is_taken_away_with_its_dates_and_amounts(desk):
    one = agreement(workshops_promised=12)

    shown = b"".join(desk.get("/admin/tne_agreements/?export=csv")).decode()

    day = one.ends_on.isoformat()
    assert f"{one.structure.name},{one.get_kind_display()},{one.get_state_display()}" in shown
    assert f"{day},15000,12" in shown
    assert desk.get("/admin/tne_agreements/?export=xlsx").status_code == 200


def test_structures_are_taken_away_in_words(desk):
    one = structure(kind="social_centre", phone="=1+1")

    shown = b"".join(desk.get("/admin/tne_structures/?export=csv")).decode()

    assert one.get_kind_display() in shown
    assert "social_centre" not in shown
    assert "'=1+1" in shown
