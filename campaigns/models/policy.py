"""The rules of money, each version with its date and who decided it; none is ever changed."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from campaigns.domain.policy import SMALL_EXCESS, BoostReading, Terms
from kernel.money import Money

READINGS = [
    (BoostReading.TOTAL, _("of the final total")),
    (BoostReading.GIFTS, _("of what donors gave")),
    (BoostReading.MINIMUM, _("of the minimum goal")),
]


class PolicyQuerySet(models.QuerySet["Policy"]):
    def in_force(self, at: datetime) -> Self:
        return self.filter(valid_from__lte=at).order_by("-valid_from")


class Policy(models.Model):
    """What applies to campaigns published from a moment on."""

    valid_from = models.DateTimeField(_("applies from"), unique=True)
    commission_percent = models.DecimalField(
        _("commission, in percent"),
        max_digits=4,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(20)],
    )
    least_gift_cents = models.PositiveBigIntegerField(_("smallest gift"))
    largest_gift_cents = models.PositiveBigIntegerField(_("largest gift without a call"))
    minimum_cap_cents = models.PositiveBigIntegerField(_("cap on the minimum goal"))
    longest_days = models.PositiveSmallIntegerField(
        _("longest collection, in days"),
        validators=[MinValueValidator(1), MaxValueValidator(365)],
    )
    two_persons_cents = models.PositiveBigIntegerField(_("two persons agree above"))
    small_excess_cents = models.PositiveBigIntegerField(
        _("excess of a transfer that goes to the fund, up to"), default=SMALL_EXCESS.cents
    )
    boost_reading = models.CharField(_("the share of boosts is"), max_length=7, choices=READINGS)
    boost_percent = models.DecimalField(
        _("share of boosts, in percent"),
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    reason = models.CharField(_("why"), max_length=300)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = PolicyQuerySet.as_manager()

    class Meta:
        verbose_name = _("rules of money")
        verbose_name_plural = _("rules of money")
        ordering = ["-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(commission_percent__gte=0, commission_percent__lte=20),
                name="policy_commission_is_a_share",
            ),
            models.CheckConstraint(
                condition=Q(boost_percent__gte=0, boost_percent__lte=100),
                name="policy_boost_is_a_share",
            ),
            models.CheckConstraint(
                condition=Q(least_gift_cents__gt=0)
                & Q(largest_gift_cents__gte=models.F("least_gift_cents")),
                name="policy_gifts_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.valid_from:%Y-%m-%d %H:%M}"

    @property
    def terms(self) -> Terms:
        return Terms(
            commission_percent=self.commission_percent,
            least_gift=Money(self.least_gift_cents),
            largest_gift=Money(self.largest_gift_cents),
            minimum_cap=Money(self.minimum_cap_cents),
            longest_days=self.longest_days,
            two_persons_above=Money(self.two_persons_cents),
            small_excess=Money(self.small_excess_cents),
            boost_reading=BoostReading(self.boost_reading),
            boost_percent=self.boost_percent,
        )
