"""A backup that is missing is noticed before it is needed."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tenants import backups
from tenants.backups import watch
from tenants.models import Alert, Tenant

pytestmark = pytest.mark.django_db


def kinds() -> set[str]:
    return set(Alert.objects.open().values_list("kind", flat=True))


@pytest.fixture(autouse=True)
def a_day(settings):
    settings.BACKUP_MAX_HOURS = 24


def test_a_platform_without_backup_is_noticed_after_its_first_day() -> None:
    Tenant.objects.update(created_at=timezone.now())
    watch.look(timezone.now() + timedelta(hours=23))
    on_the_first_day = kinds()

    watch.look(timezone.now() + timedelta(hours=25))

    assert (on_the_first_day, kinds()) == (set(), {watch.LATE})


def test_a_backup_ends_the_alerts_and_is_too_old_a_day_later() -> None:
    Tenant.objects.update(created_at=timezone.now() - timedelta(days=9))
    watch.look(timezone.now())
    watch.failed("the disk is full")
    before = kinds()

    watch.made("trousse-1.tar")
    after = kinds()
    watch.look(timezone.now() + timedelta(hours=25))

    assert (before, after) == ({watch.LATE, watch.FAILED}, set())
    assert kinds() == {watch.LATE}


def test_a_backup_that_fails_says_so(monkeypatch, tmp_path) -> None:
    def write(_folder):
        raise backups.BackupError("no pg_dump")

    monkeypatch.setattr(backups, "write", write)

    with pytest.raises(CommandError):
        call_command("backup", to=tmp_path)

    assert "no pg_dump" in Alert.objects.get(kind=watch.FAILED).message


def test_nothing_is_watched_where_nobody_asked(settings) -> None:
    settings.BACKUP_MAX_HOURS = 0
    watch.look(timezone.now() + timedelta(days=900))

    assert kinds() == set()
