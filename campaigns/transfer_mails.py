"""What donors are told of a transfer: how to make it, that part of it came, that it is over."""

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _, override

from campaigns.domain.transfers import creditor_reference, shown_in_fours
from campaigns.gift_mails import page_of, title_of
from campaigns.models import Payment
from kernel.money import ZERO, Money
from tenants import outbox
from tenants.outbox import register_all

VARIABLES = {
    "title": _("title of the project, or the solidarity fund"),
    "amount": _("amount of the transfer"),
    "missing": _("what is still missing"),
    "excess": _("what arrived beyond the gift"),
    "name": _("in whose name the account is"),
    "iban": _("IBAN"),
    "bic": _("BIC"),
    "reference": _("reference to copy into the transfer"),
    "day": _("until when it is awaited"),
    "link": _("the page to open"),
}
SAMPLE = {
    "title": "Cinq jours sous les étoiles",
    "amount": "30 €",
    "missing": "10 €",
    "excess": "1 €",
    "name": "Trousse à projets",
    "iban": "FR76 3000 1007 9412 3456 7890 185",
    "bic": "AGRIFRPP",
    "reference": "RF88 D7K3 M9Q2 P",
    "day": "27 novembre 2026",
    "link": "https://trousse.example/dons/…",
}
TEXTS = (
    (
        "transfer-awaited",
        _("Donor: how to make the transfer"),
        _("Your transfer of {amount} for “{title}”"),
        _(
            "Your gift of {amount} for “{title}” arrives when you have made this transfer, until "
            "{day}:\n\n- Amount: {amount}\n- To: {name}\n- IBAN: {iban}\n- BIC: {bic}\n"
            "- Reference, to copy as it is: {reference}\n\n[See, change or cancel it]({link})"
        ),
    ),
    (
        "transfer-partial",
        _("Donor: part of the transfer has arrived"),
        _("{missing} are still missing from your transfer for “{title}”"),
        _(
            "Part of your transfer for “{title}” has arrived; {missing} are still missing. You may "
            "send the rest until {day}, with the same reference {reference}. If you do not, what "
            "has arrived is your gift.\n\n[See my gift]({link})"
        ),
    ),
    (
        "transfer-small-excess",
        _("Donor: a little more than the gift arrived"),
        _("A little more than your gift for “{title}” has arrived"),
        _(
            "{excess} more than your gift of {amount} for “{title}” has arrived. To send so little "
            "back would cost more than it is: it goes to the solidarity fund. If you would rather "
            "have it back, write to us.\n\n[See my gift]({link})"
        ),
    ),
    (
        "transfer-corrected",
        _("Donor: another transfer was taken for theirs"),
        _("Your gift of {amount} for “{title}” has not arrived yet"),
        _(
            "We took somebody else’s transfer for yours, and are sorry: your gift of {amount} for "
            "“{title}” has not arrived yet. If you have made your transfer, we look for it; your "
            "page says whether you still can.\n\n[See my gift]({link})"
        ),
    ),
    (
        "transfer-over",
        _("Donor: the transfer is awaited no more"),
        _("Your transfer for “{title}” is awaited no more"),
        _(
            "We have not received your transfer of {amount} for “{title}”, and await it no more: "
            "please do not make it now. If it is on its way, it goes to the project if there is "
            "still room, and otherwise where you chose.\n\n[See my gift]({link})"
        ),
    ),
)


def install() -> None:
    """Called when the app starts."""
    register_all("campaigns", TEXTS, VARIABLES, SAMPLE)


def tell_awaited(payment: Payment) -> None:
    """A corrected amount is told again."""
    _write("transfer-awaited", f"{payment.pk}:{payment.amount_cents}", payment)


def tell_partial(payment: Payment) -> None:
    _write("transfer-partial", f"{payment.pk}:{payment.received_cents}", payment)


def tell_over(payment: Payment) -> None:
    _write("transfer-over", payment.pk, payment)


def tell_corrected(payment: Payment, correction: int) -> None:
    _write("transfer-corrected", correction, payment)


def tell_small_excess(payment: Payment, excess: Money, line: int) -> None:
    _write("transfer-small-excess", line, payment, excess)


def _write(name: str, key: object, payment: Payment, excess: Money = ZERO) -> None:
    gift = payment.gift
    language = gift.language or settings.LANGUAGE_CODE
    with override(language):
        context = {
            "title": title_of(gift.campaign),
            "amount": Money(payment.amount_cents).short(),
            "missing": Money(max(0, payment.amount_cents - payment.received_cents)).short(),
            "excess": excess.short(),
            "name": settings.PLATFORM_LEGAL_NAME,
            "iban": shown_in_fours(settings.PLATFORM_IBAN),
            "bic": settings.PLATFORM_BIC,
            "reference": shown_in_fours(creditor_reference(gift.reference)),
            "day": date_format(localtime(payment.expires_at)),
            "link": page_of("giving:gift", gift.token, language=language),
        }
    outbox.write(f"campaigns.{name}", key, to=gift.donor_email, language=language, context=context)
