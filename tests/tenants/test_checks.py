"""An installation that would give itself away is refused before it takes visitors."""

from tenants.checks import check_cache_is_shared, check_mail_is_private


def test_mail_that_everybody_reads_is_for_demonstrations_only(settings) -> None:
    settings.OUTBOX_PAGE = True
    (shown,) = check_mail_is_private()
    settings.OUTBOX_PAGE = False

    assert shown.id == "tenants.E002"
    assert check_mail_is_private() == []


def test_pages_kept_in_a_memory_of_one_process_are_refused(settings) -> None:
    local = "django.core.cache.backends.locmem.LocMemCache"
    shared = "django.core.cache.backends.redis.RedisCache"

    def found(backend: str, seconds: int) -> list[str]:
        settings.CACHES = {"default": {"BACKEND": backend}}
        settings.PAGE_CACHE_SECONDS = seconds
        return [message.id for message in check_cache_is_shared()]

    assert found(local, 60) == ["tenants.E003"]
    assert found(local, 0) == found(shared, 60) == []
