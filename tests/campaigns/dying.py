"""A process that dies without a word, before or after a named function: as a power cut does."""

import os
import signal
from collections.abc import Callable
from importlib import import_module
from itertools import count

from django.db import connection
from django.utils.module_loading import import_string

from tenants.context import enter


def die_at(point: str) -> None:
    """Kill this process at `before` or `after` the nth call of a function: `after 2 path.of.it`."""
    when, nth, path = point.split()
    holder, name = path.rsplit(".", 1)
    module = _found(holder)
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


def _found(holder: str) -> object:
    """A module, or a class in one."""
    try:
        return import_module(holder)
    except ImportError:
        return import_string(holder)


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
