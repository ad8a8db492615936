"""Links that carry their own proof: unsubscribe, preview, confirm; nothing is stored for them."""

from datetime import timedelta
from typing import Any

from django.core import signing

from kernel.domain import DomainError, gettext_noop


class InvalidLink(DomainError):
    """The link was changed, made for something else, or is too old."""


def seal(purpose: str, value: Any) -> str:
    """Return a URL-safe text that only we can make; ``value`` is JSON, readable by its bearer."""
    return signing.dumps(value, salt=f"trousse.{purpose}", compress=True)


def unseal(purpose: str, text: str, *, max_age: timedelta | None = None) -> Any:
    """Return the value sealed for that same purpose, or raise InvalidLink."""
    try:
        return signing.loads(text, salt=f"trousse.{purpose}", max_age=max_age)
    except signing.SignatureExpired:
        raise InvalidLink(gettext_noop("This link has expired. Ask for a new one.")) from None
    except signing.BadSignature:
        raise InvalidLink(
            gettext_noop("This link is not complete. Copy it whole from the message.")
        ) from None
