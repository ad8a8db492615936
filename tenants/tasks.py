"""Background tasks that remember the site they were asked for.

django-tasks-db keeps a task's arguments and forgets the schema: a task enqueued by a department
would run in `public` and report success. Here the schema travels with the arguments, for our tasks
and for Wagtail's own.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from django.tasks import Task
from django.utils.json import normalize_json
from django_tasks_db import DatabaseBackend

from tenants.context import current_schema, enter

SCHEMA = "__schema"
BATCH = 1000
_waiting: ContextVar[list[Any] | None] = ContextVar("waiting", default=None)


class Priority(IntEnum):
    """Places in the queue: an import of a thousand pages lets a refund pass."""

    AWAITED = 50  # somebody looks at a screen, or for a message
    MONEY = 20
    DUE = 10  # what the clock asks for, and the pictures of a page just published
    USUAL = 0
    IDLE = -50


@dataclass(frozen=True, slots=True, kw_only=True)
class TenantTask(Task):
    """A task that is run inside the schema in which it was enqueued."""

    def call(self, *args: Any, **kwargs: Any) -> Any:
        with enter(kwargs.pop(SCHEMA, "public")):
            # Not super(): a dataclass with slots is another class than the one this method was
            # written in.
            return Task.call(self, *args, **kwargs)

    async def acall(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError("Tasks run in a worker, one at a time: call them without await.")


@contextmanager
def enqueued_together() -> Iterator[None]:
    """Write what this block enqueues at its end, in one query and the caller's transaction."""
    if _waiting.get() is not None:
        yield
        return
    rows: list[Any] = []
    token = _waiting.set(rows)
    try:
        yield
    finally:
        _waiting.reset(token)
    if rows:
        type(rows[0]).objects.bulk_create(rows, BATCH)


def enqueue_all(task: Task, arguments: Iterable[object]) -> None:
    """Ask for a task once for each argument, in the caller's transaction."""
    with enqueued_together():
        for argument in arguments:
            task.enqueue(argument)


class TenantDatabaseBackend(DatabaseBackend):
    """The queue in the database."""

    task_class = TenantTask

    def _task_to_db_task(self, task: Task, args: Any, kwargs: Any) -> Any:
        rows = _waiting.get()
        if rows is None:
            return super()._task_to_db_task(task, args, kwargs)
        # Tasks are declared before models are loaded.
        from django_tasks_db.models import DBTaskResult, get_date_max  # noqa: PLC0415

        row = DBTaskResult(
            id=self._get_id(),
            args_kwargs=normalize_json({"args": args, "kwargs": kwargs}),
            priority=task.priority,
            task_path=task.module_path,
            queue_name=task.queue_name,
            # A bulk insert sends no signal, and the signal is what fills this in.
            run_after=task.run_after or get_date_max(),
            backend_name=self.alias,
        )
        rows.append(row)
        return row

    def enqueue(self, task: Task, args: Any, kwargs: Any) -> Any:
        return super().enqueue(task, args, {**kwargs, SCHEMA: kwargs.get(SCHEMA, current_schema())})

    async def aenqueue(self, task: Task, args: Any, kwargs: Any) -> Any:
        return await super().aenqueue(
            task, args, {**kwargs, SCHEMA: kwargs.get(SCHEMA, current_schema())}
        )
