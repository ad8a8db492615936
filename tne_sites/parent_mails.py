"""Messages about resource parents; staff may edit their texts."""

from django.conf import settings
from django.utils.translation import gettext, gettext_lazy as _, override

from cms.models import ContactPage, SiteSettings
from cms.visibility import unlocked
from tenants import outbox
from tenants.outbox import MailKind, register
from tne_sites import links
from tne_sites.models import ResourceParent

NAME = {"name": _("name")}
SAMPLE = {"name": "Nadia Belkacem"}
# Somebody who takes their agreement back must reach a person, not the address that nobody reads.
HOW = NAME | {"how": _("how to reach the team, as the beginning of a sentence")}
HOW_SAMPLE = SAMPLE | {"how": _("Answer this message")}

RECEIVED = MailKind(
    name="tne_sites.application-received",
    title=_("Resource parent: application received"),
    subject=_("We have your application"),
    body=_(
        "Hello {name},\n\nThank you for offering to help other parents. Somebody of the team will"
        " call or write to you within two weeks.\n\nYou changed your mind? {how}: what you wrote"
        " will be deleted."
    ),
    variables=HOW,
    sample=HOW_SAMPLE,
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
        " workshops and trainings. You may stop whenever you like. {how}."
    ),
    variables=HOW,
    sample=HOW_SAMPLE,
)


def tell(parent: ResourceParent, kind: MailKind, key: object) -> None:
    """Write to a parent who gave an address; their answer goes to the department's team."""
    if not parent.email:
        return
    said = SiteSettings.objects.first()
    team = (said.coordinator_email or said.contact_email) if said else ""
    context = {"name": parent.name, "how": _how_to_answer(team, parent.language)}
    outbox.write(
        kind.name,
        key,
        to=parent.email,
        language=parent.language,
        context={name: context[name] for name in kind.variables},
        reply_to=team,
    )


def _how_to_answer(team: str, language: str) -> str:
    """Without an address of the team, the contact page is the way: what it takes is always read."""
    with override(language):
        if team:
            return gettext("Answer this message")
        return gettext("Write to us on %(url)s") % {"url": _contact_url(language)}


def _contact_url(language: str) -> str:
    pages = {
        page.locale.language_code: page
        for page in ContactPage.objects.live().filter(unlocked()).select_related("locale")
    }
    page = pages.get(language) or pages.get(settings.LANGUAGE_CODE)
    return (page.full_url if page else None) or links.root_url()


def install() -> None:
    """Called when the app starts."""
    for kind in (RECEIVED, TO_READ, ACCEPTED, WELCOME):
        register(kind)
