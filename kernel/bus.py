"""Events delivered after commit: for reactions whose loss is harmless, hence not for mail."""

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction

from kernel.domain import Event

type Handler[E: Event] = Callable[[E], None]

# Handlers of many event types share one table: only publish() reads it, with the type as key.
_handlers: defaultdict[type[Event], list[Handler[Any]]] = defaultdict(list)


def subscribe[E: Event](event_type: type[E]) -> Callable[[Handler[E]], Handler[E]]:
    """Decorate a handler, in an app's handlers.py, which is imported when the app starts."""

    def register(handler: Handler[E]) -> Handler[E]:
        if handler not in _handlers[event_type]:
            _handlers[event_type].append(handler)
        return handler

    return register


def unsubscribe[E: Event](event_type: type[E], handler: Handler[E]) -> None:
    """Forget a handler: for tests, and for apps that are switched off."""
    if handler in _handlers[event_type]:
        _handlers[event_type].remove(handler)


def publish(event: Event) -> None:
    """Deliver after commit, for what may be lost: a handler never sees unfinished work."""
    for handler in _handlers[type(event)]:
        transaction.on_commit(partial(handler, event), robust=True)
