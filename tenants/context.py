"""Enter another site, and come back with plain values.

    titles = in_tenant(aisne, lambda: list(NewsPage.objects.values_list("title", flat=True)))

A queryset, a foreign key or an image evaluated after the return would read the caller's schema:
another site's rows under the same ids. So what comes back must be finished, and `in_tenant` refuses
what is not.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, connections, models
from django_tenants.utils import get_public_schema_name, tenant_context

from tenants.engine.base import DatabaseWrapper
from tenants.models import Tenant


class CrossesSchemas(TypeError):
    """A model instance or a queryset was about to leave the schema it belongs to."""


def database() -> DatabaseWrapper:
    """Return this thread's connection as what our engine makes of it."""
    return cast(DatabaseWrapper, connections[DEFAULT_DB_ALIAS])


def current_schema() -> str:
    return str(database().schema_name)


def in_public() -> bool:
    return current_schema() == get_public_schema_name()


def current_tenant() -> Tenant | None:
    """Return the site whose schema is in use; None in `public`."""
    tenant = database().tenant
    return tenant if isinstance(tenant, Tenant) else None


@contextmanager
def enter(schema_or_tenant: Tenant | str) -> Iterator[Tenant | None]:
    """Work inside a site, known by its row or its schema's name; `public` is a place too."""
    if isinstance(schema_or_tenant, Tenant):
        tenant: Tenant | None = schema_or_tenant
    elif schema_or_tenant == get_public_schema_name():
        tenant = None
    else:
        tenant = Tenant.objects.get(schema_name=schema_or_tenant)
    with tenant_context(tenant) if tenant else _public():
        yield tenant


@contextmanager
def _public() -> Iterator[None]:
    connection = database()
    before = connection.tenant
    connection.set_schema_to_public()
    try:
        yield
    finally:
        connection.set_tenant(before)


def in_tenant[T](tenant: Tenant | str, function: Callable[[], T]) -> T:
    """Run a function inside a site and return its plain result; or raise CrossesSchemas."""
    with enter(tenant):
        result = function()
        _refuse_models(result)
    return result


def _refuse_models(value: Any) -> None:
    """Look into containers too: a list of pages is as wrong as a page."""
    if isinstance(value, (models.Model, models.QuerySet, models.Manager)):
        raise CrossesSchemas(
            f"{type(value).__name__} would be read in another schema: return plain values."
        )
    if isinstance(value, dict):
        _refuse_models(value.values())
    elif isinstance(value, Iterable) and not isinstance(value, (str, bytes)):
        if isinstance(value, Iterator):
            raise CrossesSchemas("A generator would run in another schema: return a list.")
        for item in value:
            _refuse_models(item)
    elif hasattr(value, "__dataclass_fields__"):
        _refuse_models([getattr(value, name) for name in value.__dataclass_fields__])
