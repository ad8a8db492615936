"""A gift, the attempts to pay it, and what goes back: never edited, only moved forward."""

import secrets
import uuid
from datetime import datetime
from typing import Self

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _

from campaigns.domain import accounts, policy
from campaigns.domain.payments import PaymentState, RefundState
from campaigns.models.campaign import Campaign
from kernel.money import Money

# Without the letters that are read as figures.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_reference() -> str:
    """Return what a donor can read on the telephone: `D-7K3M-9Q2P`."""
    word = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"D-{word[:4]}-{word[4:]}"


class Method(models.TextChoices):
    CARD = "card", _("by card")
    TRANSFER = "transfer", _("by bank transfer")


class OnFailure(models.TextChoices):
    REFUND = "refund", _("give me my money back")
    FUND = "fund", _("give it to the solidarity fund")


class DonorKind(models.TextChoices):
    PERSON = "person", _("a person")
    COMPANY = "company", _("a company or an association")


class GiftQuerySet(models.QuerySet["Gift"]):
    def paid(self) -> Self:
        """Those that arrived, each once: also when several attempts were paid."""
        arrived = Payment.objects.filter(gift=OuterRef("pk"), state=PaymentState.SUCCEEDED)
        return self.filter(Exists(arrived))


class Gift(models.Model):
    """What somebody wants to give, and how they want it used; never shown to the public."""

    id = models.BigAutoField(primary_key=True)
    token = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=12, default=new_reference, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, null=True, related_name="gifts")
    fund = models.CharField(max_length=120, blank=True)  # account of a gift to the fund
    amount_cents = models.PositiveBigIntegerField(_("amount in cents"))
    on_failure = models.CharField(max_length=6, choices=OnFailure, default=OnFailure.REFUND)
    donor_kind = models.CharField(max_length=7, choices=DonorKind, default=DonorKind.PERSON)
    donor_email = models.EmailField(_("e-mail address"), blank=True)
    donor_name = models.CharField(_("name"), max_length=140, blank=True)
    donor_address = models.CharField(_("postal address"), max_length=300, blank=True)
    donor_siret = models.CharField(_("SIRET"), max_length=14, blank=True)
    pseudonym = models.CharField(_("pseudonym"), max_length=60, blank=True)
    message = models.CharField(_("word of support"), max_length=280, blank=True)
    reward = models.CharField(_("reward"), max_length=120, blank=True)
    wants_receipt = models.BooleanField(default=False)
    language = models.CharField(max_length=10, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    refused_at = models.DateTimeField(_("refused by the school"), null=True, editable=False)

    objects = GiftQuerySet.as_manager()

    class Meta:
        verbose_name = _("gift")
        verbose_name_plural = _("gifts")
        ordering = ["-pk"]
        indexes = [
            # Addresses are kept in small letters (campaigns.actions.start_gift).
            models.Index(fields=["donor_email"], name="gift_by_address"),
            # Gifts lie in the order of their time.
            BrinIndex(fields=["created_at"], autosummarize=True, name="gift_by_time"),
        ]
        constraints = [
            # Not `unique` on the field: that brings an index for LIKE, which nobody asks.
            models.UniqueConstraint(fields=["reference"], name="gift_reference_once"),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="gift_positive"),
            models.CheckConstraint(
                condition=Q(campaign__isnull=False, fund="")
                | Q(campaign__isnull=True, fund__startswith="fund:"),
                name="gift_to_a_campaign_or_the_fund",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def account(self) -> str:
        """The ledger's account to which it goes."""
        return accounts.campaign(self.campaign_id) if self.campaign_id else self.fund

    @property
    def amount(self) -> Money:
        return Money(self.amount_cents)


class PaymentQuerySet(models.QuerySet["Payment"]):
    def unfinished(self) -> Self:
        return self.filter(state__in=PaymentState.unfinished())

    def to_close(self, at: datetime) -> Self:
        """Those whose page may still be open though its gift was paid otherwise, or abandoned."""
        paid = Payment.objects.filter(gift=OuterRef("gift"), state=PaymentState.SUCCEEDED)
        # The provider ends by itself a page that has lived its time: only abandoned ones are left.
        is_abandoned = Q(expires_at__lte=at, created_at__gt=at - policy.PAGE_LIFE)
        return self.filter(Exists(paid) | is_abandoned, state=PaymentState.REDIRECTED)

    def to_examine(self) -> Self:
        """Those that differ from what was asked, and of which nobody has decided yet."""
        gone = Refund.objects.going().filter(payment=OuterRef("pk")).values("payment")
        cents = Coalesce(Subquery(gone.annotate(sum=Sum("amount_cents")).values("sum")), 0)
        rows = self.filter(state=PaymentState.MISMATCH)
        return rows.annotate(kept_cents=F("received_cents") - cents).filter(kept_cents__gt=0)


class Payment(models.Model):
    """One attempt to pay a gift, on the provider's page; its key is kept before the call."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gift = models.ForeignKey(Gift, models.PROTECT, related_name="payments")
    method = models.CharField(max_length=8, choices=Method, default=Method.CARD)
    state = models.CharField(max_length=16, choices=PaymentState, default=PaymentState.CREATED)
    amount_cents = models.PositiveBigIntegerField()
    received_cents = models.PositiveBigIntegerField(default=0)
    checkout = models.CharField(max_length=120, blank=True)
    provider_payment = models.CharField(max_length=120, blank=True)
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    settled_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)  # when the provider was last asked

    objects = PaymentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="payment_positive"),
            models.UniqueConstraint(
                fields=["checkout"], condition=~Q(checkout=""), name="payment_checkout_once"
            ),
            models.UniqueConstraint(
                fields=["provider_payment"],
                condition=~Q(provider_payment=""),
                name="payment_at_provider_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=Q(
                    state__in=["created", "redirected", "processing", "awaited", "partial"]
                ),
                name="payment_unfinished",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def kept(self) -> Money:
        """What came, less what went back of it or is to."""
        gone = self.refunds.all().going().aggregate(sum=Sum("amount_cents"))["sum"] or 0
        return Money(max(0, self.received_cents - gone))


class RefundQuerySet(models.QuerySet["Refund"]):
    def going(self) -> Self:
        """Those by which money goes back, or went."""
        return self.exclude(state=RefundState.DROPPED)


class Refund(models.Model):
    """Money owed back for one payment: due in the ledger first, then asked of the provider."""

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="refunds")
    cause = models.CharField(max_length=80)  # key of the ledger's entry that made it due
    account = models.CharField(max_length=120)  # refund_payable:…
    amount_cents = models.PositiveBigIntegerField()
    state = models.CharField(max_length=10, choices=RefundState, default=RefundState.DUE)
    attempt = models.PositiveSmallIntegerField(default=1)
    provider_refund = models.CharField(max_length=120, blank=True)
    asked_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = RefundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="refund_positive"),
            models.UniqueConstraint(fields=["payment", "cause"], name="refund_once_per_cause"),
            models.UniqueConstraint(
                fields=["provider_refund"],
                condition=~Q(provider_refund=""),
                name="refund_at_provider_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payment_id} {self.amount_cents}"
