"""Which gifts may have a tax receipt, and the receipt on paper."""

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _, override

from campaigns.domain import accounts
from campaigns.domain.french_amounts import in_words
from campaigns.domain.states import State
from campaigns.models import DonorKind, Gift, Receipt, Structure
from campaigns.models.gift_money import counted_of
from cms.pdf import typeset
from kernel.money import ZERO, Money

# Only what reached a structure for good: never a failure, a refund, a redistribution.
FUNDED = frozenset({State.SUCCEEDED, State.PAYING_OUT, State.PAID, State.COMPLETED})
LANGUAGE = "fr"  # of the tax office, whatever the donor's


def amount_of(gift: Gift) -> Money:
    """Return what a receipt may certify: what the ledger still counts of the gift, or nothing."""
    campaign = gift.campaign
    if campaign is None or campaign.state not in FUNDED or gift.refused_at is not None:
        return ZERO
    return counted_of(accounts.campaign(campaign.pk), gift.pk).get(gift.pk, ZERO)


def issuer_of(gift: Gift) -> Structure | None:
    """Return the structure that may answer the donor; None for the fund, or when it issues none."""
    structure = gift.campaign.structure if gift.campaign else None
    return structure if structure and structure.issues_receipts else None


def asked_of(structure: Structure) -> QuerySet[Gift]:
    """Return the gifts whose donors wait for a receipt of this structure, the first ones first."""
    rows = Gift.objects.paid().filter(
        campaign__structure=structure,
        campaign__state__in=FUNDED,
        wants_receipt=True,
        refused_at=None,
    )
    held = Receipt.objects.valid().filter(structure=structure)
    return rows.exclude(pk__in=held.values("gift")).select_related("campaign").order_by("pk")


def paper(receipt: Receipt) -> bytes:
    """Set the receipt as a tagged PDF, in French; what was written on its day, and nothing else."""
    with override(LANGUAGE):
        return typeset("receipt", _words(receipt))


def _words(receipt: Receipt) -> dict[str, object]:
    amount = Money(receipt.amount_cents)
    is_company = receipt.donor_kind == DonorKind.COMPANY
    law = _("article 238 bis") if is_company else _("article 200")
    return {
        "title": _("Tax receipt no. %(label)s") % {"label": receipt.label},
        "language": LANGUAGE,
        "kind": _("Gifts to bodies of general interest"),
        "foot": receipt.structure_name,
        "parts": _parts(receipt, amount),
        "certifies": _(
            "The body certifies on its honour that this gift gives a right to the tax reduction of "
            "%(law)s of the general tax code (CGI)."
        )
        % {"law": law},
        "signed": _("%(name)s, legal representative, on %(day)s")
        % {"name": receipt.signatory, "day": date_format(receipt.issued_at, "DATE_FORMAT")},
        "replaces": _("It replaces the receipt no. %(label)s.") % {"label": receipt.replaces.label}
        if receipt.replaces
        else "",
        "cancelled": _("CANCELLED") if receipt.cancelled_at else "",
    }


def _parts(receipt: Receipt, amount: Money) -> list[dict[str, object]]:
    """Return who received, who gave, and what, as facts."""
    donor = [
        [_("Name"), receipt.donor_name],
        [_("Address"), _one_line(receipt.donor_address)],
        [_("SIRET"), receipt.donor_siret],
    ]
    structure = [
        [_("Name"), receipt.structure_name],
        [_("Address"), _one_line(receipt.structure_address)],
        [_("SIRET"), receipt.structure_siret],
    ]
    gift = [
        [_("Amount"), str(amount)],
        [_("In words"), in_words(amount)],
        [_("Day of the gift"), date_format(receipt.given_on, "DATE_FORMAT")],
        [_("Form of the gift"), _("Gift made on line, in money")],
        [_("Way of paying"), str(receipt.get_method_display())],
        [_("Reference"), receipt.gift.reference],
    ]
    return [
        {"title": _("Who received the gift"), "facts": _filled(structure)},
        {"title": _("Who gave"), "facts": _filled(donor)},
        {"title": _("The gift"), "facts": _filled(gift)},
    ]


def _one_line(text: str) -> str:
    return ", ".join(line.strip() for line in text.splitlines() if line.strip())


def _filled(facts: list[list[str]]) -> list[list[str]]:
    return [fact for fact in facts if fact[1]]
