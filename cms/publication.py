"""Stands before every publication, whichever screen, task or tool asks for it.

A page says what it lacks (`BasePage.gaps`); a sentence that a machine translated and nobody read
again is lacking its reader.
"""

from typing import Any

from django.utils.translation import ngettext

from cms.domain.gaps import Gap, PublicationRefused
from cms.translation_review import unread_sentences

# What was asked at the hour of planning is not asked again at the hour of publication: nobody is
# there to answer.
PLANNED = "wagtail.publish.scheduled"


def refuse_unready(page: Any, *, log_action: object = True) -> None:
    """Raise PublicationRefused when something is missing."""
    if log_action == PLANNED:
        return
    if found := gaps_of(page):
        raise PublicationRefused(page.title, found, page.pk)


def gaps_of(page: Any) -> list[Gap]:
    """Return all that the page lacks, its unread machine translation included."""
    unread = unread_sentences(page).count()
    found = list(page.gaps())
    if unread:
        message = ngettext(
            "%(count)s sentence translated by a machine has not been read by a person.",
            "%(count)s sentences translated by a machine have not been read by a person.",
            unread,
        ) % {"count": unread}
        found.append(Gap("", message))
    return found
