"""Components that wrap content, and the small computations that drawings need.

A component without content is included: `{% include "components/strips.html" with … only %}`.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.template.loader import render_to_string
from django.templatetags.tz import do_timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cms import workshops
from cms.domain import charts
from cms.domain.progress import Progress
from cms.navigation import direction
from kernel.money import Money
from kernel.numbers import format_integer
from kernel.phones import format_phone
from tenants.context import current_tenant
from territories.domain.departments import time_zone

register = template.Library()

LEVELS = (2, 3, 4)


@register.filter
def euros(cents: int | None) -> str:
    """Write whole cents as people read them: `1 424,50 €`, `1 424 €`, `€1,424.50` in English."""
    if cents is None:
        return ""
    if get_language() == "en":
        whole = cents % 100 == 0
        return f"€{cents // 100:,}" if whole else f"€{cents / 100:,.2f}"
    return Money(cents).short()


@register.filter
def number(value: int | None) -> str:
    """Write a whole number with thousands that do not break: `1 424`."""
    if value is None:
        return ""
    return f"{value:,}" if get_language() == "en" else format_integer(value)


@register.filter
def phone(number: str) -> str:
    """Write a telephone number as its readers dial it: `06 12 34 56 78`."""
    return format_phone(number) if number else ""


@register.filter
def hour(instant: datetime) -> str:
    """Write the hour of a clock as people say it: `18 h 30`, `9 h`; never moved to another zone."""
    return workshops.hour(instant)


@register.filter
def here(instant: date) -> date:
    """Put an instant on the clock of the site: `date` then writes the day that its readers had."""
    tenant = current_tenant()
    if not isinstance(instant, datetime):
        return instant
    return do_timezone(instant, time_zone(tenant.code if tenant else ""))


@register.filter
def foreign(thing: Any) -> SafeString | str:
    """Mark the language of a page's, or a card's, own words where it is not the reader's."""
    locale = getattr(thing, "locale", None)
    code = locale.language_code if locale else getattr(thing, "language", "")
    if not code or code == get_language():
        return ""
    return format_html(' lang="{}" dir="{}"', code, direction(code))


@register.filter
def percent_of(part: int, whole: int) -> int:
    """Return whole percents, 0 when there is nothing to compare with."""
    return part * 100 // whole if whole else 0


@register.simple_tag
def progress(raised_cents: int, minimum_cents: int, optimum_cents: int) -> Progress:
    """`{% progress raised minimum optimum as p %}`: see cms/domain/progress.py."""
    return Progress(raised_cents, minimum_cents, optimum_cents)


@register.simple_tag
def bar_chart(rows: Iterable[Mapping[str, Any]]) -> list[charts.Bar]:
    """`{% bar_chart rows as bars %}`; rows have a `label` and a `value`."""
    return charts.bars(_points(rows))


@register.simple_tag
def line_chart(rows: Iterable[Mapping[str, Any]]) -> list[charts.Dot]:
    return charts.line(_points(rows))


@register.simple_tag
def stacked_chart(rows: Iterable[Mapping[str, Any]]) -> list[charts.Part]:
    return charts.stack(_points(rows))


@register.simple_tag
def page_numbers(page: Page[Any]) -> list[int | str]:
    """Return the pages to link: the first, the last, those around the current one, and gaps."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))


@register.simple_block_tag
def card(content: SafeString, heading: str, url: str = "", **options: Any) -> SafeString:
    """A sheet that leads to one thing: see templates/components/card.html for the options."""
    options.setdefault("level", 3)
    return _render("card", options, content=content, heading=heading, url=url)


@register.simple_block_tag
def notice(
    content: SafeString, kind: str = "info", heading: str = "", **options: Any
) -> SafeString:
    """Something to know; kind is info, ok, warn or error."""
    return _render("notice", options, content=content, kind=kind, heading=heading)


@register.simple_block_tag
def panel(content: SafeString, heading: str = "", **options: Any) -> SafeString:
    """A large pale sheet that sets content apart."""
    return _render("panel", options, content=content, heading=heading)


@register.simple_block_tag
def dialog(content: SafeString, id: str, heading: str, **options: Any) -> SafeString:  # noqa: A002 - the attribute's name
    """A window over the page, opened by a button with `popovertarget`."""
    return _render("dialog", options, content=content, id=id, heading=heading)


@register.simple_block_tag
def scroll(content: SafeString, label: str) -> SafeString:
    """Let a wide table scroll by itself, by keyboard too, instead of the page."""
    return _render("scroll", {}, content=content, label=label)


def _render(name: str, options: Mapping[str, Any], **context: Any) -> SafeString:
    return render_to_string(f"components/{name}.html", {**options, **context})


def _points(rows: Iterable[Mapping[str, Any]]) -> list[charts.Point]:
    return [charts.Point(str(row["label"]), row["value"]) for row in rows]
