"""Makes an engine's tables or index anew from the catalogue, while searches and writers go on."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now
from tqdm import tqdm

from search import reindexing
from search.catalogue import Entry
from search.engines import choice, reindex
from search.engines.base import EngineDown
from search.trial import ENGINES


class Command(BaseCommand):
    help = (
        "Make the engine's index anew from the catalogue. Nobody notices; run it again after an"
        " interruption and it goes on."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--engine", choices=ENGINES, default=choice.POSTGRES)
        parser.add_argument("--again", action="store_true", help="forget an interrupted one")

    def handle(self, *args: Any, **options: Any) -> None:
        started, refused = time.monotonic(), 0
        with tqdm(total=Entry.objects.count(), unit="entry", disable=None) as bar:
            try:
                if options["engine"] == choice.ELASTICSEARCH:
                    sent = reindex.run(now(), bar.update, again=options["again"])
                    number, refused = sent.done, sent.failed
                else:
                    number = reindexing.run(bar.update)
            except (EngineDown, reindex.Broken) as error:
                raise CommandError(str(error)) from error
        seconds = max(time.monotonic() - started, 0.001)
        self.stdout.write(
            self.style.SUCCESS(
                f"{number} entries in {options['engine']}: {number / seconds:.0f} a second."
            )
        )
        if refused:
            # They are changes now, which end as dead letters when nothing helps.
            self.stdout.write(self.style.WARNING(f"{refused} were refused: they are tried again."))
