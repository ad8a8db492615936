"""The demonstration's workshops: around today, on each department's own clock, written once."""

from collections import Counter

import pytest
from django.utils import timezone

from territories.models import Commune
from tests.territories.factories import CommuneFactory
from tests.tne_sites.factories import StructureFactory
from tne_sites.models import Registration, Workshop
from tne_sites.workshop_demo import load_workshops

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("territory")]


@pytest.fixture
def territory(aisne) -> Commune:
    from territories.actions.load_reference_data import SOURCES, load_reference_data

    load_reference_data([source for source in SOURCES if source.name != "communes.csv.gz"])
    return CommuneFactory(code="02408", name="Laon", latitude=49.56, longitude=3.62)


def test_a_rich_department_has_a_past_a_future_a_series_and_a_waiting_list(aisne) -> None:
    at = timezone.now()
    StructureFactory(commune_code="02408", commune_name="Laon")

    load_workshops(aisne, at)
    once = Workshop.objects.count()
    load_workshops(aisne, at)

    states = Counter(Registration.objects.values_list("state", flat=True))
    assert Workshop.objects.count() == once > 20
    assert Workshop.objects.held(at).exists()
    assert Workshop.objects.published().ahead(at).count() > 10
    assert Workshop.objects.filter(state="cancelled", series__isnull=False).count() == 1
    assert states["waiting"] > 0
    assert states["confirmed"] > 0
    assert Workshop.objects.filter(texts__language="ar").exists()


def test_guadeloupe_is_on_its_own_clock(aisne) -> None:
    StructureFactory()
    aisne.code = "971"

    load_workshops(aisne, timezone.now())

    zones = set(Workshop.objects.values_list("time_zone_name", flat=True))
    assert zones == {"America/Guadeloupe"}
    assert {row.local_start.minute for row in Workshop.objects.all()} <= {0, 30}
