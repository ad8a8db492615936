"""What becomes of a site's entries when the site closes, opens again or goes."""

from search import rebuild, registry
from tenants.lifecycle import Moment, at
from tenants.models import Tenant


def hide_site(tenant: Tenant) -> None:
    """A closed site can still be read at its address, and is announced nowhere."""
    registry.withdraw_all(tenant.schema_name)


def show_site(tenant: Tenant) -> None:
    for unit in rebuild.units(schemas=[tenant.schema_name]):
        rebuild.rebuild(unit)


def install() -> None:
    """Called when the app starts."""
    at(Moment.ARCHIVED)(hide_site)
    at(Moment.DELETED)(hide_site)
    at(Moment.REOPENED)(show_site)
