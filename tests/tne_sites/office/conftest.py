"""The coordinator of Aisne at the desk; one workshop when a test needs it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.domain.roles import RoleKind
from tests.admin.conftest import AISNE, person, signed_in
from tests.tne_sites.places import structure
from tne_sites.models import Structure, Workshop


@pytest.fixture
def desk(aisne) -> Client:
    return signed_in(person(RoleKind.DEPARTMENT_COORDINATOR, AISNE), AISNE)


@pytest.fixture
def editor_desk(aisne) -> Client:
    return signed_in(person(RoleKind.DEPARTMENT_EDITOR, AISNE), AISNE)


def workshop(days: int = -7, *, organiser: Structure | None = None, **fields: Any) -> Workshop:
    """A published workshop that many days from now; in the past unless told."""
    start = timezone.now() + timedelta(days=days)
    values = {
        "title": "Suivre la scolarité en ligne",
        "slug": "suivre",
        "state": "published",
        "published_at": timezone.now() - timedelta(days=30),
        "starts_at": start,
        "ends_at": start + timedelta(hours=2),
        "commune_code": "02408",
        "organiser": organiser or Structure.objects.first() or structure(),
        **fields,
    }
    return Workshop.objects.create(**values)
