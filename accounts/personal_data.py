"""What `accounts` holds about a person, for their own reading and for their leaving."""

from collections.abc import Sequence
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext as _

from accounts.memberships.models import UserGroup, UserPermission
from accounts.models import Acceptance, Invitation, User
from kernel.ports import Kept, Person, Section


class AccountData:
    """The account itself; `close_account` erases the row after every app has answered."""

    name = "accounts"
    per_tenant = False
    covers = frozenset(
        {"accounts.*", "account.*", "mfa.*", "usersessions.*", "wagtailusers.userprofile"}
    )

    def export(self, person: Person) -> Sequence[Section]:
        user = User.objects.filter(pk=person.user_id or 0).first()
        if user is None:
            return []
        return [
            Section(title=_("Account"), rows=[self._account(user)]),
            Section(title=_("Addresses"), rows=self._addresses(user)),
            Section(title=_("Roles"), rows=self._roles(user)),
            Section(title=_("Texts accepted"), rows=self._acceptances(user)),
            Section(title=_("Choices of messages"), rows=self._preferences(user)),
            Section(title=_("Signed in on"), rows=self._sessions(user)),
            Section(title=_("Second factors"), rows=self._factors(user)),
            Section(title=_("Invitations received"), rows=self._invitations(person)),
        ]

    def anonymise(self, person: Person) -> Sequence[Kept]:
        """Forget invitations to the person's addresses; say what stays of the account."""
        for invitation in Invitation.objects.filter(email__in=person.emails):
            invitation.email = f"invitation-{invitation.pk}@example.invalid"
            invitation.save(update_fields=["email"])
        user = User.objects.filter(pk=person.user_id or 0).first()
        if user is None:
            return []
        self._forget_profile(user)
        kept = [
            Kept(
                title=_("A number"),
                reason=_("Your account’s number, so that what you did keeps one author."),
            )
        ]
        if user.roles.exists():
            kept.append(
                Kept(
                    title=_("Your roles, with dates"),
                    reason=_("Who could do what, without your name."),
                )
            )
        if user.acceptances.exists():
            kept.append(
                Kept(
                    title=_("Texts you accepted"),
                    reason=_("Proof of acceptance, without your name."),
                )
            )
        return kept

    def _forget_profile(self, user: User) -> None:
        profile = getattr(user, "wagtail_userprofile", None)
        if profile is not None:
            if profile.avatar:
                profile.avatar.delete(save=False)
            profile.delete()

    def _account(self, user: User) -> dict[str, Any]:
        return {
            _("first name"): user.first_name,
            _("last name"): user.last_name,
            _("main address"): user.email,
            _("language"): user.language,
            _("since"): user.date_joined.isoformat(),
            _("last sign-in"): user.last_login.isoformat() if user.last_login else "",
        }

    def _addresses(self, user: User) -> list[dict[str, Any]]:
        confirmed = [
            {
                _("address"): row.email,
                _("confirmed"): row.verified,
                _("main"): row.email == user.email,
            }
            for row in EmailAddress.objects.filter(user=user).order_by("email")
        ]
        waiting = [
            {_("address"): row.email, _("confirmed"): False, _("main"): False}
            for row in user.pending_addresses.all()
        ]
        return confirmed + waiting

    def _roles(self, user: User) -> list[dict[str, Any]]:
        return [
            {
                _("role"): str(role.get_kind_display()),
                _("site"): str(role.tenant or _("every site")),
                _("from"): role.since.isoformat(),
                _("until"): role.until.isoformat() if role.until else "",
            }
            for role in user.roles.select_related("tenant")
        ]

    def _acceptances(self, user: User) -> list[dict[str, Any]]:
        rows = Acceptance.objects.filter(user=user).select_related("version")
        return [
            {_("text"): str(row.version), _("date"): row.accepted_at.isoformat()} for row in rows
        ]

    def _preferences(self, user: User) -> list[dict[str, Any]]:
        rows = user.notification_preferences.all()
        return [{_("message"): row.kind, _("wanted"): row.is_wanted} for row in rows]

    def _sessions(self, user: User) -> list[dict[str, Any]]:
        return [
            {
                _("since"): row.created_at.isoformat(),
                _("network address"): row.ip,
                _("browser"): row.user_agent,
            }
            for row in UserSession.objects.filter(user=user)
        ]

    def _factors(self, user: User) -> list[dict[str, Any]]:
        return [
            {_("kind"): row.get_type_display(), _("since"): row.created_at.isoformat()}
            for row in Authenticator.objects.filter(user=user)
        ]

    def _invitations(self, person: Person) -> list[dict[str, Any]]:
        rows = Invitation.objects.filter(email__in=person.emails).select_related("tenant")
        return [{_("role"): str(row), _("date"): row.invited_at.isoformat()} for row in rows]


class SiteRights:
    """Groups and permissions of a person on one site: they follow from the roles."""

    name = "accounts.rights"
    per_tenant = True
    covers = frozenset({"memberships.*"})

    def export(self, person: Person) -> Sequence[Section]:
        groups = UserGroup.objects.filter(user_id=person.user_id or 0).select_related("group")
        return [Section(title=_("Rights"), rows=[{_("group"): row.group.name} for row in groups])]

    def anonymise(self, person: Person) -> Sequence[Kept]:
        UserGroup.objects.filter(user_id=person.user_id or 0).delete()
        UserPermission.objects.filter(user_id=person.user_id or 0).delete()
        return []


class EditorialTraces:
    """Wagtail's own traces of an editor on one site.

    They keep the account's number, which names nobody.
    """

    name = "accounts.editorial"
    per_tenant = True
    covers = frozenset(
        {
            "wagtailcore.*",
            "wagtailadmin.*",
            "wagtailimages.*",
            "wagtaildocs.*",
            "wagtail_localize.*",
        }
    )

    def export(self, person: Person) -> Sequence[Section]:
        from wagtail.models import Page, Revision  # noqa: PLC0415  once the apps are ready
        from wagtail_localize.models import StringTranslation  # noqa: PLC0415  once the apps are loaded

        rows = [
            {_("page"): title, _("role"): _("owner")}
            for title in Page.objects.filter(owner_id=person.user_id or 0).values_list(
                "title", flat=True
            )
        ]
        revisions = Revision.objects.filter(user_id=person.user_id or 0).count()
        if revisions:
            rows.append({_("versions of pages written"): revisions})
        translated = StringTranslation.objects.filter(last_translated_by_id=person.user_id or 0)
        if number := translated.count():
            rows.append({_("passages translated"): number})
        return [Section(title=_("What you wrote in the back office"), rows=rows)]

    def anonymise(self, person: Person) -> Sequence[Kept]:
        from wagtail.models import Page, Revision  # noqa: PLC0415  once the apps are loaded

        owned = Page.objects.filter(owner_id=person.user_id or 0).exists()
        if owned or Revision.objects.filter(user_id=person.user_id or 0).exists():
            reason = _("They are the site’s, and no longer carry your name.")
            return [Kept(title=_("Pages you wrote"), reason=reason)]
        return []
