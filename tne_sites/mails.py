"""The messages that registrants and organisers receive; staff may edit their texts."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenants.outbox import MailKind, register

type Text = str | Promise

VARIABLES: Mapping[str, Text] = {
    "name": _("name of the registrant"),
    "title": _("title of the workshop"),
    "when": _("day and hours, on the clock of the place"),
    "place": _("place, or link to join"),
    "party": _("number of people"),
    "link": _("address to change or cancel"),
    "calendar": _("address of the calendar file"),
    "organiser": _("structure that organises"),
}
SAMPLE = {
    "name": "Nadia Belkacem",
    "title": "Suivre la scolarité avec l’ENT",
    "when": "mardi 14 février 2023, de 10:00 à 12:00",
    "place": "Médiathèque, 3 place du Centre, Golbey",
    "party": 2,
    "link": "https://vosges.trousse.example/ateliers/inscription/abc/",
    "calendar": "https://vosges.trousse.example/ateliers/12/agenda.ics",
    "organiser": "MJC Savouret",
}


def _kind(  # noqa: PLR0913  a message has that many parts
    name: str,
    title: Text,
    subject: Text,
    body: Text,
    *,
    more: Mapping[str, tuple[Text, object]] | None = None,
    required: tuple[str, ...] = ("link",),
) -> MailKind:
    extra = more or {}
    return MailKind(
        name=f"workshops.{name}",
        title=title,
        subject=subject,
        body=body,
        variables={**VARIABLES, **{key: said for key, (said, _sample) in extra.items()}},
        sample={**SAMPLE, **{key: sample for key, (_said, sample) in extra.items()}},
        required=frozenset(required),
    )


CONFIRMED = _kind(
    "confirmed",
    _("Registration confirmed"),
    _("You are registered: {title}"),
    _(
        "Hello {name},\n\nYour place is kept.\n\n**{title}**\n\n- {when}\n- {place}\n"
        "- Number of people: {party}\n- Organised by {organiser}\n\n"
        "[Change or cancel my registration]({link})\n\n"
        "If you cannot come, please cancel: somebody else is waiting for your place.\n\n"
        "Add it to your calendar: {calendar}"
    ),
)
WAITING = _kind(
    "waiting",
    _("On the waiting list"),
    _("You are on the waiting list: {title}"),
    _(
        "Hello {name},\n\nThe workshop is full for now. You are on the waiting list: we write to "
        "you as soon as a place is free.\n\n**{title}**\n\n- {when}\n- {place}\n"
        "- Number of people: {party}\n\n[See or leave the waiting list]({link})"
    ),
)
OFFER = _kind(
    "offer",
    _("A place is offered"),
    _("A place is free for you: {title}"),
    _(
        "Hello {name},\n\nA place is free. It is kept for you until **{until}**, then it goes to "
        "the next person.\n\n**{title}**\n\n- {when}\n- {place}\n- Number of people: {party}\n\n"
        "[Accept or refuse this place]({link})"
    ),
    more={"until": (_("end of the offer"), "jeudi 9 février à 18:00")},
    required=("link", "until"),
)
EXPIRED = _kind(
    "expired",
    _("The offer has ended"),
    _("Your place went to the next person: {title}"),
    _(
        "Hello {name},\n\nWe had no answer, so the place we kept for you was offered to the next "
        "person. You may register again as long as registration is open.\n\n"
        "**{title}**\n\n- {when}\n- {place}\n\n[See my registration]({link})"
    ),
)
LEFT = _kind(
    "left",
    _("Registration cancelled"),
    _("Your registration is cancelled: {title}"),
    _(
        "Hello {name},\n\nYour registration is cancelled; your place goes to somebody else.\n\n"
        "**{title}**\n\n- {when}\n- {place}"
    ),
    required=(),
)
MOVED = _kind(
    "moved",
    _("Workshop moved"),
    _("Changed: {title}"),
    _(
        "Hello {name},\n\nThis workshop has changed. It now takes place:\n\n**{title}**\n\n"
        "- {when}\n- {place}\n\nBefore: {before}\n\nYour registration stays valid. "
        "If you cannot come any more, please cancel.\n\n[Change or cancel my registration]({link})"
        "\n\nCalendar file: {calendar}"
    ),
    more={"before": (_("what was planned before"), "mardi 7 février 2023, Golbey")},
)
CANCELLED = _kind(
    "cancelled",
    _("Workshop cancelled"),
    _("Cancelled: {title}"),
    _(
        "Hello {name},\n\nThis workshop is cancelled.\n\n**{title}**\n\n- {when}\n- {place}\n\n"
        "{reason_given}\n\nWe are sorry. Calendar file: {calendar}"
    ),
    more={"reason_given": (_("reason given"), "L’animatrice est malade.")},
    required=("title",),
)
REMINDER = _kind(
    "reminder",
    _("Reminder"),
    _("Soon: {title}"),
    _(
        "Hello {name},\n\nWe expect you:\n\n**{title}**\n\n- {when}\n- {place}\n"
        "- Number of people: {party}\n\n{access}\n\n[Change or cancel my registration]({link})"
    ),
    more={"access": (_("how to come"), "Bus 3, arrêt Mairie. Entrée par la cour.")},
)
MESSAGE = _kind(
    "message",
    _("Message of the organiser"),
    _("{subject}"),
    _(
        "Hello {name},\n\n{organiser} writes to you about the workshop “{title}” ({when}):\n\n"
        "{message}\n\n[Change or cancel my registration]({link})"
    ),
    more={
        "subject": (_("subject"), "Pensez à votre téléphone"),
        "message": (_("what was written"), "Apportez votre téléphone et son chargeur."),
    },
    required=("message",),
)
ACCESS = MailKind(
    name="workshops.access",
    title=_("Access of an organiser"),
    subject=_("Your access to the workshops of {structure}"),
    body=_(
        "Hello,\n\nYou may see the workshops of {structure} on {site_name} and the people who "
        "registered, note who came and write to them.\n\n[Open my workshops]({link})\n\n"
        "Sign in, or create an account, with this address: {email}"
    ),
    variables={
        "structure": _("structure"),
        "link": _("address of the workshops"),
        "email": _("address that has the access"),
    },
    sample={
        "structure": "MJC Savouret",
        "link": "https://vosges.trousse.example/ateliers/organisateur/",
        "email": "accueil@mjc.example",
    },
    required=frozenset({"link"}),
)


def install() -> None:
    """Called when the app starts."""
    kinds = (CONFIRMED, WAITING, OFFER, EXPIRED, LEFT, MOVED, CANCELLED, REMINDER, MESSAGE, ACCESS)
    for kind in kinds:
        register(kind)
