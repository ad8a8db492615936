"""A message of the tests, which the platform does not know."""

from collections.abc import Iterator
from contextlib import contextmanager

from tenants import outbox
from tenants.outbox import kinds

KIND = outbox.MailKind(
    name="test.welcome",
    title="Welcome",
    subject="Hello {name}",
    body="Hello {name},\n\n[Open]({link})",
    variables={"name": "name", "link": "link"},
    sample={"name": "Zoé", "link": "https://trousse.example/x"},
    required=frozenset({"link"}),
)
CONTEXT = {"name": "Zoé", "link": "https://trousse.example/x"}


@contextmanager
def known() -> Iterator[None]:
    """Let the platform know it for a while."""
    outbox.register(KIND)
    yield
    kinds._kinds.pop(KIND.name)


def write(key="1", **changed):
    arguments = {"to": "zoe@example.org", "language": "fr", "context": CONTEXT} | changed
    return outbox.write(KIND.name, key, **arguments)
