"""The kinds of messages that a person may refuse; each app declares its own at start.

    notifications.register(NotificationKind(name="campaigns.news", label=_("News of projects")))
    if notifications.wants(user, "campaigns.news"): outbox.write(…)

Messages that a person needs (a confirmation, a receipt, a change of password) are no notifications.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.models import User


def everybody(_user: User) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationKind:
    name: str
    label: Any  # a text, most often a lazy translation
    help_text: Any = ""
    by_default: bool = True
    # Whom the question concerns: a donor is not asked about workshops to moderate.
    concerns: Callable[[User], bool] = everybody


_kinds: dict[str, NotificationKind] = {}


def register(kind: NotificationKind) -> NotificationKind:
    """Declare a kind, in an app's AppConfig.ready()."""
    _kinds[kind.name] = kind
    return kind


def kinds_for(user: User) -> list[NotificationKind]:
    """Return the kinds to ask a person about."""
    return [kind for kind in _kinds.values() if kind.concerns(user)]


def wants(user: User, name: str) -> bool:
    """Say whether to send; KeyError for a kind nobody declared."""
    kind = _kinds[name]
    chosen = user.notification_preferences.filter(kind=name).values_list("is_wanted", flat=True)
    return next(iter(chosen), kind.by_default)
