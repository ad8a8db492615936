"""What leaves by bank transfer: to a structure, back to a donor, back to somebody unknown."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from campaigns.domain import accounts
from campaigns.models.bank_line import BankLine
from campaigns.models.campaign import Campaign
from campaigns.models.gift import Refund
from kernel.money import Money


class PayoutState(models.TextChoices):
    DRAFT = "draft", _("to be approved")
    APPROVED = "approved", _("approved")
    EXPORTED = "exported", _("sent to the bank")
    BOOKED = "booked", _("paid")
    RETURNED = "returned", _("returned by the bank")


class PayoutFile(models.Model):
    """One pain.001 file, kept as it was: its digest says which was signed at the bank."""

    message_id = models.CharField(max_length=35, unique=True)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    count = models.PositiveIntegerField()
    total_cents = models.PositiveBigIntegerField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("transfer file")
        verbose_name_plural = _("transfer files")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.message_id


ONE_CAUSE = (
    Q(campaign__isnull=False, refund=None, line=None)
    | Q(campaign=None, refund__isnull=False, line=None)
    | Q(campaign=None, refund=None, line__isnull=False)
)
GOING = ~Q(state="returned")


class Payout(models.Model):
    """One transfer; a returned one is followed by another.

    Payee and account are copied: what was approved is what is sent.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, null=True, related_name="payouts")
    refund = models.ForeignKey(Refund, models.PROTECT, null=True, related_name="payouts")
    line = models.ForeignKey(BankLine, models.PROTECT, null=True, related_name="payouts")
    amount_cents = models.PositiveBigIntegerField(_("amount in cents"))
    payee = models.CharField(_("in the name of"), max_length=140)
    iban = models.CharField(_("IBAN"), max_length=34)
    bic = models.CharField(_("BIC"), max_length=11, blank=True)
    state = models.CharField(
        _("state"), max_length=8, choices=PayoutState, default=PayoutState.DRAFT
    )
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    file = models.ForeignKey(PayoutFile, models.PROTECT, null=True, related_name="payouts")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("payment of ours")
        verbose_name_plural = _("payments of ours")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=ONE_CAUSE, name="payout_has_one_cause"),
            models.UniqueConstraint(
                fields=["campaign"], condition=GOING, name="payout_one_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["refund"], condition=GOING, name="payout_once_for_a_refund"
            ),
            models.UniqueConstraint(
                fields=["line"], condition=GOING, name="payout_once_for_a_line"
            ),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="payout_positive"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("prepared_by")),
                name="payout_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(approved_by__isnull=False),
                name="payout_approved_before_sent",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "approved"]) | Q(file__isnull=False),
                name="payout_sent_in_a_file",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def amount(self) -> Money:
        return Money(self.amount_cents)

    @property
    def account(self) -> str:
        """The ledger's account from which it is paid."""
        if self.campaign_id:
            return accounts.payable(accounts.campaign(self.campaign_id))
        return self.refund.account if self.refund else accounts.UNKNOWN_REFUNDS

    @property
    def reference(self) -> str:
        """What comes back on the bank's statement: campaigns.domain.transfers reads it."""
        return f"TROUSSE-V{self.pk:08d}"

    @property
    def masked_iban(self) -> str:
        return f"{self.iban[:4]} … {self.iban[-4:]}"
