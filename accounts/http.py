"""What views about people may know of a request."""

from django.http import HttpRequest

from accounts.models import User


class SignedInRequest(HttpRequest):
    """A request behind `login_required`, or in the back office: somebody is signed in."""

    user: User
