"""The ledger's tables. Only the functions of migration 0004 write them (campaigns.models.posting).

The role of the web may read them and run those functions; nobody may change what is written.
"""

from typing import Self

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _

from campaigns.domain.accounts import Family, Kind


class AccountState(models.TextChoices):
    OPEN = "open", _("open")
    CLOSING = "closing", _("closing")  # no new hold; what was promised may still arrive
    CLOSED = "closed", _("closed")  # receives nothing more


def _summed(side: str) -> Coalesce:
    """Add up the movements of one side: a subquery, since joining both sides would multiply."""
    rows = Movement.objects.filter(**{side: models.OuterRef("pk")}).order_by().values(side)
    total = rows.annotate(total=models.Sum("amount_cents")).values("total")
    return Coalesce(models.Subquery(total), 0, output_field=models.BigIntegerField())


class AccountQuerySet(models.QuerySet["Account"]):
    def with_sums(self) -> Self:
        """Annotate what the movements say, whatever is kept beside the account."""
        return self.annotate(
            summed_debits=_summed("debit"), summed_credits=_summed("credit")
        ).annotate(summed_cents=F("summed_credits") - F("summed_debits"))

    def summed(self) -> dict[str, int]:
        """Return what the movements leave in each account, by its code: positive on its credit."""
        return dict(self.with_sums().values_list("code", "summed_cents"))

    def guarded(self) -> Self:
        return self.filter(is_guarded=True)


class Account(models.Model):
    """A pot of money. A guarded one keeps its balance beside it and never goes below zero."""

    code = models.CharField(max_length=120, unique=True)
    family = models.CharField(max_length=16, choices=[(item.value, item.value) for item in Family])
    kind = models.CharField(max_length=9, choices=[(item.value, item.value) for item in Kind])
    is_guarded = models.BooleanField()
    owner = models.ForeignKey("self", models.PROTECT, null=True, related_name="owned")
    state = models.CharField(max_length=8, choices=AccountState, db_default=AccountState.OPEN)
    debits_cents = models.BigIntegerField(db_default=0)
    credits_cents = models.BigIntegerField(db_default=0)
    cap_cents = models.BigIntegerField(null=True)
    held_cents = models.BigIntegerField(db_default=0)
    # What a campaign raised: closing and paying out empty the account, never this.
    raised_cents = models.BigIntegerField(db_default=0)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = AccountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_guarded=False) | Q(credits_cents__gte=F("debits_cents")),
                name="account_never_overdrawn",
            ),
            models.CheckConstraint(
                condition=Q(cap_cents=None)
                | Q(state="closed")
                | Q(cap_cents__gte=F("credits_cents") - F("debits_cents") + F("held_cents")),
                name="account_under_its_cap",
            ),
            models.CheckConstraint(
                condition=Q(debits_cents__gte=0)
                & Q(credits_cents__gte=0)
                & Q(held_cents__gte=0)
                & (Q(cap_cents=None) | Q(cap_cents__gte=0)),
                name="account_figures_positive",
            ),
            models.CheckConstraint(
                condition=Q(raised_cents__gte=0), name="account_raised_positive"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def balance_cents(self) -> int:
        """What is in a guarded account; the others are summed."""
        return self.credits_cents - self.debits_cents


class Pattern(models.Model):
    """A movement that entries of one kind may hold: a copy of campaigns.domain.patterns."""

    pk = models.CompositePrimaryKey("entry_kind", "debit", "credit")
    entry_kind = models.CharField(max_length=20)
    debit = models.CharField(max_length=16)
    credit = models.CharField(max_length=16)
    raised = models.SmallIntegerField()  # effect on what the campaign raised: 1, 0, -1

    def __str__(self) -> str:
        return f"{self.entry_kind}: {self.debit} → {self.credit}"


class Entry(models.Model):
    """One fact, written once: its key is what it is about, its fingerprint what it says."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=120)
    fingerprint = models.BinaryField(max_length=32)
    source = models.CharField(max_length=80)
    campaign = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="+", db_index=False
    )
    reverses = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            # No field is `unique`: Django would add an index for LIKE, which nobody asks.
            models.UniqueConstraint(fields=["key"], name="entry_key_once"),
            models.UniqueConstraint(
                fields=["reverses"],
                condition=Q(reverses__isnull=False),
                name="entry_reversed_once",
            ),
        ]
        # Each gift writes two: what is kept up for them is as little as questions need.
        indexes = [
            models.Index(
                fields=["campaign"], condition=Q(campaign__isnull=False), name="entry_of_campaign"
            ),
            # Entries lie in the order of their time.
            BrinIndex(fields=["recorded_at"], autosummarize=True, name="entry_by_time"),
        ]

    def __str__(self) -> str:
        return self.key


class Movement(models.Model):
    """An amount leaves one account for another: the books balance row by row."""

    pk = models.CompositePrimaryKey("entry_id", "line")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="movements", db_index=False)
    line = models.SmallIntegerField()
    debit = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    credit = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    amount_cents = models.BigIntegerField()
    gift_id = models.BigIntegerField(null=True)  # no donor here: forgetting one leaves the books

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="movement_positive"),
            models.CheckConstraint(
                condition=~Q(debit=F("credit")), name="movement_between_two_accounts"
            ),
        ]
        indexes = [
            models.Index(fields=["debit"], include=["amount_cents"], name="movement_debit"),
            models.Index(fields=["credit"], include=["amount_cents"], name="movement_credit"),
            models.Index(
                fields=["gift_id"], condition=Q(gift_id__isnull=False), name="movement_gift"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}/{self.line}"


class HoldState(models.TextChoices):
    LIVE = "live", _("live")
    USED = "used", _("used")
    RELEASED = "released", _("released")


class Hold(models.Model):
    """Room kept under a campaign's cap while its donor is paying."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="holds")
    gift_id = models.BigIntegerField()
    amount_cents = models.BigIntegerField()
    state = models.CharField(max_length=8, choices=HoldState, db_default=HoldState.LIVE)
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="hold_positive"),
            models.UniqueConstraint(
                fields=["gift_id"], condition=Q(state="live"), name="hold_once_per_gift"
            ),
        ]
        indexes = [
            models.Index(
                fields=["expires_at"], condition=Q(state="live"), name="hold_live_by_expiry"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.amount_cents} ({self.state})"
