"""The demonstration: departments with holes in their coverage, written once."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.demo import build, registry, translate  # noqa: F401  they register their steps
from tenants.context import enter
from tests.tne_sites.places import school
from tne_sites.models import Agreement, ResourceParent, Structure, TargetSchool

pytestmark = pytest.mark.django_db
OURS = {"structures", "target schools", "resource parents", "adoptions", "registry"}


def load(schema: str) -> dict[str, int]:
    with enter(schema) as tenant:
        for step in registry.steps():
            if step.name in OURS:
                step.run(tenant, timezone.now())
        models = (Agreement, ResourceParent, Structure, TargetSchool)
        return {model.__name__: model.objects.count() for model in models}


def test_our_steps_are_plugged_into_the_command():
    assert {step.name for step in registry.steps()} >= OURS


def test_loading_twice_writes_once():
    school(29001)

    assert load("tne_02") == load("tne_02")


def test_a_rich_department_has_agreements_in_every_state():
    load("tne_88")

    with enter("tne_88"):
        states = set(Agreement.objects.values_list("state", flat=True))
        parents = set(ResourceParent.objects.values_list("state", flat=True))
    assert states == {"signed", "signing"}
    assert parents == {"applied", "charter", "active", "declined", "left"}


def test_schools_of_the_directory_become_targets():
    school(29001)

    assert load("tne_02")["TargetSchool"] == 1


def test_every_commune_named_is_in_the_reference_data():
    from territories.models import Commune
    from tne_sites.demo.structures import RICH

    call_command("load_territories", verbosity=0)

    for code, told in RICH.items():
        wanted = {one.commune for one in told}
        known = Commune.objects.in_department(code).filter(code__in=wanted)
        assert set(known.values_list("code", flat=True)) == wanted
