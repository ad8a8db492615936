import os
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone
from tqdm import tqdm

from accounts.models import User
from campaigns.models import Campaign, Proposal, Structure, StructureKind
from campaigns.scale import books, gifts as paid
from campaigns.scale.rows import Cast, Series
from campaigns.search_documents import SOURCE
from search import registry
from search.parallel import apart
from tenants.context import enter
from tenants.models import Tenant
from tenants.processes import share_out
from territories.models import School

BATCH, SCHOOLS = 500, 2000


class Command(BaseCommand):
    help = "Load many campaigns and gifts for measurements, the ledger included (development only)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--count", type=int, default=100_000, help="campaigns")
        parser.add_argument("--gifts", type=int, default=1_000_000, help="gifts, in all")
        jobs = os.cpu_count() or 1
        parser.add_argument("--jobs", type=int, default=jobs, help="processes")

    def handle(self, *_args: Any, count: int, gifts: int, jobs: int, **_options: Any) -> None:
        if not settings.DEVELOPMENT:
            raise CommandError("It fills the site with rows for measurements: never in production.")
        site = Tenant.objects.national()
        with enter(site):
            series = Series(cast=_cast(), count=count, gifts=gifts, first=Campaign.objects.count())
            self._share_out("rows", series.ranges(BATCH), partial(_write, series), site, jobs)
            books.analyse()
            shares = apart(SOURCE, series.shown(), size=BATCH)
            self._share_out("catalogue", shares, _refresh, site, jobs)
        self.stdout.write(f"{count} campaigns, {gifts} gifts")

    def _share_out(
        self, name: str, parts: Sequence[Any], work: Callable[[Any], int], site: Tenant, jobs: int
    ) -> None:
        total = sum(map(len, parts))
        with tqdm(total=total, unit="campaign", desc=name, file=self.stdout) as bar:
            for done in share_out(parts, work, schema=site.schema_name, jobs=jobs):
                bar.update(done)


def _cast() -> Cast:
    """Take the schools that are there, each with a structure of its own."""
    schools = list(School.objects.select_related("department", "commune").order_by("pk")[:SCHOOLS])
    if not schools:
        raise CommandError("No school yet: load the demonstration, or the directory, first.")
    known = {row.school_id: row for row in Structure.objects.filter(school__in=schools)}
    missing = [
        Structure(kind=StructureKind.COOPERATIVE, school=school, legal_name=f"Coop {school.pk}")
        for school in schools
        if school.pk not in known
    ]
    known |= {row.school_id: row for row in Structure.objects.bulk_create(missing)}
    email = "charge@example.org"
    holder = User.objects.filter(email=email).first() or User.objects.create_user(email)
    structures = [known[school.pk] for school in schools]
    at = timezone.now()
    return Cast(schools=schools, structures=structures, holder=holder, at=at)


@transaction.atomic
def _write(series: Series, numbers: range) -> int:
    batch = series.batch(numbers)
    Campaign.objects.bulk_create(batch.campaigns)
    Proposal.objects.bulk_create(batch.proposals)
    paid.write(batch.gifts)
    books.write([campaign.pk for campaign in batch.campaigns])
    return len(numbers)


@transaction.atomic
def _refresh(keys: Sequence[str]) -> int:
    registry.refresh_many(SOURCE, keys)
    return len(keys)
