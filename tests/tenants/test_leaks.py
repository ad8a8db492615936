"""What leaks between sites by default, and does not here.

Each test was seen to fail without its fix.
"""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache, caches
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.tasks import task
from wagtail.models import Page, Site

from tenants.context import CrossesSchemas, current_schema, enter, in_tenant
from tenants.models import Tenant
from tests.queue import drain

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
seen: list[str] = []


@task
def note_schema(name: str) -> None:
    seen.append(f"{name} in {current_schema()}")


def test_a_cached_value_of_one_site_is_not_another_sites() -> None:
    with enter("tne_02"):
        cache.set("menu", "Aisne")

    with enter("tne_88"):
        assert cache.get("menu") is None


def test_every_cache_alias_keeps_sites_apart() -> None:
    for alias in caches:
        assert settings.CACHES[alias]["KEY_FUNCTION"] == "django_tenants.cache.make_key"


def test_site_root_paths_are_each_sites_own() -> None:
    with enter("tne_02"):
        aisne = [root.root_url for root in Site.get_site_root_paths()]
    with enter("tne_88"):
        vosges = [root.root_url for root in Site.get_site_root_paths()]

    assert "aisne" in aisne[0]
    assert "vosges" in vosges[0]


def test_a_task_runs_in_the_site_that_asked_for_it() -> None:
    seen.clear()
    with enter("tne_02"):
        note_schema.enqueue("task")

    drain()

    assert seen == ["task in tne_02"]


def test_wagtails_own_tasks_run_in_their_site(aisne: Tenant) -> None:
    from wagtail.tasks import update_reference_index_task

    result = update_reference_index_task.enqueue("wagtailcore.page", str(Page.objects.first().pk))

    assert result.kwargs["__schema"] == "tne_02"


def test_work_after_commit_happens_in_the_site_that_asked(
    django_capture_on_commit_callbacks,
) -> None:
    seen.clear()
    # The transaction is around the site, not inside it: the commit happens in `public`.
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic(), enter("tne_02"):
        transaction.on_commit(lambda: seen.append(current_schema()))

    assert seen == ["tne_02"]
    assert current_schema() == "public"


@pytest.mark.parametrize(
    "leak",
    [
        Page.objects.first,
        Page.objects.all,
        lambda: [Page.objects.first()],
        lambda: {"page": Page.objects.first()},
        lambda: (page.title for page in Page.objects.all()),
    ],
)
def test_rows_do_not_leave_their_site(leak) -> None:
    with pytest.raises(CrossesSchemas):
        in_tenant("tne_02", leak)


def test_plain_values_leave_their_site() -> None:
    titles = in_tenant("tne_02", lambda: list(Page.objects.values_list("title", flat=True)))

    assert titles
    assert current_schema() == "public"


def test_a_file_of_one_site_is_not_found_in_another(tmp_path: Path, settings) -> None:
    settings.MEDIA_ROOT = tmp_path
    with enter("tne_02"):
        name = default_storage.save("liste.txt", ContentFile(b"Aisne"))

    with enter("tne_88"):
        assert not default_storage.exists(name)
    assert (tmp_path / "tne_02" / name).read_bytes() == b"Aisne"


def test_a_table_missing_in_a_site_is_an_error_not_the_national_one(aisne: Tenant) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DROP TABLE wagtailredirects_redirect CASCADE")
        with pytest.raises(Exception, match="does not exist"):
            cursor.execute("SELECT 1 FROM wagtailredirects_redirect")
        transaction.set_rollback(True)


def test_coming_back_to_a_site_asks_the_database_nothing(django_assert_num_queries) -> None:
    aisne = Tenant.objects.get(code="02")
    with enter(aisne):
        Page.objects.exists()

    with enter(aisne), django_assert_num_queries(1):
        Page.objects.exists()


def fail_after_a_query() -> None:
    Page.objects.exists()
    raise RuntimeError


def test_a_path_set_in_a_transaction_that_failed_is_set_again() -> None:
    with enter("tne_88"):
        Page.objects.exists()
    with pytest.raises(RuntimeError), transaction.atomic(), enter("tne_02"):
        fail_after_a_query()

    with enter("tne_02"), connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        assert cursor.fetchone() == ("tne_02",)
