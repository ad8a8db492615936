"""Pictures of a project: drawn again at the upload, described, with rights; or taken away."""

import io
from datetime import datetime
from functools import partial
from typing import IO
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image, ImageOps

from accounts.models import User
from campaigns.actions.advance import locked
from campaigns.actions.guards import require_holder
from campaigns.domain.states import PUBLIC, State
from campaigns.models import Campaign, Picture
from campaigns.search_documents import SOURCE
from cms.uploads import prepare_image
from kernel.domain import DomainError, gettext_noop
from search import registry
from tenants import audit

MOST = 6
CLOSED = frozenset({State.REJECTED, State.WITHDRAWN, State.CANCELLED})


@transaction.atomic
def add_picture(  # noqa: PLR0913  one argument for each field of the form
    *,
    campaign_id: UUID,
    by: User,
    at: datetime,
    file: IO[bytes],
    name: str,
    alt: str,
    credit: str,
    has_rights: bool,
    shows_pupils: bool = False,
) -> Picture:
    """Keep two cuts of a picture; raise UnsafeUpload or DomainError, and keep nothing."""
    campaign = locked(campaign_id)
    require_holder(campaign, by)
    if campaign.state in CLOSED:
        raise DomainError(gettext_noop("This project takes no picture any more."))
    if not alt.strip() or not credit.strip():
        raise DomainError(gettext_noop("Say what the picture shows, and who made it."))
    if not has_rights:
        raise DomainError(gettext_noop("A picture needs its rights, and those of whom it shows."))
    if campaign.pictures.count() >= MOST:
        raise DomainError(gettext_noop("Six pictures at most: take one away first."))
    safe = prepare_image(file, name=name)
    picture = Picture(
        campaign=campaign,
        alt=alt.strip()[:200],
        credit=credit.strip()[:100],
        shows_pupils=shows_pupils,
        rights_confirmed_at=at,
        added_by=by,
    )
    with Image.open(io.BytesIO(safe.read())) as drawn:
        picture.wide.save("", _cut(drawn, Picture.WIDE), save=False)
        picture.card.save("", _cut(drawn, Picture.CARD), save=False)
    picture.save()
    _changed(campaign)
    return picture


@transaction.atomic
def remove_picture(*, picture_id: UUID, by: User) -> Campaign:
    """Take a picture away, its files with it: a consent was withdrawn, or a better one is there."""
    found = Picture.objects.select_for_update(of=("self",)).select_related("campaign")
    picture = found.filter(pk=picture_id).first()
    if picture is None:
        raise DomainError(gettext_noop("This picture is no longer there."))
    require_holder(picture.campaign, by)
    files = [(file.storage, str(file.name)) for file in (picture.wide, picture.card)]
    campaign = picture.campaign
    picture.delete()
    audit.record(action="campaign.picture_removed", actor=by, target=campaign)
    _changed(campaign)
    # Were the transaction undone, the row must find its files again.
    for storage, name in files:
        transaction.on_commit(partial(storage.delete, name))
    return campaign


def _cut(drawn: Image.Image, size: tuple[int, int]) -> ContentFile[bytes]:
    stream = io.BytesIO()
    ImageOps.fit(drawn.convert("RGB"), size, Image.Resampling.LANCZOS).save(
        stream, "JPEG", quality=82, optimize=True, progressive=True
    )
    return ContentFile(stream.getvalue())


def _changed(campaign: Campaign) -> None:
    if State(campaign.state) in PUBLIC:
        registry.refresh(SOURCE, str(campaign.pk))
