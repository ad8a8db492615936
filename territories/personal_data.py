"""A school's mailbox is an institution's, and public; yet a person may hold it for a time."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from kernel.ports import Kept, Person, Section
from territories.models import School


class SchoolMailboxes:
    name = "territories.schools"
    covers = frozenset({"territories.school"})
    per_tenant = False

    def export(self, person: Person) -> Sequence[Section]:
        rows = [
            {_("school"): school.name, _("e-mail"): school.email} for school in self._of(person)
        ]
        return [Section(title=_("Schools whose address you verified"), rows=rows)] if rows else []

    def anonymise(self, person: Person) -> Sequence[Kept]:
        """The address stays: it is the school's, and the next head needs it."""
        if not self._of(person):
            return []
        reason = _("This address belongs to the school and is published in the official directory.")
        return [Kept(title=_("E-mail address of a school"), reason=reason)]

    def _of(self, person: Person) -> list[School]:
        return list(School.objects.filter(email__in=person.emails)) if person.emails else []
