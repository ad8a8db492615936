"""Background tasks that remember the site they were asked for.

django-tasks-db keeps a task's arguments and forgets the schema: a task enqueued by a department
would run in `public` and report success. Here the schema travels with the arguments, for our tasks
and for Wagtail's own.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from django.tasks import Task
from django_tasks_db import DatabaseBackend

from tenants.context import current_schema, enter

SCHEMA = "__schema"


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


class TenantDatabaseBackend(DatabaseBackend):
    """The queue in the database."""

    task_class = TenantTask

    def enqueue(self, task: Task, args: Any, kwargs: Any) -> Any:
        return super().enqueue(task, args, {**kwargs, SCHEMA: kwargs.get(SCHEMA, current_schema())})

    async def aenqueue(self, task: Task, args: Any, kwargs: Any) -> Any:
        return await super().aenqueue(
            task, args, {**kwargs, SCHEMA: kwargs.get(SCHEMA, current_schema())}
        )
