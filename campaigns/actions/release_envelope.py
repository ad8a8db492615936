"""Money that donors or a patron reserved, and nobody could use: released by two persons."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from campaigns.actions.advance import ReasonMissing
from campaigns.actions.approve_settlement import AnotherPerson
from campaigns.actions.guards import require_treasurer
from campaigns.domain.ledger import Line, Posting
from campaigns.domain.releases import ReleaseRefused, refuse_release
from campaigns.models import Release
from campaigns.models.posting import lock, post
from campaigns.reserves import reserve_of
from kernel.domain import gettext_noop
from kernel.money import Money
from tenants import audit


@transaction.atomic
def propose_release(  # noqa: PLR0913  what a release is
    *, source: str, target: str, amount: Money, reason: str, by: User, at: datetime
) -> Release:
    """Say which money is free again, and why; somebody else agrees."""
    require_treasurer(by)
    if not reason.strip():
        raise ReasonMissing
    refuse_release(reserve_of(source, at), amount, target, timezone.localdate(at))
    if Release.objects.waiting().filter(source=source).exists():
        raise ReleaseRefused(gettext_noop("A release from this envelope waits already."))
    row = Release.objects.create(
        source=source,
        target=target,
        amount_cents=amount.cents,
        reason=reason.strip()[:300],
        proposed_by=by,
        proposed_at=at,
    )
    return _note("proposed", row, by)


@transaction.atomic
def approve_release(*, release_id: UUID, by: User, at: datetime) -> Release:
    """Agree as a second person: judged again under the envelope's lock, and written once."""
    row = _waiting(release_id, by)
    if row.proposed_by_id == by.pk:
        raise AnotherPerson
    lock(row.source)
    amount = Money(row.amount_cents)
    refuse_release(reserve_of(row.source, at), amount, row.target, timezone.localdate(at))
    post(
        Posting(
            kind="reassign",
            key=f"release:{row.pk}",
            lines=(Line(row.source, row.target, amount),),
            source=f"release:{row.pk}",
            at=at,
        )
    )
    row.approved_by, row.approved_at = by, at
    row.save(update_fields=["approved_by", "approved_at"])
    return _note("approved", row, by)


@transaction.atomic
def withdraw_release(*, release_id: UUID, by: User, at: datetime) -> Release:
    """Think again: the money stays where it is."""
    row = _waiting(release_id, by)
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    return _note("withdrawn", row, by)


def _waiting(release_id: UUID, by: User) -> Release:
    require_treasurer(by)
    row = Release.objects.select_for_update(of=("self",)).waiting().filter(pk=release_id).first()
    if row is None:
        raise ReleaseRefused(gettext_noop("This release waits no more."))
    return row


def _note(what: str, row: Release, by: User) -> Release:
    detail = {"from": row.source, "to": row.target, "cents": row.amount_cents}
    audit.record(action=f"release.{what}", actor=by, target=row, detail=detail)
    return row
