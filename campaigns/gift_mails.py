"""What donors are told: texts that staff may edit, written in the outbox with the fact."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _, override

from campaigns.models import Campaign, Gift, Refund
from kernel.money import Money
from kernel.signing import seal
from tenants import outbox
from tenants.context import current_tenant
from tenants.outbox import Letter, MailKind, register, register_all

LINKS_PURPOSE = "campaigns.gifts"
NATIONAL_URLS = settings.TENANT_TYPES["national"]["URLCONF"]
VARIABLES = {
    "title": _("title of the project, or the solidarity fund"),
    "amount": _("amount of the gift, or of what goes back"),
    "reference": _("reference of the gift"),
    "link": _("the page to open"),
}
SAMPLE = {
    "title": "Cinq jours sous les étoiles",
    "amount": "30 €",
    "reference": "D-7K3M-9Q2P",
    "link": "https://trousse.example/dons/…",
}
TEXTS = (
    (
        "gift-received",
        _("Donor: the gift has arrived"),
        _("Thank you: your gift of {amount} for “{title}”"),
        _(
            "Thank you! Your gift of {amount} for “{title}” has arrived. Its reference is "
            "{reference}.\n\n[See my gift]({link})\n\nThis page is yours: you see there what "
            "becomes of the gift, and may change until the end what you want if the goal is missed."
        ),
    ),
    (
        "gift-refund",
        _("Donor: money goes back to them"),
        _("{amount} of your gift for “{title}” go back to you"),
        _(
            "{amount} of your gift {reference} for “{title}” go back to the card or the account "
            "that paid. It takes five to ten days.\n\n[See why]({link})"
        ),
    ),
    (
        "gift-success",
        _("Donor: the campaign succeeded"),
        _("“{title}” reached its goal, thanks to you"),
        _(
            "“{title}” has reached its goal: the project can begin. Your gift of {amount} is part "
            "of it.\n\n[See my gift]({link})"
        ),
    ),
    (
        "gift-redistributed",
        _("Donor: the gift goes to the solidarity fund"),
        _("Your gift for “{title}” goes to another class"),
        _(
            "“{title}” will not be carried out with this collection. As you chose, your {amount} "
            "go to the solidarity fund, for another class.\n\n[See my gift]({link})"
        ),
    ),
)


def install() -> None:
    """Called when the app starts."""
    register_all("campaigns", TEXTS, VARIABLES, SAMPLE)
    _install_code_and_links()


def _install_code_and_links() -> None:
    register(
        MailKind(
            name="campaigns.gift-code",
            title=_("Donor: the code that proves an address"),
            subject=_("{code} is your code"),
            body=_(
                "Your code is {code}. It works for fifteen minutes, in the page where you asked "
                "for it.\n\nYou did not ask for it? Then do nothing: nothing was paid."
            ),
            variables={"code": _("six digits")},
            sample={"code": "428 913"},
            required=frozenset({"code"}),
        )
    )
    register(
        MailKind(
            name="campaigns.gift-links",
            title=_("Donor: the link to their gifts"),
            subject=_("Your gifts on Trousse"),
            body=_(
                "Here is the page of all gifts made with this address. The link works for a week."
                "\n\n[See my gifts]({link})\n\nYou did not ask for it? Then do nothing."
            ),
            variables={"link": _("the page to open")},
            sample={"link": "https://trousse.example/dons/liens/…"},
            required=frozenset({"link"}),
        )
    )


def tell_received(gift: Gift) -> None:
    _write("gift-received", gift.pk, gift, gift.amount)


def tell_refund(refund: Refund) -> None:
    _write("gift-refund", refund.pk, refund.payment.gift, Money(refund.amount_cents))


def tell_refunds(refunds: Iterable[Refund]) -> None:
    """Tell many donors at once: a settlement has thousands."""
    outbox.write_all(
        _letter("gift-refund", row.pk, row.payment.gift, Money(row.amount_cents)) for row in refunds
    )


def tell_success(gifts: Iterable[Gift]) -> None:
    outbox.write_all(_letter("gift-success", gift.pk, gift, gift.amount) for gift in gifts)


def tell_redistributed(gifts: Iterable[tuple[Gift, Money]]) -> None:
    outbox.write_all(_letter("gift-redistributed", gift.pk, gift, amount) for gift, amount in gifts)


def send_code(email: str, code: str, key: str, language: str) -> None:
    """Send six digits; each asking is a message of its own."""
    shown = f"{code[:3]} {code[3:]}"
    outbox.write("campaigns.gift-code", key, to=email, language=language, context={"code": shown})


def send_links(email: str, key: str, language: str) -> None:
    """Send the way to the gifts made with an address."""
    link = page_of("giving:by_link", seal(LINKS_PURPOSE, email), language=language)
    outbox.write("campaigns.gift-links", key, to=email, language=language, context={"link": link})


def page_of(name: str, *arguments: object, language: str) -> str:
    """Return the whole address of a page of the national site; workers know no other."""
    tenant = current_tenant()
    with override(language or settings.LANGUAGE_CODE):
        path = reverse(name, urlconf=str(NATIONAL_URLS), args=arguments)
    return (tenant.root_url if tenant else "") + path


def title_of(campaign: Campaign | None) -> str:
    """Return what a gift is for, in the active language."""
    return campaign.title if campaign else gettext("the solidarity fund")


def _write(name: str, key: object, gift: Gift, amount: Money) -> None:
    told = _letter(name, key, gift, amount)
    outbox.write(told.kind, key, to=told.to, language=told.language, context=told.context)


def _letter(name: str, key: object, gift: Gift, amount: Money) -> Letter:
    language = gift.language or settings.LANGUAGE_CODE
    with override(language):
        context = {
            "title": title_of(gift.campaign),
            "amount": amount.short(),
            "reference": gift.reference,
            "link": page_of("giving:gift", gift.token, language=language),
        }
    return Letter(
        kind=f"campaigns.{name}", key=key, to=gift.donor_email, language=language, context=context
    )
