"""What a site holds about people who come to workshops, and about organisers."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kernel.ports import Kept, Person, Section, personal_data
from tne_sites.actions.change_registration import cancel_registration
from tne_sites.actions.forget_registrations import anonymise
from tne_sites.models import OrganiserAccess, Registration


class WorkshopPeople:
    """Registrations and organisers' accesses, by verified address."""

    name = "workshops"
    covers = frozenset({"tne_sites.registration", "tne_sites.organiseraccess"})
    per_tenant = True

    def export(self, person: Person) -> Sequence[Section]:
        rows = Registration.objects.filter(_any_email(person)).select_related("workshop")
        registrations: list[dict[str, Any]] = [
            {
                _("workshop"): row.workshop.title,
                _("date"): row.workshop.starts_at.isoformat(),
                _("state"): row.get_state_display(),
                _("name"): row.name,
                _("telephone"): row.phone,
                _("number of people"): row.party,
                _("needs"): row.needs,
                _("people who came"): row.attended,
            }
            for row in rows
        ]
        accesses: list[dict[str, Any]] = [
            {_("structure"): row.structure.name, _("since"): row.granted_at.isoformat()}
            for row in OrganiserAccess.objects.filter(_any_email(person)).select_related(
                "structure"
            )
        ]
        return [
            Section(title=title, rows=found)
            for title, found in (
                (_("Workshops you registered for"), registrations),
                (_("Workshops you organise"), accesses),
            )
            if found
        ]

    def anonymise(self, person: Person) -> Sequence[Kept]:
        """Free the places that are still held, then empty the rows."""
        at = timezone.now()
        mine = Registration.objects.filter(_any_email(person), anonymised_at=None)
        for pk in mine.live().filter(workshop__starts_at__gt=at).values_list("pk", flat=True):
            cancel_registration(registration_id=pk, at=at)
        count = anonymise(mine.values_list("pk", flat=True), at=at)
        OrganiserAccess.objects.filter(_any_email(person)).delete()
        if not count:
            return []
        return [
            Kept(
                title=_("Numbers of people at workshops"),
                reason=_("Statistics: how many people came, without their names."),
            )
        ]


def _any_email(person: Person) -> Q:
    wanted = Q(pk__in=[])
    for email in person.emails:
        wanted |= Q(email__iexact=email)
    return wanted


def install() -> None:
    """Called when the app starts."""
    personal_data.register(WorkshopPeople())
