"""Keep what a visitor wrote, and tell the site's team."""

from django.db import transaction

from cms.models import Message, MessageKind, MessageState, SiteSettings
from tenants import outbox


@transaction.atomic
def store_message(  # noqa: PLR0913  one argument for each field of the form
    *,
    kind: MessageKind,
    subject: str,
    body: str,
    email: str = "",
    name: str = "",
    page_url: str = "",
    is_trapped: bool = False,
) -> Message:
    """Store it, and write the notice in the same transaction.

    What a robot wrote is stored and not sent.
    """
    state = MessageState.SPAM if is_trapped else MessageState.NEW
    message = Message.objects.create(
        kind=kind,
        state=state,
        subject=subject,
        body=body,
        email=email,
        name=name,
        page_url=page_url,
    )
    if not is_trapped:
        _tell_team(message)
    return message


def _tell_team(message: Message) -> None:
    """Write to the site's own address; an answer goes to the message's author."""
    said = SiteSettings.objects.first()
    if said is None or not said.contact_email:
        return
    outbox.write(
        "cms.message",
        message,
        to=said.contact_email,
        reply_to=message.email,
        context={
            "kind": message.get_kind_display(),
            "subject": message.subject,
            "message": message.body,
            "sender": " ".join(filter(None, [message.name, message.email])) or "–",
            "page": message.page_url or "–",
        },
    )
