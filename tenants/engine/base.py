"""django-tenants' engine, without what other projects need and with what it leaves out."""

from collections.abc import Callable
from typing import Any

from django_tenants.postgresql_backend import base


class DatabaseWrapper(base.DatabaseWrapper):
    def set_tenant(self, tenant: Any, include_public: bool = True) -> None:  # noqa: FBT001, FBT002
        """Choose the schema.

        Content types are shared, their ids equal everywhere: keep their cache.
        """
        self.tenant = tenant
        self.schema_name = tenant.schema_name
        self.include_public_schema = include_public
        self.set_settings_schema(self.schema_name)
        self.search_path_set_schemas = None

    def on_commit(self, func: Callable[[], object], robust: bool = False) -> None:  # noqa: FBT001, FBT002
        """Run after commit in the schema in which it was asked for, not in the one that commits."""
        tenant = self.tenant

        def inside() -> None:
            before = self.tenant
            self.set_tenant(tenant)
            try:
                func()
            finally:
                self.set_tenant(before)

        super().on_commit(inside, robust)
