from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone
from tqdm import tqdm

from accounts.models import User
from campaigns.models import Campaign, Proposal, Structure, StructureKind
from campaigns.scale import books, gifts as paid
from campaigns.scale.rows import Cast, batches
from campaigns.search_documents import SOURCE
from search import registry
from tenants.context import enter
from tenants.models import Tenant
from territories.models import School

BATCH, SCHOOLS = 500, 2000


class Command(BaseCommand):
    help = "Load many campaigns and gifts for measurements, the ledger included (development only)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--count", type=int, default=100_000, help="campaigns")
        parser.add_argument("--gifts", type=int, default=1_000_000, help="gifts, in all")

    def handle(self, *_args: Any, count: int, gifts: int, **_options: Any) -> None:
        if not settings.DEVELOPMENT:
            raise CommandError("It fills the site with rows for measurements: never in production.")
        with enter(Tenant.objects.national()):
            cast = _cast()
            first = Campaign.objects.count()
            with tqdm(total=count, unit="campaign", file=self.stdout) as bar:
                for batch in batches(cast, count=count, gifts=gifts, size=BATCH, first=first):
                    _write(batch)
                    bar.update(len(batch.campaigns))
            books.analyse()
        self.stdout.write(f"{count} campaigns, {gifts} gifts")


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
def _write(batch: Any) -> None:
    Campaign.objects.bulk_create(batch.campaigns)
    Proposal.objects.bulk_create(batch.proposals)
    paid.write(batch.gifts)
    keys = [campaign.pk for campaign in batch.campaigns]
    books.write(keys)
    registry.refresh_many(SOURCE, [str(key) for key in keys])
