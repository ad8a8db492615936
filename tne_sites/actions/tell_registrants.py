"""Tell registrants something: by e-mail, else on the list of people to telephone."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import override

from tenants import outbox
from tne_sites import links, wording
from tne_sites.domain.states import CallReason, RegistrationState
from tne_sites.models import Call, Registration, Workshop

# Kinds of messages that are about an agreed coming carry the address to join an online workshop.
WITH_LINK = frozenset({RegistrationState.CONFIRMED})


def tell(  # noqa: PLR0913  each says another thing of the message
    registration: Registration,
    kind: str,
    key: str,
    *,
    workshop: Workshop,
    at: datetime,
    reason: CallReason | None = None,
    **more: object,
) -> None:
    """Write once, in the registrant's language; without address, note that they must be called."""
    if registration.email:
        with override(registration.language):
            context = {**_context(registration, workshop), **more}
        outbox.write(
            f"workshops.{kind}",
            f"registration:{registration.pk}:{key}",
            to=registration.email,
            language=registration.language,
            context=context,
            reply_to=workshop.organiser.email,
        )
    elif reason is not None and registration.phone:
        Call.objects.get_or_create(
            registration=registration,
            reason=reason,
            text=str(more.get("message", "")),
            done_at=None,
            defaults={"created_at": at},
        )


def drop_calls(calls: QuerySet[Call]) -> None:
    """Take off the list what nobody needs to be told any more; what was said stays."""
    calls.filter(done_at=None).delete()


def tell_all(  # noqa: PLR0913  as above
    registrations: Iterable[Registration],
    kind: str,
    key: str,
    *,
    workshop: Workshop,
    at: datetime,
    reason: CallReason,
    **more: object,
) -> tuple[int, int]:
    """Tell each; return how many by e-mail and how many must be called."""
    mails = calls = 0
    for registration in registrations:
        tell(registration, kind, key, workshop=workshop, at=at, reason=reason, **more)
        mails += bool(registration.email)
        calls += bool(registration.phone and not registration.email)
    return mails, calls


def _context(registration: Registration, workshop: Workshop) -> dict[str, object]:
    is_coming = registration.state in WITH_LINK
    return {
        "name": registration.name,
        "title": wording.text_of(workshop).title,
        "when": wording.when_of(workshop),
        "place": wording.place_of(workshop, with_link=is_coming),
        "party": registration.party,
        "link": links.registration_url(registration),
        "calendar": links.calendar_url(workshop, registration.language),
        "organiser": workshop.organiser.name,
    }
