"""What an answer says of an outside link. Pure rules."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# One bad evening proves nothing: a link dies after that many weeks without an answer.
FAILURES_OF_THE_DEAD = 3
OK = range(200, 300)
FOR_EVER = {301, 308}
# The site is there, and does not like programs: a person may well read it.
SHY = {401, 402, 403, 405, 406, 429, 999}


class LinkState(TextChoices):
    UNCHECKED = "unchecked", _("Not checked yet")
    ALIVE = "alive", _("Answers")
    MOVED = "moved", _("Has moved")
    FAILING = "failing", _("Did not answer last time")
    DEAD = "dead", _("No longer answers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back: a status, or what prevented one; where it was found, if it had moved."""

    status: int | None = None
    problem: str = ""
    moved_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is written of the link."""

    state: LinkState
    failures: int = 0
    problem: str = ""
    moved_to: str = ""


def answered(answer: Answer) -> bool:
    """Say whether anybody answered at all, were it a refusal."""
    return answer.status is not None


def judge(answer: Answer, *, failures: int) -> Verdict:
    """Return the new state of a link that had failed that many times in a row."""
    if answer.status in OK and answer.moved_to:
        return Verdict(state=LinkState.MOVED, moved_to=answer.moved_to)
    if answer.status is not None and (answer.status in OK or answer.status in SHY):
        return Verdict(state=LinkState.ALIVE)
    failures += 1
    is_dead = failures >= FAILURES_OF_THE_DEAD
    return Verdict(
        state=LinkState.DEAD if is_dead else LinkState.FAILING,
        failures=failures,
        problem=(answer.problem or f"HTTP {answer.status}")[:200],
    )
