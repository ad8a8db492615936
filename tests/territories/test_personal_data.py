import pytest

from kernel.ports import Person, personal_data
from territories.models import School
from territories.personal_data import SchoolMailboxes
from tests.territories.factories import SchoolFactory

HEAD = Person(user_id=1, emails=frozenset({"ce.0020000p@ac-amiens.example"}))
STRANGER = Person(user_id=2)


@pytest.fixture
def school(france):
    return SchoolFactory(email="ce.0020000p@ac-amiens.example")


def test_the_provider_is_registered():
    assert any(isinstance(provider, SchoolMailboxes) for provider in personal_data)


def test_who_holds_a_school_s_mailbox_is_told_so(school):
    (section,) = SchoolMailboxes().export(HEAD)

    assert school.name in section.rows[0].values()
    assert SchoolMailboxes().export(STRANGER) == []


def test_a_school_s_address_outlives_the_person_who_read_it(school):
    (kept,) = SchoolMailboxes().anonymise(HEAD)

    assert kept.reason
    assert SchoolMailboxes().anonymise(STRANGER) == []
    assert School.objects.get().email == school.email
