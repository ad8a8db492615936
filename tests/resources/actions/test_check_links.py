"""Links are asked once a week; one bad evening kills none; our own silence kills none."""

from datetime import UTC, datetime, timedelta

import pytest

from resources.actions.check_links import NobodyAnswers, check_links
from resources.checking.base import FakeWeb
from resources.domain.links import Answer, LinkState, judge
from tests.resources.factories import make_link

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
WEEK = timedelta(days=7)
OK = Answer(status=200)


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (OK, "alive"),
        (Answer(status=403), "alive"),
        (Answer(status=429), "alive"),
        (Answer(status=200, moved_to="https://example.org/new"), "moved"),
        (Answer(status=404), "failing"),
        (Answer(status=500), "failing"),
        (Answer(problem="TimeoutError"), "failing"),
    ],
)
def test_an_answer_is_judged(answer, state):
    assert judge(answer, failures=0).state == state


def test_a_link_dies_the_third_week_and_may_come_back(national):
    link = make_link()
    gone = FakeWeb({link.url: Answer(status=404)})

    states = []
    for week in range(3):
        check_links(web=gone, at=NOON + week * WEEK)
        link.refresh_from_db()
        states.append(link.state)
    check_links(web=FakeWeb({link.url: OK}), at=NOON + 3 * WEEK)
    link.refresh_from_db()

    assert states == [LinkState.FAILING, LinkState.FAILING, LinkState.DEAD]
    assert (link.state, link.failures, link.problem) == (LinkState.ALIVE, 0, "")
    assert link.checked_at == NOON + 3 * WEEK


def test_a_link_is_asked_once_a_week(national):
    link = make_link()
    web = FakeWeb({link.url: OK})

    for day in range(8):
        check_links(web=web, at=NOON + timedelta(days=day))

    assert web.asked == [link.url, link.url]


def test_when_nobody_answers_no_link_is_judged(national):
    links = [make_link(url=f"https://example.org/{number}") for number in range(5)]

    with pytest.raises(NobodyAnswers):
        check_links(web=FakeWeb({}), at=NOON)

    links[0].refresh_from_db()
    assert links[0].state == LinkState.UNCHECKED
