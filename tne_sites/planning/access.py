"""Who stands on which side of the desk: the team sees every workshop, an organiser its own.

The team is that of a department, or the nation's for its webinars.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from allauth.account.models import EmailAddress
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from tne_sites.models import Structure, Workshop

CHANGE_WORKSHOP = "tne_sites.change_workshop"
CHANGE_PEOPLE = "tne_sites.change_registration"

# Guards a screen of the planning on every site; Wagtail has already asked for a sign-in.
planner = partial(permission_required, raise_exception=True)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the desk: where its pages live, in which frame, and what it may find."""

    namespace: str
    frame: str
    find: Callable[[HttpRequest, int], Workshop]


def of_team(request: HttpRequest, pk: int) -> Workshop:
    """Any workshop of the site, for those who may see who comes."""
    if not request.user.has_perm(CHANGE_PEOPLE):
        raise PermissionDenied
    return get_object_or_404(Workshop.objects.with_organiser(), pk=pk)


def structures_of(request: HttpRequest) -> QuerySet[Structure]:
    """Structures that this person has an access to, by a verified address of the account."""
    if not request.user.is_authenticated:
        return Structure.objects.none()
    verified = EmailAddress.objects.filter(user=request.user, verified=True)
    emails = [email.lower() for email in verified.values_list("email", flat=True)]
    return Structure.objects.filter(
        accesses__email__in=emails, accesses__ended_at=None, is_active=True
    ).distinct()


def of_organiser(request: HttpRequest, pk: int) -> Workshop:
    """A workshop of this person's structures; any other does not exist for them."""
    rows = Workshop.objects.public().with_organiser()
    return get_object_or_404(rows.filter(organiser__in=structures_of(request)), pk=pk)


TEAM = Side("planning", "tne_sites/planning/frame_team.html", of_team)
ORGANISER = Side("organiser", "tne_sites/planning/frame_organiser.html", of_organiser)
