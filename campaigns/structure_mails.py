"""Those who answer for a structure are told of every step of its bank details; never the IBAN."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _, override

from campaigns.models import BankAccount, Post, Structure
from tenants import outbox
from tenants.context import current_tenant
from tenants.outbox import register_all

NATIONAL_URLS = settings.TENANT_TYPES["national"]["URLCONF"]
TEXTS = (
    (
        "account_proposed",
        _("Head and manager: bank details were entered"),
        _("{name}: new bank details"),
        _(
            "Bank details were entered for {name}: {account}. Somebody of our team compares them "
            "with the RIB before anything is paid.\n\nIt was not you? Refuse them at once, or "
            "write to us.\n\n[See the file]({link})"
        ),
    ),
    (
        "account_confirmed",
        _("Head and manager: bank details were confirmed"),
        _("{name}: bank details confirmed"),
        _(
            "The bank details {account} of {name} are confirmed, and will be used from {day} on."
            "\n\nIt was not you? Refuse them before that day, or write to us."
            "\n\n[See the file]({link})"
        ),
    ),
    (
        "account_refused",
        _("Head and manager: bank details were refused"),
        _("{name}: bank details refused"),
        _("The bank details {account} of {name} were refused: {reason}\n\n[See the file]({link})"),
    ),
)
VARIABLES = {
    "name": _("name of the structure"),
    "account": _("the account, its middle hidden"),
    "day": _("from when it is used"),
    "reason": _("why it was refused"),
    "link": _("the page to open"),
}
SAMPLE = {
    "name": "Coopérative scolaire des Tilleuls",
    "account": "FR76 … 0189",
    "day": "2026-12-01",
    "reason": "Le RIB n’est pas au nom de la structure.",
    "link": "https://trousse.example/mes-projets/",
}


def install() -> None:
    """Called when the app starts."""
    register_all("campaigns", TEXTS, VARIABLES, SAMPLE)


def tell(structure: Structure, name: str, account: BankAccount, at: datetime) -> None:
    """Write to the head and the manager of the school."""
    tenant = current_tenant()
    posts = Post.objects.current().filter(school=structure.school_id, activated_at__isnull=False)
    for post in posts.select_related("user"):
        language = post.language or settings.LANGUAGE_CODE
        with override(language):
            path = reverse("projects:structures", urlconf=str(NATIONAL_URLS))
        outbox.write(
            f"campaigns.{name}",
            f"{account.pk}:{at:%Y%m%d%H%M%S}",
            to=post.email,
            language=language,
            context={
                "name": structure.legal_name,
                "account": account.masked,
                "day": f"{account.usable_from:%Y-%m-%d}" if account.usable_from else "",
                "reason": account.reason,
                "link": (tenant.root_url if tenant else "") + path,
            },
        )
