"""A process that dies without a word, before or after a named function: as a power cut does."""

import os
import signal
from collections.abc import Callable
from importlib import import_module
from itertools import count

from django.db import connection
from django.utils.module_loading import import_string

from tenants.context import enter

ACTIONS = "campaigns.actions"
STRIPE = "campaigns.payments.stripe.StripeProvider"


def die_at(point: str) -> None:
    """Kill this process at `before` or `after` the nth call of a function: `after 2 path.of.it`."""
    when, nth, path = point.split()
    module, name = holder_of(path)
    original, calls = getattr(module, name), count(1)

    def call(*arguments, **named):
        is_now = next(calls) == int(nth)
        if is_now and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = original(*arguments, **named)
        if is_now and when == "after":
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(module, name, call)


def holder_of(path: str) -> tuple[object, str]:
    """Return the module, or the class in one, that holds a function, and its name there."""
    holder, name = path.rsplit(".", 1)
    try:
        return import_module(holder), name
    except ImportError:
        return import_string(holder), name


def dies(point: str, act: Callable[[], object]) -> bool:
    """Run in a real child process that is killed there; False when it ended before."""
    connection.close()
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    try:
        with enter("national"):
            die_at(point)
            act()
    finally:
        os._exit(0)
