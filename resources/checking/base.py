"""The port: what the check of links needs of the web, and a fake beside it."""

from collections.abc import Mapping
from typing import Protocol

from resources.domain.links import Answer


class Web(Protocol):
    """Opens an address as a reader would, and says what came back; never raises."""

    def ask(self, url: str) -> Answer: ...


class FakeWeb:
    """Answers what it was told, and remembers what it was asked."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def ask(self, url: str) -> Answer:
        self.asked.append(url)
        return self.answers.get(url, Answer(problem="unknown host"))
