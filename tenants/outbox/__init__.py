"""The mail outbox: a message is written with the fact that causes it, and sent after.

    outbox.write("accounts.welcome", user.pk, to=user.email, language=user.language, context={…})
    outbox.write_all([Letter(kind="campaigns.gift-refund", key=…, to=…, …), …])  # by the hundred

A message is unique by site, kind, key and recipient: writing it twice sends it once. Kinds are
declared in code with `register(MailKind(…))`; staff may edit their texts (`models.MailText`).

Sent at least once, and twice only after a crash: a worker takes the row, commits, speaks to the
mail server, then commits "sent". When a worker dies between the last two, the message is sent again
after 15 minutes under the same Message-ID, by which most servers and readers recognise a
repetition. The other choice, never repeating, would lose a confirmation or a receipt each time a
machine stops.
"""

from tenants.outbox.kinds import MailKind, register, register_all
from tenants.outbox.many import Letter, write_all
from tenants.outbox.markup import Block
from tenants.outbox.rendering import Rendered, preview
from tenants.outbox.writing import write

__all__ = [
    "Block",
    "Letter",
    "MailKind",
    "Rendered",
    "preview",
    "register",
    "register_all",
    "write",
    "write_all",
]
