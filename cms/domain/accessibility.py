"""What a site may say of its accessibility (RGAA 4.1.2, decree 2019-768).

Nothing better than its audit.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

VALID_YEARS = 3
# Where to turn when the site does not answer: the words of the legal template around them do not
# change.
DEFENDER_FORM = "https://formulaire.defenseurdesdroits.fr/"
DEFENDER_DELEGATES = "https://www.defenseurdesdroits.fr/saisir/delegues"
FULL = Decimal(100)
HALF = Decimal(50)


class Status(TextChoices):
    FULL = "full", _("fully compliant")
    PARTIAL = "partial", _("partially compliant")
    NONE = "none", _("not compliant")


@dataclass(frozen=True, slots=True)
class Audit:
    """One audit of the site.

    Its date and the share of the criteria that apply and are met, in per cent.
    """

    done_on: date | None
    rate: Decimal | None

    @property
    def valid_until(self) -> date | None:
        if self.done_on is None:
            return None
        try:
            return self.done_on.replace(year=self.done_on.year + VALID_YEARS)
        except ValueError:  # 29 February
            return self.done_on.replace(year=self.done_on.year + VALID_YEARS, day=28)

    def is_valid(self, *, at: date) -> bool:
        """Say whether the audit counts: done, not in the future, younger than three years."""
        until = self.valid_until
        return (
            self.rate is not None
            and self.done_on is not None
            and until is not None
            and self.done_on <= at <= until
        )


def status(audit: Audit, *, at: date) -> Status:
    """Return the legal status.

    Without a valid audit, or under half of the criteria, not compliant.
    """
    if not audit.is_valid(at=at) or audit.rate is None or audit.rate < HALF:
        return Status.NONE
    return Status.FULL if audit.rate >= FULL else Status.PARTIAL
