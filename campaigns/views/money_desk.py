"""Who may see the platform's own money: administrators and finance officers, nationally."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from accounts.models import User
from campaigns.actions.guards import is_treasurer
from campaigns.views.review import staff_only
from tenants.context import current_tenant


def treasurer_only(request: HttpRequest) -> User:
    """Return the person; officers follow projects, and do not see bank accounts."""
    tenant, user = current_tenant(), request.user
    if tenant is None or not tenant.is_national:
        raise Http404
    if not isinstance(user, User) or not is_treasurer(user):
        raise PermissionDenied
    return user


def payer_only(request: HttpRequest) -> User:
    """Return the person: who follows projects may prepare and approve their payouts too."""
    user = request.user
    if isinstance(user, User) and is_treasurer(user):
        return treasurer_only(request)
    return staff_only(request)
