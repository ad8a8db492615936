"""Run background tasks until stopped."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.crypto import get_random_string

from tenants.worker import Heartbeat, TenantWorker

ALL = "*"


class Command(BaseCommand):
    help = "Run background tasks: several workers may run, on several machines."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--queues", default=ALL, help="names separated by commas; all queues by default"
        )
        parser.add_argument(
            "--interval",
            type=float,
            default=1.0,
            help="seconds between two looks at an empty queue",
        )
        parser.add_argument(
            "--batch", action="store_true", help="stop when no task is left that may run now"
        )
        parser.add_argument("--max-tasks", type=int, help="stop after that many tasks")

    def handle(self, *args: Any, **options: Any) -> None:
        worker = TenantWorker(
            queue_names=[name.strip() for name in options["queues"].split(",")],
            excluded_queue_names=[],
            interval=options["interval"],
            batch=options["batch"],
            backend_name="default",
            startup_delay=not options["batch"],
            max_tasks=options["max_tasks"],
            worker_id=get_random_string(32),
        )
        heartbeat = Heartbeat(
            worker.worker_id, role="worker", queues=options["queues"], rescues=True
        )
        heartbeat.beat()
        heartbeat.start()
        worker.configure_signals()
        try:
            worker.run()
        finally:
            worker.leave()
            heartbeat.stop()
