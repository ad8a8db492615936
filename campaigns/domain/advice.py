"""What helps a collection now: the nearest people first, then everybody. Pure Python."""

from datetime import timedelta

from campaigns.domain.standing import Standing
from kernel.domain import gettext_noop

START, END = timedelta(days=7), timedelta(days=7)

FIRST = (
    gettext_noop("Write by name to twenty people who know the class: nothing replaces it."),
    gettext_noop("Slip a paper into each notebook: eight on a sheet, with the code to give."),
    gettext_noop("Wait before you ask strangers: they give to what has already begun."),
)
MIDDLE = (
    gettext_noop("Tell something of the project: each news brings gifts."),
    gettext_noop("Go one circle further: town hall, shops, clubs, the local newspaper."),
    gettext_noop("Hang the poster at the gate, at the library, at the baker’s."),
)
LAST = (
    gettext_noop("Say how much is missing and how many days are left, nothing else."),
    gettext_noop("Ask those who gave to tell one person."),
    gettext_noop("Call those who had promised."),
)
REACHED = (
    gettext_noop("The minimum is there: say thank you, and what the optimum adds."),
    gettext_noop("Tell it to the local newspaper: a success is a story."),
)
OVER = (
    gettext_noop("Thank everybody, on the page and in person."),
    gettext_noop("Tell what became of the project: it is what donors ask for most."),
)


def advice(
    standing: Standing, *, since_opening: timedelta, until_end: timedelta
) -> tuple[str, ...]:
    """Return the sentences of this phase, the most useful first."""
    if until_end <= timedelta(0):
        return OVER
    if standing.has_minimum:
        return REACHED
    if until_end <= END:
        return LAST
    return FIRST if since_opening <= START else MIDDLE
