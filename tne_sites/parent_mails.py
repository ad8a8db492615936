"""Messages about resource parents; staff may edit their texts."""

from django.utils.translation import gettext_lazy as _

from tenants.outbox import MailKind, register

NAME = {"name": _("name")}
SAMPLE = {"name": "Nadia Belkacem"}

RECEIVED = MailKind(
    name="tne_sites.application-received",
    title=_("Resource parent: application received"),
    subject=_("We have your application"),
    body=_(
        "Hello {name},\n\nThank you for offering to help other parents. Somebody of the team will"
        " call or write to you within two weeks.\n\nYou changed your mind? Answer this message:"
        " what you wrote will be deleted."
    ),
    variables=NAME,
    sample=SAMPLE,
)
TO_READ = MailKind(
    name="tne_sites.application-to-read",
    title=_("Resource parent: application to read"),
    subject=_("Somebody wants to become a resource parent"),
    body=_("A new application waits in the back office of {site_name}, under “Resource parents”."),
    variables={},
    sample={},
)
ACCEPTED = MailKind(
    name="tne_sites.application-accepted",
    title=_("Resource parent: application accepted"),
    subject=_("Welcome! One thing left: the charter"),
    body=_(
        "Hello {name},\n\nWe are glad to have you. At our next meeting we will read the charter"
        " together and sign it; then you are a resource parent."
    ),
    variables=NAME,
    sample=SAMPLE,
)
WELCOME = MailKind(
    name="tne_sites.parent-welcome",
    title=_("Resource parent: charter signed"),
    subject=_("You are a resource parent"),
    body=_(
        "Hello {name},\n\nYour charter is signed: thank you. The team tells you of the next"
        " workshops and trainings. You may stop whenever you like: answer this message."
    ),
    variables=NAME,
    sample=SAMPLE,
)


def install() -> None:
    """Called when the app starts."""
    for kind in (RECEIVED, TO_READ, ACCEPTED, WELCOME):
        register(kind)
