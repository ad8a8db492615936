"""Who may see the platform's own money: administrators, on the national site."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from accounts.models import User
from campaigns.actions.guards import is_treasurer
from campaigns.views.review import staff_only


def treasurer_only(request: HttpRequest) -> User:
    """Return the person; officers follow projects, and do not see bank accounts."""
    user = staff_only(request)
    if not is_treasurer(user):
        raise PermissionDenied
    return user
