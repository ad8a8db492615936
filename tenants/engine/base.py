"""django-tenants' engine, without what other projects need and with what it leaves out."""

from collections.abc import Callable
from typing import Any

from django_tenants.postgresql_backend import base


class DatabaseWrapper(base.DatabaseWrapper):
    # The search path that the session really has; None when that is not known.
    _session_path: list[str] | None = None

    def set_tenant(self, tenant: Any, include_public: bool = True) -> None:  # noqa: FBT001, FBT002  Django's signature
        """Choose the schema.

        Content types are shared, their ids equal everywhere: keep their cache.
        """
        self.tenant = tenant
        self.schema_name = tenant.schema_name
        self.include_public_schema = include_public
        self.set_settings_schema(self.schema_name)
        # Coming back to the schema that the session is in costs no SET.
        wanted = self._get_cursor_search_paths()
        self.search_path_set_schemas = wanted if wanted == self._session_path else None

    def _handle_search_path(self, cursor: Any = None) -> None:
        super()._handle_search_path(cursor)
        if self.search_path_set_schemas:
            self._session_path = self.search_path_set_schemas

    def close(self) -> None:
        self._session_path = None
        super().close()

    def rollback(self) -> None:
        # SET belongs to the transaction: undoing it undoes the path.
        self._session_path = None
        super().rollback()

    def savepoint_rollback(self, sid: str) -> None:
        self._session_path = None
        super().savepoint_rollback(sid)

    def on_commit(self, func: Callable[[], object], robust: bool = False) -> None:  # noqa: FBT001, FBT002  Django's signature
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
