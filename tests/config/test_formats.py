"""Dates and hours, in each language's own order."""

from datetime import datetime

import pytest
from django.utils import translation
from django.utils.formats import date_format

AT = datetime(2026, 9, 2, 18, 5)  # noqa: DTZ001 - only its writing matters


@pytest.mark.parametrize(
    ("language", "style", "written"),
    [
        ("fr", "DATE_FORMAT", "2 septembre 2026"),
        ("fr", "DATETIME_FORMAT", "2 septembre 2026 à 18\u00a0h\u00a005"),
        ("ar", "DATE_FORMAT", "2 سبتمبر 2026"),
        ("ar", "DATETIME_FORMAT", "2 سبتمبر 2026، 18:05"),
        ("ar", "SHORT_DATETIME_FORMAT", "02/09/2026 18:05"),
    ],
)
def test_a_moment_is_written_as_its_readers_do(language, style, written) -> None:
    with translation.override(language):
        assert date_format(AT, style) == written
