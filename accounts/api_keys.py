"""Who asks the API: a key known here, for the site that is asked."""

from datetime import timedelta

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import ApiKey, ApiScope
from accounts.models.api_key import START
from kernel.api.problems import FORBIDDEN, UNAUTHORISED, Problem
from kernel.ratelimit import CacheCounter, RateLimit
from tenants.context import current_schema

# When it was used is written this often at most: reading must not become writing.
NOTED_EVERY = timedelta(minutes=10)
LONGEST = 200


class UnknownKey(Exception):
    """No key, a withdrawn one, an expired one, or one of another site: nobody is told which."""


def key_of(request: HttpRequest) -> ApiKey | None:
    """Return the key that a request carries, None when it carries none; or raise UnknownKey."""
    kind, _space, text = request.headers.get("Authorization", "").partition(" ")
    if not kind:
        return None
    is_ours = kind.lower() == "bearer" and text.startswith(f"{START}_") and len(text) < LONGEST
    key = ApiKey.objects.usable().of_text(text).first() if is_ours else None
    if key is None or not key.is_for(current_schema()):
        raise UnknownKey
    _pace(key).take(caller="", target=str(key.pk))
    _note(key)
    return key


def need(request: HttpRequest, scope: ApiScope) -> ApiKey:
    """Return the key of a request that has this scope; or raise a problem that says what misses."""
    key: ApiKey | None = getattr(request, "api_key", None)
    if key is None:
        raise Problem(UNAUTHORISED, headers={"WWW-Authenticate": "Bearer"})
    if scope.value not in key.scopes:
        message = _("This key has not the scope %(scope)s.") % {"scope": scope.value}
        raise Problem(FORBIDDEN, message)
    return key


def _pace(key: ApiKey) -> RateLimit:
    most = key.per_minute
    return RateLimit(
        name=f"api-key-{key.pk}",
        per_caller=most,
        window=timedelta(minutes=1),
        counter=CacheCounter(),
    )


def _note(key: ApiKey) -> None:
    now = timezone.now()
    if key.last_used_at is None or key.last_used_at < now - NOTED_EVERY:
        late = Q(last_used_at=None) | Q(last_used_at__lt=now - NOTED_EVERY)
        ApiKey.objects.filter(late, pk=key.pk).update(last_used_at=now)
