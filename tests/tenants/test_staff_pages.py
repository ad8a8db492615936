"""The plumbing's pages: for national staff on the national site, and the same number of queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions.grant_role import grant_role
from accounts.domain.roles import RoleKind
from tenants import audit, outbox
from tenants.alerts import raise_alert
from tenants.models import Alert, AuditEntry, Job, JobRun, Mail, MailState, MailText, Tenant
from tenants.start import ALERT_MAIL
from tests.accounts.factories import UserFactory
from tests.conftest import AISNE_HOST, NATIONAL_HOST
from tests.queue import drain
from tests.tenants import tasks

pytestmark = pytest.mark.django_db

PAGES = ["alertes", "taches", "courrier", "messages", "journal"]
TEXT = f"/admin/messages/{ALERT_MAIL.name}/fr/"


@pytest.fixture
def staff() -> Client:
    return signed_in(RoleKind.NATIONAL_ADMINISTRATOR)


def signed_in(kind: RoleKind, tenant: Tenant | None = None) -> Client:
    user = UserFactory()
    grant_role(user=user, kind=kind, tenant=tenant, by=None)
    client = Client(headers={"host": NATIONAL_HOST})
    client.force_login(user)
    return client


def fill(count: int) -> None:
    now = timezone.now()
    for number in range(count):
        raise_alert("test", number, "Look", by_mail=False)
        audit.record(action=f"test.{number}", target="x:1")
        outbox.write(
            ALERT_MAIL.name, number, to=f"a{number}@example.org", context=ALERT_MAIL.sample
        )
        tasks.fail.enqueue()
        Job.objects.get_or_create(name="tenants.prune", defaults={"due_at": now, "next_at": now})
        JobRun.objects.create(
            job_id="tenants.prune", schema=f"s{number}", due_at=now - timedelta(minutes=number)
        )
    drain(failures=True)


def queries_of(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    assert response.status_code == 200
    return len(captured)


@pytest.mark.parametrize("page", PAGES)
def test_a_longer_list_costs_no_more_queries(staff, page):
    fill(2)
    queries_of(staff, f"/admin/{page}/")
    few = queries_of(staff, f"/admin/{page}/")
    Mail.objects.all().delete()
    fill(12)
    queries_of(staff, f"/admin/{page}/")

    assert queries_of(staff, f"/admin/{page}/") == few


@pytest.mark.parametrize("page", PAGES)
def test_nobody_else_sees_them(page, staff):
    assert staff.get(f"/admin/{page}/", headers={"host": AISNE_HOST}).status_code in {302, 403}
    visitor = Client(headers={"host": NATIONAL_HOST})
    assert visitor.get(f"/admin/{page}/").status_code == 302
    editor = signed_in(RoleKind.NATIONAL_EDITOR)
    assert editor.get(f"/admin/{page}/").status_code in {302, 403}


def test_an_auditor_reads_and_changes_nothing(db):
    auditor = signed_in(RoleKind.AUDITOR)
    alert = raise_alert("test", "", "Look")

    assert auditor.get("/admin/journal/").status_code == 200
    assert auditor.get("/admin/courrier/").status_code in {302, 403}
    auditor.post(f"/admin/alertes/{alert.pk}/")
    assert Alert.objects.open().exists()


def test_an_alert_is_solved_by_somebody(staff):
    alert = raise_alert("test", "", "Look")

    assert "Look" in staff.get("/admin/alertes/").content.decode()
    staff.post(f"/admin/alertes/{alert.pk}/")

    assert not Alert.objects.open().exists()
    assert "Look" in staff.get("/admin/alertes/?all=1").content.decode()


def test_a_job_is_run_from_its_page(staff):
    staff.post("/admin/taches/lancer/", {"job": "tenants.prune"})
    drain()

    assert JobRun.objects.get(job_id="tenants.prune").state == "done"
    assert AuditEntry.objects.get(action="job.run").target == "tenants.prune"
    assert staff.post("/admin/taches/lancer/", {"job": "none"}).status_code == 302


def test_a_dead_message_is_sent_again(staff):
    mail = outbox.write(ALERT_MAIL.name, 1, to="a@example.org", context=ALERT_MAIL.sample)
    Mail.objects.update(state=MailState.DEAD)

    staff.post(f"/admin/courrier/{mail.pk}/")
    drain()

    mail.refresh_from_db()
    assert mail.state == MailState.SENT


def test_a_text_is_edited_previewed_and_taken_back(staff):
    answer = staff.post(TEXT, {"subject": "Attention", "body": "Voici : {message}"})
    assert answer.status_code == 302
    assert "Voici" in staff.get(f"{TEXT}apercu/").content.decode()

    staff.post(TEXT, {"reset": "1"})

    assert not MailText.objects.exists()
    assert "Voici" not in staff.get(f"{TEXT}apercu/").content.decode()


def test_a_wrong_text_is_kept_in_the_form_with_its_fault(staff):
    answer = staff.post(TEXT, {"subject": "Attention", "body": "{nothing} {message}"})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "{nothing} {message}" in page
    assert not MailText.objects.exists()


def test_an_unknown_text_or_language_is_not_found(staff):
    assert staff.get("/admin/messages/none/fr/").status_code == 404
    assert staff.get(f"/admin/messages/{ALERT_MAIL.name}/xx/").status_code == 404


def test_the_audit_log_is_filtered_and_forgives_nonsense(staff):
    audit.record(action="role.granted", target="x:1")
    audit.record(action="site.archived", target="x:2")

    page = staff.get("/admin/journal/?action=role.").content.decode()
    assert "role.granted" in page
    assert "site.archived" not in page
    assert staff.get("/admin/journal/?actor=abc&schema=none&page=zzz").status_code in {200, 422}


def test_the_outbox_page_exists_in_a_demonstration_only(settings, client):
    mail = outbox.write(ALERT_MAIL.name, 1, to="a@example.org", context=ALERT_MAIL.sample)
    paths = ["/courrier/", f"/courrier/{mail.pk}/", f"/courrier/{mail.pk}/html/"]
    host = {"host": NATIONAL_HOST}

    assert {client.get(path, headers=host).status_code for path in paths} == {404}
    settings.OUTBOX_PAGE = True

    shown = [client.get(path, headers=host) for path in paths]
    assert {answer.status_code for answer in shown} == {200}
    assert all(mail.subject in answer.content.decode() for answer in shown)
    assert "default-src 'none'" in shown[2]["Content-Security-Policy"]
