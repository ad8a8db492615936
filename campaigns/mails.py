"""Who is told what, when a project moves: texts that staff may edit, written in the outbox."""

from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, override

from accounts.domain.roles import RoleKind
from accounts.models import Role, User
from campaigns.models import Campaign, Post
from kernel.signing import seal
from tenants import outbox
from tenants.context import current_tenant
from tenants.outbox import register_all

POST_PURPOSE = "campaigns.post"
# A worker knows the addresses that every site has; these pages are on one.
NATIONAL_URLS = settings.TENANT_TYPES["national"]["URLCONF"]
VARIABLES = {
    "title": _("title of the project"),
    "school": _("name of the school"),
    "reason": _("what was written, a few words"),
    "link": _("the page to open"),
}
SAMPLE = {
    "title": "Cinq jours sous les étoiles",
    "school": "École Jean-Macé",
    "reason": "Précisez qui accompagne la classe.",
    "link": "https://trousse.example/mes-projets/",
}
# Name, for staff, subject, text: all know the same four variables.
TEXTS: tuple[tuple[str, Promise, Promise, Promise], ...] = (
    (
        "received",
        _("Holder: the proposal has arrived"),
        _("We have received “{title}”"),
        _(
            "Your project “{title}” has arrived. Somebody of the team reads it and answers you; "
            "you can read it again at any time.\n\n[Read my project]({link})"
        ),
    ),
    (
        "submitted",
        _("Team: a proposal to read"),
        _("To read: {title} – {school}"),
        _("A project was sent by {school}: “{title}”.\n\n[Read it]({link})"),
    ),
    (
        "changes",
        _("Holder: changes are asked for"),
        _("“{title}”: a few things to change"),
        _(
            "We have read “{title}” and ask you to change a few things:\n\n{reason}\n\n"
            "The comments stand beside the fields.\n\n[Change my project]({link})"
        ),
    ),
    (
        "rejected",
        _("Holder: the project is refused"),
        _("“{title}” cannot be financed here"),
        _(
            "We have read “{title}” and cannot take it:\n\n{reason}\n\nYou may propose another "
            "project at any time.\n\n[My projects]({link})"
        ),
    ),
    (
        "accepted",
        _("Holder: the project is accepted"),
        _("“{title}” is accepted"),
        _(
            "Good news: “{title}” is accepted. Finish its page; we have written to the head of "
            "school and to the manager of the structure.\n\n[Finish my page]({link})"
        ),
    ),
    (
        "post",
        _("Head or manager: answer for a project"),
        _("{school}: a project waits for you"),
        _(
            "The project “{title}” of {school} was accepted, and names you as {reason}. Open your "
            "space with this link; it works for thirty days.\n\n[Open my space]({link})\n\n"
            "This is not your post? Then do nothing, or tell us."
        ),
    ),
    (
        "validation",
        _("Team, head, manager: the page is complete"),
        _("“{title}” waits for validation"),
        _("The page of “{title}” ({school}) is complete.\n\n[Look at it]({link})"),
    ),
    (
        "attested",
        _("Holder: the head has attested"),
        _("“{title}”: the school has given its word"),
        _("The head of {school} has attested “{title}”.\n\n[See the four gates]({link})"),
    ),
    (
        "reopened",
        _("Holder: the page is open again"),
        _("“{title}”: your page is open again"),
        _("You can write again in “{title}”:\n\n{reason}\n\n[Open my page]({link})"),
    ),
    (
        "published",
        _("Holder, head, manager: the collection is open"),
        _("“{title}” is open to gifts"),
        _("The collection for “{title}” ({school}) has begun.\n\n[Follow it]({link})"),
    ),
    (
        "succeeded",
        _("Holder, head, manager: the collection succeeded"),
        _("“{title}” has reached its goal"),
        _(
            "The collection for “{title}” ({school}) is over and has reached its goal. The "
            "manager’s next step is the structure’s file; the money follows.\n\n[Open it]({link})"
        ),
    ),
    (
        "paying_out",
        _("Head, manager: the money is being paid"),
        _("“{title}”: the money is on its way"),
        _(
            "What “{title}” ({school}) has raised is being paid to the structure, after a second "
            "person of our team has agreed.\n\n[Open it]({link})"
        ),
    ),
    (
        "paid",
        _("Holder, head, manager: the money has been paid"),
        _("“{title}”: the money has been paid"),
        _(
            "What “{title}” ({school}) has raised is on the account of the structure. The project "
            "can begin; tell your donors how it goes.\n\n[Open it]({link})"
        ),
    ),
    (
        "completed",
        _("Holder: the project took place"),
        _("“{title}” took place: tell your donors"),
        _(
            "“{title}” ({school}) took place. Those who gave would like to know what became of it: "
            "a few sentences on your board, without naming a child, are enough; they are mailed to "
            "all who follow.\n\n[Tell it]({link})"
        ),
    ),
    (
        "failed",
        _("Holder, head, manager: the collection failed"),
        _("“{title}” has not reached its minimum"),
        _(
            "The collection for “{title}” ({school}) is over and its minimum is not reached. Each "
            "donor gets back what they gave, or leaves it to the solidarity fund as they chose."
            "\n\n[Open it]({link})"
        ),
    ),
    (
        "cancelled",
        _("Holder, head, manager: the collection is cancelled"),
        _("“{title}” is cancelled"),
        _(
            "The collection for “{title}” ({school}) is cancelled; donors get back what they gave, "
            "or leave it to the solidarity fund as they chose.\n\n[Open it]({link})"
        ),
    ),
    (
        "withdrawn",
        _("Team, head, manager: the project is withdrawn"),
        _("“{title}” was withdrawn"),
        _("The holder has withdrawn “{title}” ({school}). Nothing is left to do.\n\n{link}"),
    ),
    (
        "offered",
        _("Colleague: a project is offered"),
        _("A colleague offers you “{title}”"),
        _(
            "The holder of “{title}” ({school}) would like you to take it over:\n\n{reason}\n\n"
            "The link works for fourteen days.\n\n[Look at it]({link})\n\n"
            "You need do nothing if you do not want it."
        ),
    ),
    (
        "handed_over",
        _("New holder: the project is theirs"),
        _("“{title}” is now yours"),
        _("“{title}” ({school}) was handed over to you:\n\n{reason}\n\n[Open it]({link})"),
    ),
)


