"""Ask every outside link whether it still answers, a week after the last time."""

from datetime import datetime, timedelta

from resources.checking.base import Web
from resources.domain.links import Answer, answered, judge
from resources.models import OutsideLink

EVERY = timedelta(days=6)  # a daily job then asks about once a week
MOST_AT_ONCE = 200
# Fewer silences than that may be their fault; as many, without a single answer, are ours.
TELLING = 5


class NobodyAnswers(RuntimeError):
    """No site answered at all: this machine has no way out, and no link is judged by it."""


def check_links(*, web: Web, at: datetime) -> int:
    """Write the state of the links of this site that are due; return how many were asked.

    The same address is asked once, whatever the languages it is listed in.
    """
    due = OutsideLink.objects.due(before=at - EVERY)[:MOST_AT_ONCE]
    answers = {url: web.ask(url) for url in dict.fromkeys(link.url for link in due)}
    if len(answers) >= TELLING and not any(map(answered, answers.values())):
        raise NobodyAnswers
    for url, answer in answers.items():
        _write(url, answer, at)
    return len(answers)


def _write(url: str, answer: Answer, at: datetime) -> None:
    links = OutsideLink.objects.filter(url=url)
    failures = max(links.values_list("failures", flat=True), default=0)
    verdict = judge(answer, failures=failures)
    links.update(
        state=verdict.state,
        failures=verdict.failures,
        problem=verdict.problem,
        moved_to=verdict.moved_to[:500],
        checked_at=at,
    )
