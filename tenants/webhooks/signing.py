"""What proves that a message is ours: HMAC-SHA256 over its time and its body."""

import hashlib
import hmac

from django.conf import settings

from tenants.models import Webhook


def secret_of(hook: Webhook) -> str:
    """Return the secret of an address: made from its salt, so no table holds it."""
    key, text = settings.SECRET_KEY.encode(), f"webhook:{hook.pk}:{hook.salt}".encode()
    return f"whsec_{hmac.new(key, text, hashlib.sha256).hexdigest()}"


def signature(secret: str, at: int, body: bytes) -> str:
    """Return the value of `Trousse-Signature`: `t=<seconds>,v1=<hexadecimal>`."""
    signed = f"{at}.".encode() + body
    return f"t={at},v1={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"
