"""What a page lacks before anybody may read it: refused with the whole list, not one by one."""

from dataclasses import dataclass
from typing import Any

from kernel.domain import DomainError, gettext_noop


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing: where to put it, and what to put there."""

    field: str  # of the form; empty for what no field of it mends
    message: Any  # a sentence, maybe lazy


class PublicationRefused(DomainError):
    """A page that lacks something was about to be published; the draft is kept."""

    def __init__(self, title: str, gaps: list[Gap], page_id: int | None = None) -> None:
        said = " ".join(str(gap.message) for gap in gaps)
        super().__init__(
            gettext_noop("“%(title)s” cannot be published yet. %(gaps)s"), title=title, gaps=said
        )
        self.gaps = gaps
        self.page_id = page_id
