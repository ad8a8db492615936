"""Background tasks of the tests: a worker imports them by name."""

import os
import signal
import time
from pathlib import Path

from django.core.cache import cache
from django.tasks import task

from tenants.context import current_schema


@task
def say_site() -> str:
    return current_schema()


@task
def fail() -> None:
    raise RuntimeError("about jean@example.org")


@task
def sleep(seconds: float) -> None:
    time.sleep(seconds)


@task
def die_once(path: str) -> str:
    """End the worker without a word the first time, as the kernel does when memory is short."""
    if not Path(path).exists():
        Path(path).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "survived"


@task(queue_name="media", priority=-10)
def remember(word: str) -> None:
    cache.set("order", [*cache.get("order", []), word])


@task(priority=10)
def remember_first(word: str) -> None:
    cache.set("order", [*cache.get("order", []), word])
