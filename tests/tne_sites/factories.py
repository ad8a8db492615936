"""The smallest valid structure, workshop and registration; variants as arguments."""

from datetime import UTC, datetime, timedelta

import factory
from django.utils.text import slugify
from factory.django import DjangoModelFactory

from tne_sites.domain.states import RegistrationState, WorkshopState
from tne_sites.models import Registration, Structure, Workshop

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
SOON = NOW + timedelta(days=10)


class StructureFactory(DjangoModelFactory[Structure]):
    class Meta:
        model = Structure

    name = factory.Sequence(lambda n: f"MJC {n}")
    email = factory.Sequence(lambda n: f"mjc{n}@example.org")


class WorkshopFactory(DjangoModelFactory[Workshop]):
    """Published, in ten days, with three places; not in the catalogue: an action puts it there."""

    class Meta:
        model = Workshop

    title = "Suivre la scolarité"
    slug = factory.LazyAttribute(lambda row: slugify(row.title))
    organiser = factory.SubFactory(StructureFactory)
    state = WorkshopState.PUBLISHED
    published_at = NOW
    starts_at = SOON
    ends_at = factory.LazyAttribute(lambda row: row.starts_at + timedelta(hours=2))
    commune_code = "02408"
    commune_name = "Laon"
    place_name = "Médiathèque"
    capacity = 3


class RegistrationFactory(DjangoModelFactory[Registration]):
    """Confirmed for one person; the workshop's own count does not follow: an action settles it."""

    class Meta:
        model = Registration

    workshop = factory.SubFactory(WorkshopFactory)
    name = factory.Sequence(lambda n: f"Parent {n}")
    email = factory.Sequence(lambda n: f"parent{n}@example.org")
    created_at = NOW
    state = RegistrationState.CONFIRMED
