"""No tenants: the schema is that of the connection's options, and never changes."""

from typing import Any

from django.db.backends.postgresql import base
from django.utils.functional import cached_property


class DatabaseWrapper(base.DatabaseWrapper):
    schema_name = "tne_02"

    @cached_property
    def tenant(self) -> Any:
        """The one site: what asks for it gets the same answer as under tenants."""
        from bench.plain.middleware import the_site

        return the_site()

    def set_tenant(self, tenant: Any) -> None:
        """Stay where we are."""

    def set_schema_to_public(self) -> None:
        """Stay where we are."""
