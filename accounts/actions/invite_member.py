"""Invite somebody to a role, take an invitation back, answer one."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext, gettext_lazy as _

from accounts import mails
from accounts.actions.accept_legal_texts import accept_current_texts
from accounts.actions.close_account import release_unconfirmed
from accounts.actions.grant_role import grant_role, refuse_unless_allowed
from accounts.domain.addresses import normalise
from accounts.domain.roles import RoleKind
from accounts.models import Invitation, Role, User
from accounts.models.invitation import digest_of, new_token
from kernel.domain import DomainError
from kernel.signing import InvalidLink
from tenants import audit
from tenants.models import Tenant


class OtherAccount(DomainError):
    """The invited address belongs to another account than the one that answers."""


@transaction.atomic
def invite_member(  # noqa: PLR0913  all by name
    *,
    email: str,
    kind: RoleKind,
    tenant: Tenant | None,
    by: User,
    until: datetime | None = None,
    academies: Sequence[str] = (),
    at: datetime | None = None,
) -> Invitation:
    """Send the link; or raise NotAllowed, or DomainError when the person has the role already.

    Inviting again ends the link before. `by` does not learn whether the address has an account.
    """
    refuse_unless_allowed(by, kind, tenant)
    email, at = normalise(email), at or timezone.now()
    _make_room(email, kind, tenant, at)
    token = new_token()
    invitation = Invitation.objects.create(
        email=email,
        kind=kind,
        tenant=tenant,
        academies=list(academies) if kind == RoleKind.PROJECT_OFFICER else [],
        until=until,
        token_digest=digest_of(token),
        invited_by=by,
        invited_at=at,
        expires_at=at + timedelta(days=settings.ACCOUNTS_INVITATION_DAYS),
    )
    return _write(invitation, token)


def _make_room(email: str, kind: RoleKind, tenant: Tenant | None, at: datetime) -> None:
    """Refuse when the role is held; end the invitation that is open."""
    owners = EmailAddress.objects.filter(email=email, verified=True).values("user_id")
    holders = Role.objects.current().filter(kind=kind, tenant=tenant, until=None)
    if holders.filter(user__in=owners).exists():
        raise DomainError(_("This person has the role already."))
    before = Invitation.objects.filter(email=email, kind=kind, tenant=tenant)
    before.filter(accepted_at=None, revoked_at=None).update(revoked_at=at)


def _write(invitation: Invitation, token: str) -> Invitation:
    """Send the link, and say in the log who invited whom to what."""
    language = translation.get_language() or "fr"
    tenant = invitation.tenant or Tenant.objects.national()
    context = {
        "inviter": str(invitation.invited_by),
        "role": invitation.get_kind_display(),
        "place": str(invitation.tenant) if invitation.tenant else gettext("every site"),
        "link": f"{tenant.root_url}/compte/invitation/{token}/",
        "until": invitation.expires_at,
    }
    mails.send("accounts.invitation", invitation.email, context, language=language)
    site = invitation.tenant.schema_name if invitation.tenant else "*"
    detail = {"role": invitation.kind, "site": site, "address": invitation.email}
    actor = invitation.invited_by
    audit.record(action="member.invited", actor=actor, target=invitation, detail=detail)
    return invitation


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: User, at: datetime | None = None) -> None:
    """Make the link useless; or raise NotAllowed."""
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    refuse_unless_allowed(by, RoleKind(invitation.kind), invitation.tenant)
    if invitation.is_open(at):
        invitation.revoked_at = at or timezone.now()
        invitation.save(update_fields=["revoked_at"])
        audit.record(action="member.uninvited", actor=by, target=invitation)


def open_invitation(token: str, *, lock: bool = False) -> Invitation:
    """Return what a link offers.

    Or raise InvalidLink when it was used, withdrawn, or is too old.
    """
    rows = Invitation.objects.of_token(token).select_related("tenant", "invited_by")
    found = (rows.select_for_update(of=("self",)) if lock else rows).first()
    if found is None or not found.is_open():
        raise InvalidLink(
            _("This invitation was used or withdrawn, or is too old. Ask for a new one.")
        )
    return found


@transaction.atomic
def accept_invitation(*, token: str, user: User) -> Role:
    """Give the invited role, once, to the account that answers.

    The invited address does not join that account: whoever wrote the invitation would then hold an
    address that resets the password.

    Raise InvalidLink, OtherAccount, or NotAllowed when who invited may do so no longer.
    """
    invitation = open_invitation(token, lock=True)
    owner = EmailAddress.objects.filter(email=invitation.email, verified=True).first()
    if owner is not None and owner.user_id != user.pk:
        raise OtherAccount(
            _("The invited address belongs to another account: sign in to that one.")
        )
    role = grant_role(
        user=user,
        kind=RoleKind(invitation.kind),
        tenant=invitation.tenant,
        by=invitation.invited_by,
        until=invitation.until,
        academies=invitation.academies,
    )
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    audit.record(action="member.joined", actor=user, target=invitation)
    return role


@transaction.atomic
def accept_invitation_as_newcomer(
    *, token: str, first_name: str, last_name: str, password: str
) -> User:
    """Open an account for the invited address and give it the role.

    Or raise as accept_invitation.
    """
    invitation = open_invitation(token, lock=True)
    if EmailAddress.objects.filter(email=invitation.email, verified=True).exists():
        raise OtherAccount(_("The invited address has an account: sign in to it."))
    release_unconfirmed(invitation.email)
    user = User.objects.create_user(
        invitation.email,
        password,
        first_name=first_name,
        last_name=last_name,
        language=(translation.get_language() or "fr").partition("-")[0],
    )
    EmailAddress.objects.create(user=user, email=invitation.email, verified=True, primary=True)
    accept_current_texts(user=user)
    accept_invitation(token=token, user=user)
    return user
