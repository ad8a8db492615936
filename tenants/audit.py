"""Writes who did what. The table accepts no change and no removal."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils.functional import Promise

from kernel.http import request_id
from kernel.masking import mask, mask_all
from tenants.context import current_schema
from tenants.models import AuditEntry

type Actor = AbstractBaseUser | None
_words: dict[str, str | Promise] = {}


def name_actions(words: Mapping[str, str | Promise]) -> None:
    """Give words to the codes of an app's acts: in its module `audit_names`."""
    _words.update(words)


def words_of(action: str) -> str:
    """Return what staff read of an act; one without words keeps its code."""
    return str(_words.get(action, action))


def record(
    *,
    action: str,
    actor: Actor = None,
    target: models.Model | str = "",
    detail: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Write one act in the caller's transaction: ``role.granted`` by a user on ``accounts.user:5``.

    ``actor`` is None when the platform itself acts. ``detail`` is JSON; e-mail addresses in it are
    masked, because an entry outlives the account it speaks of.
    """
    return AuditEntry.objects.create(
        action=action,
        actor_id=actor.pk if actor else None,
        actor_label=label_of(actor),
        schema=current_schema(),
        target=reference(target),
        detail=mask_all(dict(detail or {})),
        request_id=request_id.get(),
    )


def label_of(actor: Actor) -> str:
    """Return the actor's name as staff read it, without address; empty for the platform."""
    if actor is None:
        return ""
    full_name = getattr(actor, "get_full_name", str)()
    return mask(full_name or f"#{actor.pk}")[:150]


def reference(target: models.Model | str) -> str:
    """Return ``app.model:pk`` for a saved object, a text as it is."""
    if isinstance(target, models.Model):
        return f"{target._meta.label_lower}:{target.pk}"
    return mask(target)[:200]
