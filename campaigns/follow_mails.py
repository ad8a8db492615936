"""What followers receive: the link that confirms, then each piece of news with a way to leave."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _, override

from campaigns.links import public_url
from campaigns.models import Campaign, Follower, Update
from kernel.signing import seal
from tenants import outbox
from tenants.context import current_tenant
from tenants.outbox import MailKind, register

PURPOSE = "campaigns.follow"
NATIONAL_URLS = settings.TENANT_TYPES["national"]["URLCONF"]


def install() -> None:
    """Called when the app starts."""
    _install_confirmation()
    _install_news()


def _install_confirmation() -> None:
    register(
        MailKind(
            name="campaigns.follow_confirm",
            title=_("Follower: confirm the address"),
            subject=_("Do you want the news of “{title}”?"),
            body=_(
                "Somebody, you we hope, asked for the news of “{title}” ({school}).\n\n"
                "[Yes, send me the news]({link})\n\nIt was not you? Then do nothing."
            ),
            variables={
                "title": _("title of the project"),
                "school": _("name of the school"),
                "link": _("address that confirms"),
            },
            sample={
                "title": "Cinq jours sous les étoiles",
                "school": "École Jean-Macé",
                "link": "https://trousse.example/collectes/",
            },
            required=frozenset({"link"}),
        )
    )


def _install_news() -> None:
    register(
        MailKind(
            name="campaigns.news",
            title=_("Follower: news of a project"),
            subject=_("{title}: {news}"),
            body=_("{news}\n\n{text}\n\n[See the project]({link})"),
            variables={
                "title": _("title of the project"),
                "news": _("title of the news"),
                "text": _("what the holder tells"),
                "link": _("the page to open"),
            },
            sample={
                "title": "Cinq jours sous les étoiles",
                "news": "Le car est réservé",
                "text": "Nous partons le 12 mai.",
                "link": "https://trousse.example/collectes/",
            },
            is_bulk=True,
        )
    )


def ask_to_confirm(campaign: Campaign, follower: Follower, at: datetime) -> None:
    language = follower.language or settings.LANGUAGE_CODE
    outbox.write(
        "campaigns.follow_confirm",
        f"{follower.key}:{at:%Y%m%d%H}",
        to=follower.email,
        language=language,
        context={
            "title": campaign.title,
            "school": campaign.school.name if campaign.school else "",
            "link": _address("collections:confirm", seal(PURPOSE, str(follower.key)), language),
        },
    )


def tell_followers(campaign: Campaign, update: Update) -> None:
    """Write to each follower once."""
    context = {
        "title": campaign.title,
        "news": update.title,
        "text": update.text,
        "link": f"{public_url(campaign)}#nouvelles",
    }
    for follower in campaign.followers.active():
        language = follower.language or settings.LANGUAGE_CODE
        outbox.write(
            "campaigns.news",
            str(update.pk),
            to=follower.email,
            language=language,
            context=context,
            unsubscribe_url=_address("collections:leave", follower.key, language),
        )


def _address(name: str, argument: object, language: str) -> str:
    tenant = current_tenant()
    with override(language):
        path = reverse(name, urlconf=str(NATIONAL_URLS), args=[argument])
    return (tenant.root_url if tenant else "") + path
