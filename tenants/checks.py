"""What must be true of an installation before it takes visitors."""

import os
from typing import Any
from urllib.parse import urlparse

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning as CheckWarning, register

MAKE_KEY = "django_tenants.cache.make_key"


@register(Tags.caches)
def check_cache_keys(**_: Any) -> list[CheckMessage]:
    """Without the schema in its keys, a cache shows one site's pages on another."""
    return [
        Error(f"The cache “{alias}” must have KEY_FUNCTION = {MAKE_KEY!r}.", id="tenants.E001")
        for alias, cache in settings.CACHES.items()
        if cache.get("KEY_FUNCTION") != MAKE_KEY
    ]


@register(Tags.security, deploy=True)
def check_two_roles(**_: Any) -> list[CheckMessage]:
    """The web process should not own the tables: then no fault of ours can drop or rewrite them."""
    owner, app = (os.environ.get(name, "") for name in ("DATABASE_OWNER_URL", "DATABASE_URL"))
    if owner and urlparse(owner).username != urlparse(app).username:
        return []
    hint = (
        "Give the tables to a role of their own: DATABASE_OWNER_URL, see docs/how-to/settings.md."
    )
    return [CheckWarning("One database role does everything.", hint=hint, id="tenants.W001")]


@register(Tags.caches, deploy=True)
def check_cache_is_shared(**_: Any) -> list[CheckMessage]:
    """Each process would have its own memory.

    A page made private stays visible in the others, and what the worker publishes in all of them.
    """
    backend = str(settings.CACHES["default"]["BACKEND"])
    if not settings.PAGE_CACHE_SECONDS or not backend.endswith(("LocMemCache", "DummyCache")):
        return []
    hint = "Set CACHE_URL=redis://…, or PAGE_CACHE_SECONDS=0, see docs/how-to/settings.md."
    return [
        Error(
            "Public pages are kept in a memory that processes do not share.",
            hint=hint,
            id="tenants.E003",
        )
    ]


@register(Tags.security, deploy=True)
def check_mail_is_private(**_: Any) -> list[CheckMessage]:
    """/courrier/ shows whoever comes every message, the links that open accounts among them."""
    if not settings.OUTBOX_PAGE:
        return []
    return [Error("OUTBOX_PAGE shows everybody's mail to everybody.", id="tenants.E002")]
