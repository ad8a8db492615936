"""Dates of the demonstration: counted from the day it is loaded."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cms.models import BasePage

DAYS_APART = 2
FIRST_DAYS = 3
REVIEW_DAYS = 300


@dataclass(frozen=True, slots=True)
class Dates:
    at: datetime

    def stamp[P: BasePage](self, page: P, number: int) -> P:
        """Publish a page some days before today, the first of its shelf last."""
        moment = self.at - timedelta(days=FIRST_DAYS + DAYS_APART * number, minutes=number)
        page.first_published_at = page.last_published_at = moment
        page.review_on = (self.at + timedelta(days=REVIEW_DAYS + number)).date()
        return page
