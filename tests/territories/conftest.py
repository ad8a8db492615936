import pytest

from territories.actions.load_reference_data import SOURCES, load_reference_data


@pytest.fixture
def france(db):
    """Académies, departments and holidays as shipped; communes are for each test to make."""
    load_reference_data([source for source in SOURCES if source.name != "communes.csv.gz"])
