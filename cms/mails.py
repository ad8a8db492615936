"""The messages that sites send, with a sample of each; staff may edit their texts."""

from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from tenants.outbox import Block, MailKind, register

MESSAGE = MailKind(
    name="cms.message",
    title=_("A visitor wrote"),
    subject=_("{kind}: {subject}"),
    body=_(
        "{sender} wrote from {site_name}.\n\n**{subject}**\n\n{message}\n\nPage: {page}\n\n"
        "Answer this message: your answer goes to its author."
    ),
    variables={
        "kind": _("message or problem"),
        "subject": _("subject"),
        "message": _("what was written"),
        "sender": _("name and address, when given"),
        "page": _("page that it is about"),
    },
    sample={
        "kind": "Message",
        "subject": "Atelier du 12",
        "message": "Bonjour, l’atelier est-il ouvert aux grands-parents ?",
        "sender": "Nadia Belkacem nadia@example.org",
        "page": "/actualites/",
    },
    required=frozenset({"message"}),
)
CONFIRM = MailKind(
    name="cms.newsletter-confirm",
    title=_("Confirm the newsletter"),
    subject=_("Confirm your subscription to the letter of {site_name}"),
    body=_(
        "Somebody, you we hope, asked for the letter of {site_name} at this address.\n\n"
        "[I want to receive the letter]({link})\n\n"
        "Without this click nothing will be sent to you. The link works for seven days."
    ),
    variables={"link": _("address that confirms")},
    sample={"link": "https://trousse.example/lettre/confirmer/abc/"},
    required=frozenset({"link"}),
)
ALREADY = MailKind(
    name="cms.newsletter-already",
    title=_("Newsletter asked for by a subscriber"),
    subject=_("You already receive the letter of {site_name}"),
    body=_(
        "Somebody, you we hope, asked for the letter of {site_name} at this address. You receive "
        "it already: you need do nothing.\n\n[I no longer want the letter]({link})"
    ),
    variables={"link": _("address that unsubscribes")},
    sample={"link": "https://trousse.example/lettre/quitter/abc/"},
    required=frozenset({"link"}),
)
NEWSLETTER = MailKind(
    name="cms.newsletter",
    title=_("Newsletter"),
    subject=_("{subject}"),
    body=_("{introduction}\n\n{news}"),
    variables={
        "subject": _("subject"),
        "introduction": _("a few words of the editors"),
        "news": _("list of the news"),
    },
    sample={
        "subject": "Les nouvelles de novembre",
        "introduction": "Ce mois-ci, trois ateliers et un prêt d’ordinateurs.",
        "news": Block(
            html=mark_safe('<h2><a href="https://trousse.example/">Un prêt d’ordinateurs</a></h2>'),
            text="Un prêt d’ordinateurs\nhttps://trousse.example/",
        ),
    },
    required=frozenset({"news"}),
    is_bulk=True,
)


def install() -> None:
    """Called when the app starts."""
    for kind in (MESSAGE, CONFIRM, ALREADY, NEWSLETTER):
        register(kind)
