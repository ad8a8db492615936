"""Give, change and take the keys of the API; each act is in the audit log, no secret is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import ApiKey, User
from accounts.models.api_key import new_key
from accounts.models.invitation import digest_of
from kernel.domain import DomainError, gettext_noop
from tenants import audit

# How long the secret before still opens, so that a program can change without a gap.
OVERLAP = timedelta(days=7)
HINT = 6


class KeyIsOver(DomainError):
    """A key that was withdrawn or has expired."""


@dataclass(frozen=True, slots=True)
class Given:
    """A key with its secret: the only time that anybody sees it."""

    key: ApiKey
    secret: str


@transaction.atomic
def create_api_key(
    *,
    name: str,
    scopes: Sequence[str],
    schemas: Sequence[str],
    expires_at: datetime | None,
    by: User,
) -> Given:
    """Give a key for some sites, or for all of them when none is named."""
    secret = new_key()
    key = ApiKey.objects.create(
        name=name,
        scopes=sorted(scopes),
        schemas=sorted(schemas),
        expires_at=expires_at,
        created_by=by,
        digest=digest_of(secret),
        hint=secret[-HINT:],
    )
    detail = {"name": name, "scopes": key.scopes, "sites": key.schemas}
    audit.record(action="api_key.created", actor=by, target=key, detail=detail)
    return Given(key, secret)


@transaction.atomic
def rotate_api_key(*, key_id: int, by: User, at: datetime) -> Given:
    """Give a new secret; the one before opens for a week more. Or raise KeyIsOver."""
    key = _usable(key_id, at)
    secret = new_key()
    key.previous_digest, key.previous_until = key.digest, at + OVERLAP
    key.digest, key.hint = digest_of(secret), secret[-HINT:]
    key.save(update_fields=["previous_digest", "previous_until", "digest", "hint"])
    audit.record(action="api_key.rotated", actor=by, target=key)
    return Given(key, secret)


@transaction.atomic
def revoke_api_key(*, key_id: int, by: User, at: datetime) -> ApiKey:
    """Close it at once, and for ever; or raise KeyIsOver."""
    key = _usable(key_id, at)
    key.revoked_at, key.previous_until = at, None
    key.save(update_fields=["revoked_at", "previous_until"])
    audit.record(action="api_key.revoked", actor=by, target=key)
    return key


def _usable(key_id: int, at: datetime) -> ApiKey:
    key = ApiKey.objects.select_for_update().get(pk=key_id)
    if not key.is_usable(at):
        raise KeyIsOver(gettext_noop("This key opens nothing any more: create another one."))
    return key
