"""A site is made whole or not at all, archived, reopened and deleted."""

import gzip
import tarfile

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.transaction import TransactionManagementError
from django.test import Client
from wagtail.models import Page

from tenants import lifecycle, provisioning, schema_template, schemas
from tenants.context import in_tenant
from tenants.lifecycle import Moment
from tenants.models import Domain, OperationKind, Tenant, TenantState
from tenants.models.operation import STEPS
from territories.models import Department, HolidayZone, Region
from territories.models.department import DepartmentKind

pytestmark = pytest.mark.both_databases
CHER = {"code": "18", "name": "Cher", "slug": "cher"}
ARCHIVED = "notice--warn"
HOST = {"host": "cher.trousse.localhost"}
VOSGES = {"host": "vosges.trousse.localhost"}


@pytest.mark.django_db
def test_every_schema_has_the_tables_of_its_type() -> None:
    call_command("check_schemas", verbosity=0)


@pytest.mark.django_db
def test_a_table_of_another_type_is_reported() -> None:
    found = schemas.unexpected_tables("tne_02", "public")

    assert "tenants_tenant" in found["missing"]
    assert "wagtailcore_page" in found["extra"]


def test_a_department_made_from_the_template_has_pages_and_answers(own_database: None) -> None:
    told: list[str] = []

    cher = provisioning.create_department(**CHER, report=told.append)

    assert told == list(STEPS[OperationKind.CREATE])
    assert schemas.pending([cher.schema_name]) == {}
    assert schemas.unexpected_tables(cher.schema_name, cher.type) == {}
    homes = in_tenant(cher, lambda: Page.objects.filter(depth=2).count())
    assert homes == len(settings.LANGUAGES)
    assert Client().get("/", headers=HOST).status_code == 200


def test_a_schema_made_from_the_template_has_every_key_index_and_default_of_it(db: None) -> None:
    schema_template.restore("tne_copy")

    assert _structure("tne_copy") == _structure(schema_template.TEMPLATE)


def _structure(schema: str) -> set[tuple[str, ...]]:
    """Return constraints, indexes and columns as PostgreSQL words them, without the schema.

    Conditions of indexes are left out: a dump words them with more casts.
    """
    questions = (
        (
            "SELECT conrelid::regclass::text || conname, pg_get_constraintdef(oid)"
            " FROM pg_constraint WHERE connamespace = %s::regnamespace"
        ),
        (
            "SELECT indexname, split_part(indexdef, ' WHERE ', 1) FROM pg_indexes"
            " WHERE schemaname = %s"
        ),
        (
            "SELECT table_name || column_name,"
            " data_type || is_nullable || coalesce(identity_generation, '')"
            " FROM information_schema.columns WHERE table_schema = %s"
        ),
        (
            "SELECT sequencename, start_value || '+' || increment_by FROM pg_sequences"
            " WHERE schemaname = %s"
        ),
    )
    found: set[tuple[str, ...]] = set()
    with connection.cursor() as cursor:
        for question in questions:
            cursor.execute(question, [schema])
            rows = cursor.fetchall()
            assert rows
            found |= {tuple(said.replace(f"{schema}.", "") for said in row) for row in rows}
    return found


def test_two_processes_open_sites_side_by_side(own_database: None) -> None:
    region = Region.objects.create(code="24", name="Centre-Val de Loire")
    zone = HolidayZone.objects.create(code="B", name="Zone B")
    for code, name in {"18": "Cher", "36": "Indre", "37": "Indre-et-Loire"}.items():
        Department.objects.create(
            code=code,
            kind=DepartmentKind.DEPARTMENT,
            name=name,
            slug=name.lower(),
            region=region,
            holiday_zone=zone,
        )

    call_command("create_department", "18", "36", jobs=2)

    assert Tenant.objects.filter(code__in=("18", "36"), state=TenantState.OPEN).count() == 2
    assert Client().get("/", headers=HOST).status_code == 200
    with pytest.raises(CommandError, match="99"):
        call_command("create_department", "37", "99", jobs=2)


def test_the_same_department_is_not_made_twice(own_database: None) -> None:
    provisioning.create_department(**CHER)

    with pytest.raises(provisioning.SiteExists):
        provisioning.create_department(**CHER)


def test_a_failure_while_furnishing_leaves_nothing(own_database: None, monkeypatch) -> None:
    def fail(tenant: Tenant) -> None:
        raise RuntimeError("no paper left")

    monkeypatch.setitem(lifecycle._steps, Moment.CREATED, [fail])

    with pytest.raises(RuntimeError):
        provisioning.create_department(**CHER)

    assert not schemas.exists("tne_18")
    assert not Tenant.objects.filter(code="18").exists()
    assert not Domain.objects.filter(domain=HOST["host"]).exists()


