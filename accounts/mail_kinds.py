"""The messages about accounts: texts, variables and samples. Staff may edit the texts."""

from datetime import UTC, datetime

from django.utils.translation import gettext_lazy as _

from tenants.outbox import MailKind, register

LINK = "https://trousse.example/compte/lien/Zx81"
WHEN = datetime(2026, 9, 1, 10, 30, tzinfo=UTC)
WHAT_LINK = _("the link to follow")


def register_all() -> None:
    """Declare every message; called when the apps start."""
    for kind in KINDS:
        register(kind)


KINDS = [
    MailKind(
        name="accounts.confirm_sign_up",
        title=_("Confirm the address of a new account"),
        subject=_("Confirm your address"),
        body=_(
            "Hello,\n\nsomebody, most likely you, opened an account on {site_name} with this "
            "address. Confirm that it is yours; the link works for three days, on any device.\n\n"
            "[Confirm my address]({link})\n\n"
            "You did not ask for this? Then you need do nothing: the account stays closed and is "
            "removed after a few days."
        ),
        variables={"link": WHAT_LINK},
        sample={"link": LINK},
        required=frozenset({"link"}),
    ),
    MailKind(
        name="accounts.account_exists",
        title=_("Sign-up with an address that has an account"),
        subject=_("You already have an account"),
        body=_(
            "Hello,\n\nsomebody, most likely you, asked for an account on {site_name} with this "
            "address. It has one already, so nothing was created.\n\n[Sign in]({sign_in_link})\n\n"
            "Forgot the password? [Choose another one here]({reset_link}).\n\n"
            "You did not ask for this? Then you need do nothing."
        ),
        variables={
            "sign_in_link": _("the sign-in page"),
            "reset_link": _("the page for a forgotten password"),
        },
        sample={"sign_in_link": LINK, "reset_link": LINK},
        required=frozenset({"sign_in_link"}),
    ),
    MailKind(
        name="accounts.reset_password",
        title=_("Choose another password"),
        subject=_("Choose another password"),
        body=_(
            "Hello,\n\nyou asked to choose another password for {site_name}. The link works once, "
            "for three days.\n\n[Choose a password]({link})\n\n"
            "You did not ask for this? Then you need do nothing: your password stays as it is."
        ),
        variables={"link": WHAT_LINK},
        sample={"link": LINK},
        required=frozenset({"link"}),
    ),
    MailKind(
        name="accounts.unknown_account",
        title=_("New password asked for an address without account"),
        subject=_("There is no account with this address"),
        body=_(
            "Hello,\n\nsomebody, most likely you, asked to choose another password on {site_name}. "
            "No account has this address: perhaps you signed up with another one, or with an "
            "academic one.\n\n[Open an account]({sign_up_link})\n\n"
            "You did not ask for this? Then you need do nothing."
        ),
        variables={"sign_up_link": _("the sign-up page")},
        sample={"sign_up_link": LINK},
        required=frozenset({"sign_up_link"}),
    ),
    MailKind(
        name="accounts.password_changed",
        title=_("The password was changed"),
        subject=_("Your password was changed"),
        body=_(
            "Hello,\n\nthe password of your account on {site_name} was changed on {when}. Other "
            "devices were signed out.\n\nIt was not you? "
            "[Choose another password at once]({reset_link})."
        ),
        variables={"when": _("when it happened"), "reset_link": _("the page for a new password")},
        sample={"when": WHEN, "reset_link": LINK},
    ),
    MailKind(
        name="accounts.second_factor_changed",
        title=_("The second factor was changed"),
        subject=_("Your second factor was changed"),
        body=_(
            "Hello,\n\nthe way you sign in on {site_name} changed on {when}: {what}\n\n"
            "It was not you? [Choose another password at once]({reset_link}), then answer this "
            "message."
        ),
        variables={
            "what": _("what changed, a sentence"),
            "when": _("when it happened"),
            "reset_link": _("the page for a new password"),
        },
        sample={"what": _("A security key was added."), "when": WHEN, "reset_link": LINK},
    ),
    MailKind(
        name="accounts.confirm_address",
        title=_("Confirm an address added to an account"),
        subject=_("Confirm this address"),
        body=_(
            "Hello,\n\nyou want to use this address with your account on {site_name}. Confirm that "
            "it is yours; the link works for three days, on any device.\n\n"
            "[Confirm this address]({link})\n\n"
            "You did not ask for this? Then you need do nothing: without this link nothing changes."
        ),
        variables={"link": WHAT_LINK},
        sample={"link": LINK},
        required=frozenset({"link"}),
    ),
    MailKind(
        name="accounts.address_taken",
        title=_("An address asked for belongs to another account"),
        subject=_("This address belongs to an account already"),
        body=_(
            "Hello,\n\nsomebody wanted to add this address to another account on {site_name}. It "
            "belongs to yours, so nothing changed. Was it you? Remove it from the one account "
            "first, then add it to the other.\n\n[See my addresses]({link})"
        ),
        variables={"link": _("the page of one’s addresses")},
        sample={"link": LINK},
    ),
    MailKind(
        name="accounts.addresses_changed",
        title=_("The addresses of an account changed"),
        subject=_("The addresses of your account changed"),
        body=_(
            "Hello,\n\nthe addresses of your account on {site_name} changed on {when}: {what}\n\n"
            "It was not you? [Choose another password at once]({reset_link}), then answer this "
            "message."
        ),
        variables={
            "what": _("what changed, a sentence"),
            "when": _("when it happened"),
            "reset_link": _("the page for a new password"),
        },
        sample={
            "what": _("j•••@ac-lyon.fr was removed."),
            "when": WHEN,
            "reset_link": LINK,
        },
    ),
    MailKind(
        name="accounts.invitation",
        title=_("Invitation to a role"),
        subject=_("{inviter} invites you: {role}, {place}"),
        body=_(
            "Hello,\n\n{inviter} invites you to take a role on {site_name}.\n\n"
            "- Role: **{role}**\n- Where: **{place}**\n\n[Answer the invitation]({link})\n\n"
            "The link works once, until {until}. You need not answer."
        ),
        variables={
            "inviter": _("who invites"),
            "role": _("the role"),
            "place": _("the site where it applies"),
            "link": WHAT_LINK,
            "until": _("when the link ends"),
        },
        sample={
            "inviter": "Jeanne Martin",
            "role": _("Department editor"),
            "place": "Aisne (02)",
            "link": LINK,
            "until": WHEN,
        },
        required=frozenset({"link"}),
    ),
    MailKind(
        name="accounts.role_granted",
        title=_("A role was given"),
        subject=_("You have a role: {role}, {place}"),
        body=_(
            "Hello,\n\nfrom {when} you have this role on {site_name}: **{role}**, {place}.\n\n"
            "[Go to the back office]({link})"
        ),
        variables={
            "role": _("the role"),
            "place": _("the site where it applies"),
            "when": _("when it starts"),
            "link": _("the back office"),
        },
        sample={"role": _("Moderator"), "place": "Vosges (88)", "when": WHEN, "link": LINK},
    ),
    MailKind(
        name="accounts.role_ended",
        title=_("A role ended"),
        subject=_("Your role ends: {role}, {place}"),
        body=_(
            "Hello,\n\nyour role **{role}**, {place}, on {site_name} ends on {when}. What you "
            "wrote stays, and so does your account."
        ),
        variables={
            "role": _("the role"),
            "place": _("the site where it applied"),
            "when": _("when it ends"),
        },
        sample={"role": _("Moderator"), "place": "Vosges (88)", "when": WHEN},
    ),
    MailKind(
        name="accounts.confirmation_code",
        title=_("Code to confirm a serious step"),
        subject=_("Your code: {code}"),
        body=_(
            "Hello,\n\nyour code for {site_name} is **{code}**. It works for 15 minutes.\n\n"
            "You did not ask for it? Somebody is signed in to your account: "
            "[choose another password at once]({reset_link})."
        ),
        variables={"code": _("six figures"), "reset_link": _("the page for a new password")},
        sample={"code": "482913", "reset_link": LINK},
        required=frozenset({"code"}),
    ),
    MailKind(
        name="accounts.account_closed",
        title=_("An account was deleted"),
        subject=_("Your account is deleted"),
        body=_(
            "Hello,\n\nyour account on {site_name} was deleted, and your name and addresses with "
            "it.\n\nWhat stays, without your name:\n\n{kept}\n\nThis is our last message. "
            "Goodbye, and thank you."
        ),
        variables={"kept": _("what is kept, and why")},
        sample={"kept": _("Acceptance of the terms: proof that they were accepted.")},
    ),
    MailKind(
        name="accounts.inactive",
        title=_("An account will be deleted for want of use"),
        subject=_("Do you want to keep your account?"),
        body=_(
            "Hello,\n\nyou have not signed in on {site_name} for a long time. We keep nobody’s "
            "data without need: your account will be deleted after {when}.\n\n"
            "To keep it, sign in once.\n\n[Sign in]({link})"
        ),
        variables={"when": _("the day of deletion"), "link": _("the sign-in page")},
        sample={"when": WHEN.date(), "link": LINK},
    ),
]
