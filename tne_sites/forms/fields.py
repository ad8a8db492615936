"""Days and hours as French people type them."""

from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kernel.dates import parse_date, parse_time
from kernel.domain import UnreadableInput
from tne_sites import clock

# Beyond, a slip of the finger; and no clock is known there.
YEARS = range(2000, 2101)


class DayField(forms.CharField):
    """“3/2/26”, “mardi 3 février 2026” or what a date box sends."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean(self, value: Any) -> date | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            day = parse_date(typed, today=clock.today())
        except UnreadableInput as error:
            raise ValidationError(str(error)) from error
        if day.year not in YEARS:
            raise ValidationError(_("This year is too far away."))
        return day


class ClockField(forms.CharField):
    """“18h30”, “18:30”, “midi”."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")

    def clean(self, value: Any) -> time | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return parse_time(typed)
        except UnreadableInput as error:
            raise ValidationError(str(error)) from error
