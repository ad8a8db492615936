"""All that the platform holds about a person, for that person."""

from functools import partial
from typing import Any

from accounts.models import User
from kernel import ports
from tenants.context import enter, in_tenant
from tenants.models import Tenant


def export_personal_data(*, user: User) -> list[dict[str, Any]]:
    """Return the sections of every app, with the site's name for those of a site.

    Empty ones are left out.
    """
    person = user.as_person()
    sections: list[dict[str, Any]] = []
    for provider in ports.personal_data:
        if provider.per_tenant:
            for tenant in Tenant.objects.order_by("-type", "code"):
                found = in_tenant(tenant, partial(_export, provider, person))
                sections += [_plain(section, tenant.name) for section in found]
        else:
            with enter("public"):
                sections += [_plain(section, "") for section in provider.export(person)]
    return [section for section in sections if section["rows"]]


def _export(provider: ports.PersonalData, person: ports.Person) -> list[ports.Section]:
    return list(provider.export(person))


def _plain(section: ports.Section, site: str) -> dict[str, Any]:
    return {"title": str(section.title), "site": site, "rows": [dict(row) for row in section.rows]}
