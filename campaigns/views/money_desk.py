"""Who may see money in the back office of the national site."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from accounts.models import User
from campaigns.actions.guards import is_treasurer
from campaigns.views.review import READERS
from tenants.context import current_tenant


def reads_money(user: User) -> bool:
    """Officers see the money of the campaigns that they follow, treasurers all of it."""
    return is_treasurer(user) or user.has_role(*READERS)


def money_reader_only(request: HttpRequest) -> User:
    return _only(request, reads_money)


def treasurer_only(request: HttpRequest) -> User:
    """Return the person; officers follow projects, and do not see bank accounts."""
    return _only(request, is_treasurer)


def _only(request: HttpRequest, may: Callable[[User], bool]) -> User:
    tenant, user = current_tenant(), request.user
    if tenant is None or not tenant.is_national:
        raise Http404
    if not isinstance(user, User) or not may(user):
        raise PermissionDenied
    return user
