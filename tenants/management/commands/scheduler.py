"""Enqueue periodic jobs when they are due."""

import logging
import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone
from django.utils.crypto import get_random_string

from tenants import scheduler
from tenants.worker import Heartbeat

logger = logging.getLogger("tenants.scheduler")

TICK_SECONDS = 5


class Command(BaseCommand):
    help = (
        "Enqueue periodic jobs when they are due: several schedulers may run, each job runs once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="look once, then stop")
        parser.add_argument("--list", action="store_true", help="show the jobs, then stop")
        parser.add_argument("--run", metavar="JOB", help="run this job now, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            for job in scheduler.all_jobs():
                self.stdout.write(f"{job.name}\t{job.schedule}\t{job.title}")
        elif options["run"]:
            self.run_one(options["run"])
        elif options["once"]:
            scheduler.prepare(timezone.now())
            self.stdout.write(f"{scheduler.tick(timezone.now())} runs")
        else:
            self.loop()

    def run_one(self, name: str) -> None:
        if scheduler.find(name) is None:
            raise CommandError(f"No job is called {name}: see scheduler --list.")
        self.stdout.write(f"{scheduler.run_now(name, timezone.now())} runs")

    def loop(self) -> None:
        """Tick until a signal; the thread of signs of life has its own connection."""
        stopping = threading.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: stopping.set())
        heartbeat = Heartbeat(get_random_string(32), role="scheduler")
        heartbeat.start()
        prepared = False
        while not stopping.wait(TICK_SECONDS if prepared else 0):
            try:
                close_old_connections()
                if not prepared:
                    heartbeat.beat()
                    scheduler.prepare(timezone.now())
                scheduler.tick(timezone.now())
                prepared = True
            except (OperationalError, InterfaceError) as error:
                logger.warning("Database lost: %s", type(error).__name__)
                connection.close()
                prepared = not stopping.wait(TICK_SECONDS) and prepared
        heartbeat.stop()
