"""Give many pages of the library the same audience, theme, licence or review date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from cms.domain.gaps import PublicationRefused


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What to write; what is empty is left as it is."""

    audiences: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    licence: str = ""
    review_on: date | None = None

    def __bool__(self) -> bool:
        return bool(self.audiences or self.themes or self.licence or self.review_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How many pages were published again, how many wait as drafts, and which were refused."""

    published: int
    drafts: int
    refused: tuple[str, ...]


def edit_pages(*, pages: Iterable[Any], changes: Changes, by: Any) -> Outcome:
    """Change each page in a revision of its own.

    A published page without a draft in progress is published again, if this person may publish;
    otherwise the change joins the draft, so that nobody's unfinished work goes out with it.
    """
    published = drafts = 0
    refused = []
    for page in pages:
        try:
            with transaction.atomic():
                is_public = _edit(page, changes, by)
        except PublicationRefused as error:
            refused.append(str(error))
        else:
            published, drafts = published + is_public, drafts + (not is_public)
    return Outcome(published=published, drafts=drafts, refused=tuple(refused))


def _edit(page: Any, changes: Changes, by: Any) -> bool:
    """Return whether readers see the change at once."""
    was_clean = page.live and not page.has_unpublished_changes
    draft = page.get_latest_revision_as_object()
    for name in ("audiences", "themes", "licence", "review_on"):
        value = getattr(changes, name)
        if value and hasattr(draft, name):
            setattr(draft, name, list(value) if isinstance(value, tuple) else value)
    revision = draft.save_revision(user=by, log_action=True, clean=False)
    if not was_clean or not page.permissions_for_user(by).can_publish():
        return False
    revision.publish(user=by)
    return True
