"""What the bank says of the platform's own account; each line is explained once, by a person."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from campaigns.domain.transfers import gifts_named_in, order_named_in
from campaigns.models.gift import Payment
from kernel.money import Money


class StatementFormat(models.TextChoices):
    CAMT = "camt", _("camt.053")
    CSV = "csv", _("table (CSV)")


class BankStatement(models.Model):
    """A file that was imported: its digest, not its content, which the bank keeps."""

    name = models.CharField(_("file"), max_length=120)
    format = models.CharField(_("format"), max_length=4, choices=StatementFormat)
    digest = models.CharField(max_length=64, unique=True)
    lines_read = models.PositiveIntegerField(_("lines read"))
    lines_new = models.PositiveIntegerField(_("new lines"))
    # What the bank says is on the account at the end of a day; a table says nothing of it.
    closing_on = models.DateField(_("day of the closing balance"), null=True)
    closing_cents = models.BigIntegerField(_("closing balance"), null=True)
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(_("imported"))

    class Meta:
        verbose_name = _("bank statement")
        verbose_name_plural = _("bank statements")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closing_on=None, closing_cents=None)
                | Q(closing_on__isnull=False, closing_cents__isnull=False),
                name="bank_statement_closes_on_a_day",
            )
        ]

    def __str__(self) -> str:
        return self.name


class LineState(models.TextChoices):
    NEW = "new", _("to be explained")
    GIFT = "gift", _("a gift")
    ASIDE = "aside", _("set aside, unidentified")
    RETURNED = "returned", _("to be sent back")
    ORDER = "order", _("one of our own payments")
    PROVIDER = "provider", _("from the payment provider")
    FEE = "fee", _("fees of the bank")
    PATRON = "patron", _("from a patron")
    REPAID = "repaid", _("paid back by a structure")
    OWN = "own", _("the platform’s own money")
    OTHER = "other", _("explained elsewhere")


class BankLineQuerySet(models.QuerySet["BankLine"]):
    def undecided(self) -> Self:
        return self.filter(state__in=[LineState.NEW, LineState.ASIDE])


class BankLine(models.Model):
    """One line: what came is positive, what left negative."""

    statement = models.ForeignKey(BankStatement, models.PROTECT, related_name="lines")
    key = models.CharField(max_length=64, unique=True)  # campaigns.domain.bank_lines.with_keys
    booked_on = models.DateField(_("date"))
    amount_cents = models.BigIntegerField(_("amount in cents"))
    name = models.CharField(_("from, or to"), max_length=300, blank=True)
    iban = models.CharField(_("account"), max_length=300, blank=True)
    words = models.CharField(_("words of the transfer"), max_length=600, blank=True)
    reference = models.CharField(_("reference"), max_length=300, blank=True)
    state = models.CharField(
        _("state"), max_length=8, choices=LineState, default=LineState.NEW, db_index=True
    )
    payment = models.ForeignKey(Payment, models.PROTECT, null=True, related_name="bank_lines")
    reason = models.CharField(_("reason, kept private"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = BankLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of the bank")
        verbose_name_plural = _("lines of the bank")
        ordering = ["booked_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(amount_cents=0), name="bank_line_moves_something"),
            models.CheckConstraint(
                condition=Q(state="gift", payment__isnull=False)
                | ~Q(state="gift") & Q(payment=None),
                name="bank_line_of_a_gift_names_it",
            ),
            models.CheckConstraint(
                condition=Q(amount_cents__gt=0)
                | Q(state__in=["new", "order", "fee", "own", "other"]),
                name="bank_line_that_left_is_no_gift",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.booked_on} {self.amount}"

    @property
    def amount(self) -> Money:
        return Money(self.amount_cents)

    @property
    def source(self) -> str:
        """What the ledger's entries call it; campaigns.models.checking knows this form too."""
        return f"bank:{self.pk}"

    @property
    def order(self) -> int | None:
        """The number of our own order that it names."""
        return order_named_in(f"{self.reference} {self.words}")

    @property
    def gifts_named(self) -> list[str]:
        return gifts_named_in(f"{self.reference} {self.words}")

    @property
    def masked_iban(self) -> str:
        return f"{self.iban[:4]} … {self.iban[-4:]}" if self.iban else ""
