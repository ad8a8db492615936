"""What donors are told of their receipts and of private messages; never anybody's address."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _, override

from campaigns.gift_mails import page_of, title_of
from campaigns.models import Gift, GiftMessage, Receipt
from tenants import outbox
from tenants.outbox import register_all

VARIABLES = {
    "title": _("title of the project"),
    "number": _("number of the receipt"),
    "reason": _("why it was cancelled"),
    "link": _("the page to open"),
}
SAMPLE = {
    "title": "Cinq jours sous les étoiles",
    "number": "2026-00012",
    "reason": "L’adresse était fausse.",
    "link": "https://trousse.example/dons/…",
}
TEXTS = (
    (
        "receipt-ready",
        _("Donor: the tax receipt is there"),
        _("Your tax receipt for “{title}”"),
        _(
            "The structure of the school has issued your tax receipt {number} for “{title}”."
            "\n\n[See my gift and its receipt]({link})\n\nThis page is yours: keep the link, or "
            "the PDF that you find there."
        ),
    ),
    (
        "receipt-cancelled",
        _("Donor: the tax receipt is cancelled"),
        _("Your tax receipt {number} is cancelled"),
        _(
            "The tax receipt {number} for “{title}” is cancelled, and worth nothing for the tax "
            "office: {reason}\n\n[See my gift]({link})"
        ),
    ),
    (
        "message-to-donor",
        _("Donor: the holder wrote to them"),
        _("A message from the class of “{title}”"),
        _(
            "Whoever holds “{title}” wrote to you. Your address was not shown."
            "\n\n[Read the message]({link})"
        ),
    ),
    (
        "message-to-holder",
        _("Holder: a donor wrote to them"),
        _("A donor of “{title}” wrote to you"),
        _(
            "A donor of “{title}” wrote to you. Your address was not shown."
            "\n\n[Read the message]({link})"
        ),
    ),
)


def install() -> None:
    """Called when the app starts."""
    register_all("campaigns", TEXTS, VARIABLES, SAMPLE)


def tell_ready(receipt: Receipt) -> None:
    _write("receipt-ready", receipt.pk, receipt.gift, number=receipt.label)


def tell_cancelled(receipt: Receipt) -> None:
    _write(
        "receipt-cancelled", receipt.pk, receipt.gift, number=receipt.label, reason=receipt.reason
    )


def tell_message(message: GiftMessage) -> None:
    """Tell the other side, with a link: the words themselves stay on the site."""
    gift = message.gift
    if message.is_from_holder:
        _write("message-to-donor", message.pk, gift)
        return
    campaign = gift.campaign
    if campaign is None:
        return
    link = page_of("projects:messages", campaign.pk, language=settings.LANGUAGE_CODE)
    outbox.write(
        "campaigns.message-to-holder",
        message.pk,
        to=campaign.holder.email,
        language=settings.LANGUAGE_CODE,
        context={"title": campaign.title, "link": link, "number": "", "reason": ""},
    )


def _write(kind: str, key: object, gift: Gift, number: str = "", reason: str = "") -> None:
    language = gift.language or settings.LANGUAGE_CODE
    with override(language):
        context = {
            "title": title_of(gift.campaign),
            "number": number,
            "reason": reason,
            "link": page_of("giving:gift", gift.token, language=language),
        }
    outbox.write(f"campaigns.{kind}", key, to=gift.donor_email, language=language, context=context)
