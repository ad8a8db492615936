"""What a site holds about people: what they wrote to it, and its newsletter."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.models import Message, Subscriber
from kernel.ports import Kept, Person, Section, personal_data


class EditorialData:
    """Messages and subscriptions by address.

    Pages and files keep an account number, which names nobody.
    """

    name = "cms"
    covers = frozenset({"cms.*"})
    per_tenant = True

    def export(self, person: Person) -> Sequence[Section]:
        messages: list[dict[str, Any]] = [
            {
                _("date"): message.created_at.isoformat(),
                _("subject"): message.subject,
                _("message"): message.body,
            }
            for message in Message.objects.filter(_any_email(person))
        ]
        letters: list[dict[str, Any]] = [
            {
                _("address"): row.email,
                _("asked"): row.asked_at.isoformat(),
                _("confirmed"): row.confirmed_at.isoformat() if row.confirmed_at else "",
                _("unsubscribed"): row.left_at.isoformat() if row.left_at else "",
            }
            for row in Subscriber.objects.filter(_any_email(person))
        ]
        return [
            Section(title=title, rows=rows)
            for title, rows in ((_("Messages you wrote"), messages), (_("Newsletter"), letters))
            if rows
        ]

    def anonymise(self, person: Person) -> Sequence[Kept]:
        """Delete the subscription.

        A message keeps its text, for the answer given may depend on it.
        """
        Subscriber.objects.filter(_any_email(person)).delete()
        texts = Message.objects.filter(_any_email(person)).update(
            name="", email="", answered_at=timezone.now()
        )
        if not texts:
            return []
        return [
            Kept(
                title=_("Text of the messages you wrote"),
                reason=_("The answers given may depend on it; your name and address are gone."),
            )
        ]


def _any_email(person: Person) -> Q:
    """Addresses are compared without case: people type them as they like."""
    wanted = Q(pk__in=[])
    for email in person.emails:
        wanted |= Q(email__iexact=email)
    return wanted


def install() -> None:
    """Called when the app starts."""
    personal_data.register(EditorialData())
