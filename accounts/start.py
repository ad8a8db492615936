"""What `accounts` declares when the apps start: messages, personal data, a site's groups, jobs."""

from typing import Any

from django.apps import AppConfig, apps
from django.db import connection

from accounts import handlers, jobs, mail_kinds, personal_data, rights, staff
from accounts.groups import prepare_groups
from accounts.projection import project_all
from kernel import ports
from tenants.lifecycle import Moment, at
from tenants.models import Tenant

# Imported for what they register.
REGISTERED = (handlers, jobs)


def declare() -> None:
    mail_kinds.register_all()
    rights.add_redirects_and_forms()
    rights.add_plumbing()
    rights.add_search()
    for provider in (
        personal_data.AccountData(),
        personal_data.SiteRights(),
        personal_data.EditorialTraces(),
    ):
        ports.personal_data.register(provider)
    ports.staff_directories.register(staff.NationalAdministrators())
    at(Moment.CREATED)(give_rights)


def give_rights(tenant: Tenant) -> None:
    """A new site has its groups, and those who have a role on every site."""
    project_all(tenant)


def after_migrations(app_config: AppConfig, **_: Any) -> None:
    """Once the last app of a site's schema is migrated, make its groups.

    The template then carries them.
    """
    if app_config is not list(apps.get_app_configs())[-1]:
        return
    # A real tenant, or the stand-in that the migration of a schema without one works with.
    tenant = getattr(connection, "tenant", None)
    kind = tenant.get_tenant_type() if tenant is not None else ""
    if kind in rights.KINDS:
        prepare_groups(kind)
