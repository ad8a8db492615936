from datetime import date
from typing import Any, cast

from django.apps import AppConfig
from django.utils.dateformat import DateFormat
from django.utils.translation import get_language, gettext

from kernel.domain import DomainError


def day_of_month(self: DateFormat) -> Any:
    """Write the first of a month as French people do: 1er septembre, 2 septembre."""
    day = cast("date", self.data).day
    return "1er" if day == 1 and get_language() == "fr" else day


class KernelConfig(AppConfig):
    """No models: template tags, system checks, and errors that speak the reader's language."""

    name = "kernel"

    def ready(self) -> None:
        from kernel import checks  # noqa: F401, PLC0415 - registers the checks, once models are loaded

        DomainError.translate = gettext
        # Every date of every page, message and printed sheet is written by this one class.
        DateFormat.j = day_of_month  # type: ignore[method-assign]  # see day_of_month
