"""What the team keeps of a patron's contact."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from campaigns.models import Patron
from kernel.ports import Kept, Person, Section
from tenants.context import current_tenant


class PatronData:
    """A person at a patron's: known by their address, for the team alone."""

    name = "campaigns.patrons"
    covers = frozenset(
        f"campaigns.{model}" for model in ("patron", "boost", "endowment", "release", "policy")
    )
    per_tenant = True

    def export(self, person: Person) -> Sequence[Section]:
        if not _is_here():
            return []
        rows = [
            {
                _("patron"): patron.name,
                _("name"): patron.contact_name,
                _("telephone"): patron.contact_phone,
            }
            for patron in Patron.objects.filter(contact_email__in=person.emails)
        ]
        return [Section(title=_("Patrons that you answer for"), rows=rows)] if rows else []

    def anonymise(self, person: Person) -> Sequence[Kept]:
        if _is_here():
            rows = Patron.objects.filter(contact_email__in=person.emails)
            rows.update(contact_name="", contact_email="", contact_phone="")
        return []


def _is_here() -> bool:
    tenant = current_tenant()
    return bool(tenant and tenant.is_national)
