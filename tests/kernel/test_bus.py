from dataclasses import dataclass

import pytest
from django.db import transaction

from kernel.bus import publish, subscribe, unsubscribe
from kernel.domain import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened(Event):
    number: int


@pytest.fixture
def heard():
    numbers = []

    def listen(event):
        numbers.append(event.number)

    subscribe(Happened)(listen)
    yield numbers
    unsubscribe(Happened, listen)


@pytest.mark.django_db
def test_an_event_is_heard_after_commit(heard, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        publish(Happened(number=1))
        assert heard == []

    assert heard == [1]


@pytest.mark.django_db
def test_an_undone_fact_is_never_heard(heard, django_capture_on_commit_callbacks):
    def say_and_fail():
        with transaction.atomic():
            publish(Happened(number=1))
            raise RuntimeError

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError):
        say_and_fail()

    assert heard == []


@pytest.mark.django_db
def test_a_broken_handler_does_not_silence_the_others(
    heard, django_capture_on_commit_callbacks, caplog
):
    @subscribe(Happened)
    def break_down(event):
        raise RuntimeError("broken")

    try:
        with django_capture_on_commit_callbacks(execute=True):
            publish(Happened(number=1))
    finally:
        unsubscribe(Happened, break_down)

    assert heard == [1]
