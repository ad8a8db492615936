"""Patrons, what they agreed to, and the money that came of it: kept by those who hold the books."""

import io
from datetime import date, datetime, time
from typing import IO, Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageOps

from accounts.models import User
from campaigns.actions.guards import require_treasurer
from campaigns.domain import accounts
from campaigns.domain.ledger import Line, Posting
from campaigns.models import Agreement, Endowment, Patron
from campaigns.models.posting import open_account, post
from cms.uploads import prepare_image
from kernel.domain import DomainError, gettext_noop
from kernel.money import Money
from tenants import audit

LOGO = (480, 240)


@transaction.atomic
def keep_patron(*, patron: Patron, by: User, logo: IO[bytes] | None = None) -> Patron:
    """Write a patron, its logo drawn again; raise UnsafeUpload for what is no picture."""
    require_treasurer(by)
    if logo is not None:
        patron.logo.save("", _drawn(logo, str(getattr(logo, "name", ""))), save=False)
    patron.save()
    audit.record(action="patron.kept", actor=by, target=patron)
    return patron


@transaction.atomic
def keep_agreement(*, agreement: Agreement, by: User) -> Agreement:
    """Write an agreement; its envelope opens in the ledger the first time."""
    require_treasurer(by)
    agreement.save()
    open_account(agreement.account)
    detail: dict[str, Any] = {"agreement": agreement.title, "cents": agreement.amount_cents}
    audit.record(action="patron.agreement", actor=by, target=agreement.patron, detail=detail)
    return agreement


@transaction.atomic
def record_endowment(  # noqa: PLR0913  what the statement says
    *, agreement_id: UUID, amount: Money, received_on: date, reference: str, by: User, at: datetime
) -> Endowment:
    """Write what a patron paid into its envelope, once for each line of the statement."""
    require_treasurer(by)
    agreement = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement_id)
    if received_on > timezone.localdate(at):
        raise DomainError(gettext_noop("This day is still to come."))
    return endow(agreement, amount=amount, received_on=received_on, reference=reference, by=by)


def endow(
    agreement: Agreement, *, amount: Money, received_on: date, reference: str, by: User
) -> Endowment:
    """Write it in the caller's transaction, the agreement locked; never more than promised."""
    known = agreement.endowments.all()
    if known.filter(reference__iexact=reference).exists():
        raise DomainError(gettext_noop("This line of the statement is recorded already."))
    if sum(row.amount_cents for row in known) + amount.cents > agreement.amount_cents:
        raise DomainError(gettext_noop("This is more than what the agreement promises."))
    row = Endowment.objects.create(
        agreement=agreement,
        amount_cents=amount.cents,
        received_on=received_on,
        reference=reference,
        recorded_by=by,
    )
    noon = timezone.make_aware(datetime.combine(received_on, time(12)))
    post(
        Posting(
            kind="endow",
            key=f"endow:{row.pk}",
            lines=(Line(accounts.BANK, agreement.account, amount),),
            source=f"endowment:{row.pk}",
            at=noon,
        )
    )
    detail = {"cents": amount.cents, "reference": reference}
    audit.record(action="patron.endowed", actor=by, target=agreement.patron, detail=detail)
    return row


def _drawn(file: IO[bytes], name: str) -> ContentFile[bytes]:
    """Return the logo whole, on the paper of pages, never larger than they show it."""
    safe = prepare_image(file, name=name or "logo.png")
    stream = io.BytesIO()
    with Image.open(io.BytesIO(safe.read())) as drawn:
        ImageOps.contain(drawn.convert("RGBA"), LOGO, Image.Resampling.LANCZOS).save(stream, "PNG")
    return ContentFile(stream.getvalue())
