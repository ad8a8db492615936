"""Who somebody is to a campaign. One person may be several; each act is done as one of them."""

from datetime import date

from accounts.domain.roles import RoleKind
from accounts.models import User
from campaigns.models import Campaign, Post, PostKind
from kernel.domain import DomainError, gettext_noop

TREASURERS = (RoleKind.NATIONAL_ADMINISTRATOR, RoleKind.FINANCE_OFFICER)


class NotYours(DomainError):
    """The person is not, to this campaign, who may do this: a page answers 404."""

    def __init__(self) -> None:
        super().__init__(gettext_noop("This project is not among yours."))


class MayNotHold(DomainError):
    """The holder's space opens by an academic address, or by staff."""

    def __init__(self) -> None:
        super().__init__(
            gettext_noop(
                "To propose a project, add your academic address to your account, or write to us."
            )
        )


def require_holder(campaign: Campaign, by: User) -> None:
    if campaign.holder_id != by.pk:
        raise NotYours


def require_staff(campaign: Campaign, by: User) -> None:
    """Let pass administrators, and the officers who follow the school's académie."""
    if not is_staff_of(campaign, by):
        raise NotYours


def is_staff_of(campaign: Campaign, by: User) -> bool:
    if by.is_superuser or by.has_role(RoleKind.NATIONAL_ADMINISTRATOR):
        return True
    academy = academy_of(campaign)
    officers = by.roles.current().filter(kind=RoleKind.PROJECT_OFFICER)
    return any(not role.academies or academy in role.academies for role in officers)


def require_treasurer(by: User) -> None:
    """Let pass those who keep the platform's own money: officers follow projects alone."""
    if not is_treasurer(by):
        raise NotYours


def is_treasurer(by: User) -> bool:
    return by.is_superuser or by.has_role(*TREASURERS)


def require_money_reader(campaign: Campaign, by: User) -> None:
    if not may_read_money(campaign, by):
        raise NotYours


def may_read_money(campaign: Campaign, by: User) -> bool:
    """Treasurers see every campaign's money; officers that of the campaigns they follow."""
    return is_treasurer(by) or is_staff_of(campaign, by)


def academy_of(campaign: Campaign, on: date | None = None) -> str:
    """Return the code of the school's académie; empty while there is no school."""
    if campaign.school is None:
        return ""
    academy = campaign.school.department.academy_on(on or date.today())  # noqa: DTZ011  a day's membership
    return academy.code if academy else ""


def require_post(campaign: Campaign, by: User, kind: PostKind) -> Post:
    """Return the person's active post at the school, the one this campaign names."""
    post = Post.objects.of(campaign).filter(kind=kind, user=by, activated_at__isnull=False).first()
    if post is None:
        raise NotYours
    return post
