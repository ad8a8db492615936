"""What a department holds about resource parents, contacts of partners, and who wrote of them."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kernel.ports import Kept, Person, Section, personal_data
from tne_sites.actions.forget_parents import anonymise
from tne_sites.models import AgreementPaper, LogEntry, ResourceParent, Structure


class PartnersData:
    """Parents and contacts are known by address; who wrote in the register, by account number."""

    name = "tne_sites.partners"
    covers = frozenset(
        {
            "tne_sites.resourceparent",
            "tne_sites.structure",
            "tne_sites.agreement",
            "tne_sites.agreementpaper",
            "tne_sites.logentry",
        }
    )
    per_tenant = True

    def export(self, person: Person) -> Sequence[Section]:
        parents = [_parent_row(row) for row in ResourceParent.objects.filter(_any(person, "email"))]
        contacts: list[dict[str, Any]] = [
            {
                _("structure"): row.name,
                _("name"): row.contact_name,
                _("e-mail"): row.contact_email,
                _("telephone"): row.contact_phone,
            }
            for row in Structure.objects.filter(_any(person, "contact_email"))
        ]
        found = (
            (_("Resource parent"), parents),
            (_("Contact of a structure"), contacts),
            (_("What you wrote about partners"), _written(person)),
        )
        return [Section(title=title, rows=rows) for title, rows in found if rows]

    def anonymise(self, person: Person) -> Sequence[Kept]:
        """Forget the person; a row without a name stays, so that past figures stay true."""
        rows = ResourceParent.objects.known().filter(_any(person, "email"))
        forgotten = anonymise(rows, at=timezone.now())
        Structure.objects.filter(_any(person, "contact_email")).update(
            contact_name="", contact_email="", contact_phone=""
        )
        kept = []
        if forgotten:
            kept.append(
                Kept(
                    title=_("Dates of your help, without your name"),
                    reason=_("So that the figures of the department stay true."),
                )
            )
        if _take_name_off(person):
            kept.append(
                Kept(
                    title=_("What you wrote about partners, without your name"),
                    reason=_("The department’s team goes on with the agreements."),
                )
            )
        return kept


def _parent_row(row: ResourceParent) -> dict[str, Any]:
    days = {
        _("charter signed on"): row.charter_signed_on,
        _("active since"): row.active_since,
        _("left on"): row.left_on,
    }
    return {
        _("state"): row.get_state_display(),
        _("name"): row.name,
        _("e-mail"): row.email,
        _("telephone"): row.phone,
        _("school of the children"): row.school,
        _("what they would like to do"): row.message,
        _("note for the team"): row.note,
        _("what they agreed to"): row.consent_text,
        _("applied"): row.applied_at.isoformat(),
        **{label: day.isoformat() for label, day in days.items() if day},
    }


def _written(person: Person) -> list[dict[str, Any]]:
    number = person.user_id or 0
    entries = LogEntry.objects.filter(by_id=number).select_related("structure")
    papers = AgreementPaper.objects.filter(added_by_id=number).select_related(
        "agreement__structure"
    )
    return [
        *(
            {
                _("date"): row.at.isoformat(),
                _("structure"): row.structure.name,
                _("what was said or decided"): row.text,
            }
            for row in entries
        ),
        *(
            {
                _("date"): row.added_at.isoformat(),
                _("structure"): row.agreement.structure.name,
                _("document of an agreement"): row.title,
            }
            for row in papers
        ),
    ]


def _take_name_off(person: Person) -> int:
    """Return how many rows stay; the text is the department's, the name is not."""
    number = person.user_id or 0
    return LogEntry.objects.filter(by_id=number).exclude(by="").update(
        by=""
    ) + AgreementPaper.objects.filter(added_by_id=number).exclude(added_by="").update(added_by="")


def _any(person: Person, field: str) -> Q:
    """Addresses are compared without case: people type them as they like."""
    wanted = Q(pk__in=[])
    for email in person.emails:
        wanted |= Q(**{f"{field}__iexact": email})
    return wanted


def install() -> None:
    """Called when the app starts."""
    personal_data.register(PartnersData())