def install() -> None:
    """Called when the app starts."""
    register_all("campaigns", TEXTS, VARIABLES, SAMPLE)


def tell_holder(campaign: Campaign, name: str, at: datetime, *, reason: str = "") -> None:
    # What is left to do then is done on the board.
    where = "projects:board" if name == "completed" else "projects:project"
    holder, page = campaign.holder, (where, campaign.pk)
    _write(name, campaign, at, to=holder.email, page=page, reason=reason, language=holder.language)


def tell_staff(campaign: Campaign, name: str, at: datetime) -> None:
    """Tell the officers who follow the school's académie."""
    page = ("proposals:review", campaign.pk)
    for user in officers_of(campaign, at):
        _write(name, campaign, at, to=user.email, page=page, language=user.language)


def tell_posts(campaign: Campaign, name: str, at: datetime) -> None:
    """Tell the head and the manager, once they have answered for their post."""
    page = ("projects:posts",)
    for post in Post.objects.of(campaign).filter(activated_at__isnull=False).select_related("user"):
        _write(name, campaign, at, to=post.email, page=page, language=post.language)


def invite(campaign: Campaign, post: Post, at: datetime) -> None:
    """Send the link that opens the space of a post; to somebody who has it, the space itself."""
    page: tuple[object, ...] = ("projects:posts",)
    if post.activated_at is None:
        page = ("projects:activate_post", seal(POST_PURPOSE, str(post.pk)))
    with override(settings.LANGUAGE_CODE):
        kind = str(post.get_kind_display())
    _write("post", campaign, at, to=post.email, page=page, reason=kind)


def offer(campaign: Campaign, email: str, token: str, at: datetime, *, reason: str) -> None:
    """Send a colleague the link by which they take a project over."""
    _write("offered", campaign, at, to=email, page=("projects:take", token), reason=reason)


def officers_of(campaign: Campaign, at: datetime) -> list[User]:
    """Return the project officers told of a campaign, each once."""
    roles = Role.objects.current(at).filter(kind=RoleKind.PROJECT_OFFICER, user__is_active=True)
    department = campaign.school.department if campaign.school else None
    academy = department.academy_on(at.date()) if department else None
    followed = Q(academies=[]) | Q(academies__contains=[academy.code if academy else ""])
    rows = roles.filter(followed).select_related("user")
    return list({role.user_id: role.user for role in rows}.values())


def _write(  # noqa: PLR0913  what, about what, when, to whom and where it leads
    name: str,
    campaign: Campaign,
    at: datetime,
    *,
    to: str,
    page: tuple[object, ...],
    reason: str = "",
    language: str = "",
) -> None:
    tenant, spoken = current_tenant(), language or settings.LANGUAGE_CODE
    with override(spoken):
        path = reverse(str(page[0]), urlconf=str(NATIONAL_URLS), args=page[1:])
    outbox.write(
        f"campaigns.{name}",
        # The same thing may happen twice to a project, at two moments.
        f"{campaign.pk}:{at:%Y%m%d%H%M%S}",
        to=to,
        language=spoken,
        context={
            "title": campaign.title,
            "school": campaign.school.name if campaign.school else "",
            "reason": reason,
            "link": (tenant.root_url if tenant else "") + path,
        },
    )
