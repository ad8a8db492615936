"""Writing many messages at once, each of them once, in the transaction of their cause."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet, prefetch_related_objects

from tenants.context import current_tenant
from tenants.models import Mail, Tenant
from tenants.outbox import delivery, kinds
from tenants.outbox.rendering import TextOf, edited_text
from tenants.outbox.writing import content_of, name_of
from tenants.tasks import Priority

type Identity = tuple[str, str, str]  # kind, key, address


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What `write` is told of one message."""

    kind: str
    key: object
    to: str
    language: str = ""
    context: Mapping[str, object] = field(default_factory=dict)

    @property
    def identity(self) -> Identity:
        return self.kind, name_of(self.key), self.to.strip().lower()


@transaction.atomic
def write_all(letters: Iterable[Letter]) -> int:
    """Write those that are not written yet, in a few statements; return how many they are.

    What `write` raises for one, this raises for all: nothing is written then.
    """
    site, text_of = current_tenant(), cache(edited_text)
    if site is not None:
        prefetch_related_objects([site], "domains")  # each message names the site's address
    wanted = {letter.identity: letter for letter in letters}
    for identity in set(_same(wanted, site).values_list("kind", "key", "to")):
        wanted.pop(identity, None)
    mails = [_mail(letter, site, text_of) for letter in wanted.values()]
    # Another writer may come first: both then find the same rows, and one delivery does nothing.
    Mail.objects.bulk_create(mails, ignore_conflicts=True)
    written = _same(wanted, site)
    for is_bulk, priority in ((False, Priority.AWAITED), (True, Priority.IDLE)):
        rows = written.filter(is_bulk=is_bulk).values_list("pk", "kind", "key", "to")
        found = [pk for pk, *identity in rows if tuple(identity) in wanted]
        delivery.enqueue_all(found, priority=priority)
    return len(mails)


def _schema(site: Tenant | None) -> str:
    return site.schema_name if site else "public"


def _same(wanted: Mapping[Identity, Letter], site: Tenant | None) -> QuerySet[Mail]:
    """Return the messages of these kinds and keys: few more than those wanted."""
    return Mail.objects.filter(
        schema=_schema(site),
        kind__in={kind for kind, _key, _to in wanted},
        key__in={key for _kind, key, _to in wanted},
    )


def _mail(letter: Letter, site: Tenant | None, text_of: TextOf) -> Mail:
    known = kinds.find(letter.kind)
    if known is None:
        raise KeyError(f"No message is called {letter.kind!r}: register it with outbox.register()")
    kind, key, address = letter.identity
    validate_email(address)
    content = content_of(
        known, language=letter.language, context=letter.context, site=site, text_of=text_of
    )
    return Mail(schema=_schema(site), kind=kind, key=key, to=address, **content)