def test_a_site_left_half_made_by_a_crash_is_made_anew(own_database: None) -> None:
    Tenant.objects.create(
        schema_name="tne_18", type="department", state=TenantState.CREATING, **CHER
    )
    schemas.create("tne_18")

    assert Client().get("/", headers=HOST).status_code == 404
    assert provisioning.create_department(**CHER).state == TenantState.OPEN


@pytest.mark.django_db
def test_a_site_is_never_made_inside_a_transaction() -> None:
    with pytest.raises(TransactionManagementError):
        provisioning.create_department(**CHER)


def test_an_archived_site_is_read_with_a_notice_and_refuses_writing(own_database: None) -> None:
    vosges = Tenant.objects.get(code="88")
    client, host = Client(), {"host": "vosges.trousse.localhost"}

    provisioning.archive(vosges)

    page = client.get("/", headers=host)
    assert page.status_code == 200
    assert ARCHIVED in page.content.decode()
    assert client.post("/recherche/", headers=host).status_code == 403
    assert client.get("/admin/", headers=host).status_code == 403

    provisioning.reopen(vosges)
    assert ARCHIVED not in client.get("/", headers=host).content.decode()


@pytest.mark.django_db
def test_a_site_closed_by_another_process_refuses_writing_at_once(client) -> None:
    client.get("/", headers=VOSGES)  # this process knows the site as open for half a minute
    Tenant.objects.filter(code="88").update(state=TenantState.ARCHIVED)

    assert client.get("/", headers=VOSGES).status_code == 200
    assert client.post("/recherche/", headers=VOSGES).status_code == 403


def test_a_deleted_site_leaves_an_archive_and_nothing_else(
    own_database: None, settings, tmp_path
) -> None:
    settings.STATE_DIR, settings.MEDIA_ROOT = tmp_path / "state", tmp_path / "media"
    (settings.MEDIA_ROOT / "tne_88").mkdir(parents=True)
    (settings.MEDIA_ROOT / "tne_88" / "photo.txt").write_text("paper")

    path = provisioning.delete(Tenant.objects.get(code="88"))

    assert not schemas.exists("tne_88")
    assert not (settings.MEDIA_ROOT / "tne_88").exists()
    assert Client().get("/", headers={"host": "vosges.trousse.localhost"}).status_code == 404
    with tarfile.open(path) as archive:
        assert {"manifest.json", "rows.sql.gz", "media/photo.txt"} <= set(archive.getnames())
        rows = archive.extractfile("rows.sql.gz")
        assert rows is not None
        assert b"wagtailcore_page" in gzip.decompress(rows.read())
    # It holds personal data: nobody else on the machine reads it.
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_site_is_closed_for_writing_before_it_is_copied(
    own_database: None, settings, tmp_path
) -> None:
    settings.STATE_DIR, settings.MEDIA_ROOT = tmp_path / "state", tmp_path / "media"
    answers: dict[str, int] = {}

    def look(step: str) -> None:
        answers[step] = Client().get("/admin/", headers=VOSGES).status_code

    provisioning.delete(Tenant.objects.get(code="88"), report=look)

    assert list(answers) == list(STEPS[OperationKind.DELETE])
    assert (answers["copy"], answers["removal"]) == (403, 403)


@pytest.mark.parametrize("state", [TenantState.OPEN, TenantState.ARCHIVED])
def test_a_deletion_that_fails_leaves_the_site_as_it_was(
    own_database: None, settings, tmp_path, state
) -> None:
    settings.STATE_DIR = tmp_path / "state"
    settings.STATE_DIR.write_text("a file where the folder should be")
    vosges = Tenant.objects.get(code="88")
    if state == TenantState.ARCHIVED:
        provisioning.archive(vosges)

    with pytest.raises(OSError, match="state"):
        provisioning.delete(vosges)

    assert schemas.exists("tne_88")
    assert Tenant.objects.get(code="88").state == state


@pytest.mark.django_db
def test_the_command_deletes_nothing_without_the_code() -> None:
    with pytest.raises(CommandError, match="Nothing was deleted"):
        call_command("delete_department", "88", confirm="89")

    assert schemas.exists("tne_88")


@pytest.mark.django_db
def test_a_second_migration_touches_no_schema(capsys, monkeypatch) -> None:
    monkeypatch.setattr(schemas, "migrate", lambda *_: pytest.fail("a schema was migrated again"))
    monkeypatch.setattr(
        schemas, "migrate_tenants", lambda *_: pytest.fail("sites were migrated again")
    )

    call_command("migrate_schemas")

    call_command("migrate_schemas", check=False)
