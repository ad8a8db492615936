"""A commune that was merged stays with the rows that have it, whatever else of them changes."""

import pytest
from django import forms
from django.utils import timezone

from tests.tne_sites.factories import WorkshopFactory
from tests.tne_sites.places import LAON, OLD, merged, structure
from tne_sites.fields import CommuneFormField
from tne_sites.forms.workshop import WorkshopForm
from tne_sites.models import ResourceParent, Structure

pytestmark = pytest.mark.django_db


class Card(forms.Form):
    commune_code = CommuneFormField(required=False)


@pytest.fixture(autouse=True)
def old(aisne) -> str:
    return merged().code


def test_the_commune_of_the_row_stays_among_the_choices():
    kept = Card({"commune_code": OLD}, initial={"commune_code": OLD})
    new = Card({"commune_code": OLD})

    assert kept.is_valid()
    assert not new.is_valid()
    assert "Vieux-Bourg (Laon)" in str(kept["commune_code"])
    assert "Vieux-Bourg" not in str(Card(initial={"commune_code": LAON})["commune_code"])


def test_a_structure_is_renamed_and_keeps_its_commune(desk):
    one = structure("Le Fil", commune_code=OLD)
    data = {"name": "La Pelote", "kind": "association", "commune_code": OLD, "is_active": "on"}

    answer = desk.post(f"/admin/tne_structures/edit/{one.pk}/", data)

    found = Structure.objects.get()
    assert answer.status_code == 302
    assert (found.name, found.commune_code, found.commune_name) == ("La Pelote", OLD, "Vieux-Bourg")


def test_a_resource_parent_s_note_is_written_and_the_commune_stays(desk):
    now = timezone.now()
    one = ResourceParent.objects.create(
        name="Nadia", email="nadia@example.org", commune_code=OLD, consent_text="oui",
        applied_at=now, changed_at=now,
    )  # fmt: skip
    url = f"/admin/tne_parents/edit/{one.pk}/"
    data = {"name": "Nadia", "email": one.email, "language": "fr", "note": "Le mardi."}

    shown = desk.get(url).content.decode()
    answer = desk.post(url, data | {"commune_code": OLD})

    found = ResourceParent.objects.get()
    assert f'value="{OLD}" selected' in shown
    assert answer.status_code == 302
    assert (found.note, found.commune_code) == ("Le mardi.", OLD)


def test_the_form_of_a_workshop_shows_its_commune_as_chosen():
    workshop = WorkshopFactory(commune_code=OLD, commune_name="Vieux-Bourg")

    form = WorkshopForm(workshop=workshop)

    assert f'value="{OLD}" selected' in str(form["commune_code"])
