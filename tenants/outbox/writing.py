"""Writing a message into the outbox, in the transaction of the fact that causes it."""

from collections.abc import Mapping
from typing import Any

from django.core.validators import validate_email
from django.db import models, transaction

from tenants.context import current_tenant
from tenants.models import Mail, Tenant
from tenants.outbox import delivery, kinds
from tenants.outbox.kinds import MailKind
from tenants.outbox.rendering import TextOf, common, edited_text, render, supported
from tenants.tasks import Priority


def write(  # noqa: PLR0913 - every argument is a choice of the caller
    kind: str,
    key: object,
    *,
    to: str,
    language: str = "",
    context: Mapping[str, object] | None = None,
    tenant: Tenant | None = None,
    reply_to: str = "",
    unsubscribe_url: str = "",
) -> Mail:
    """Write a message once, in the caller's transaction; return it, or the one written before.

    ``key`` says what the message is about: a word, a number or a saved object. ``tenant`` is the
    site in whose name it is sent, by default the current one. Raise KeyError for an unknown kind,
    WrongContext for wrong values, ValidationError for an address that is none.
    """
    known = kinds.find(kind)
    if known is None:
        raise KeyError(f"No message is called {kind!r}: register it with outbox.register()")
    site = tenant or current_tenant()
    address = to.strip().lower()
    validate_email(address)
    identity = {
        "schema": site.schema_name if site else "public",
        "kind": kind,
        "key": name_of(key),
        "to": address,
    }
    if (written := Mail.objects.filter(**identity).first()) is not None:
        return written
    content = content_of(
        known, language=language, context=context or {}, site=site, unsubscribe_url=unsubscribe_url
    )
    return _store(identity, content | {"reply_to": reply_to})


def content_of(  # noqa: PLR0913 - what a message is made of
    kind: MailKind,
    *,
    language: str,
    context: Mapping[str, object],
    site: Tenant | None,
    unsubscribe_url: str = "",
    text_of: TextOf = edited_text,
) -> dict[str, Any]:
    """Return the columns of a message, rendered in a language that we write."""
    spoken = supported(language)
    rendered = render(
        kind,
        language=spoken,
        context=context,
        tenant=site,
        unsubscribe_url=unsubscribe_url,
        text_of=text_of,
    )
    return {
        "language": spoken,
        "subject": rendered.subject[:250],
        "text": rendered.text,
        "html": rendered.html,
        "sender_name": common(site)["site_name"][:100],
        "unsubscribe_url": unsubscribe_url,
        "is_bulk": kind.is_bulk,
    }


@transaction.atomic
def _store(identity: Mapping[str, Any], content: Mapping[str, Any]) -> Mail:
    """Keep the message and ask for its delivery, unless another writer was first."""
    mail, is_new = Mail.objects.get_or_create(**identity, defaults=content)
    if is_new:
        # A confirmation passes before a newsletter.
        priority = Priority.IDLE if mail.is_bulk else Priority.AWAITED
        delivery.enqueue(mail.pk, priority=priority)
    return mail


def name_of(key: object) -> str:
    """Return the word that a message's key is kept as."""
    if isinstance(key, models.Model):
        return f"{key._meta.label_lower}:{key.pk}"
    return str(key)
