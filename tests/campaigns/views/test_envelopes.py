"""The desk of envelopes: a release is proposed by one treasurer, agreed to by another."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from campaigns.domain import accounts
from campaigns.models import Agreement, Release
from campaigns.todos import MoneyTodos
from tests.campaigns.books import balance, euros
from tests.campaigns.solidarity import an_agreement, an_officer, fill_fund
from tests.campaigns.views.test_errand import browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("national")]
DESK = "/admin/projets/enveloppes/"


def an_old_one() -> str:
    """The envelope of an agreement that is over, with 1,000 euros left."""
    agreement = an_agreement(1000)
    yesterday = timezone.localdate() - timedelta(days=1)
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=yesterday)
    return agreement.account


def test_one_proposes_and_another_agrees(treasurer, other_treasurer):
    source = an_old_one()
    said = {
        "action": "propose", "source": source, "target": accounts.SOLIDARITY,
        "amount": "1 000,00 €", "reason": "Convention terminée",
    }  # fmt: skip
    desk = browser(treasurer)
    assert desk.post(DESK, said | {"amount": "1001"}).status_code == 422
    assert desk.post(DESK, said | {"reason": ""}).status_code == 422
    assert desk.post(DESK, said).status_code == 302
    row = Release.objects.get()
    assert "Convention terminée" in desk.get(DESK).content.decode()
    assert 1 in [todo.count for todo in MoneyTodos().todos(other_treasurer)]

    agree = {"action": "approve", "release": row.pk}
    assert desk.post(DESK, agree).status_code == 422
    assert browser(other_treasurer).post(DESK, agree).status_code == 302

    assert balance(accounts.SOLIDARITY) == euros(1000)


@pytest.mark.parametrize("nasty", ["", "\0", "9" * 30, "fund:nobody", "<b>"])
def test_nonsense_is_refused(treasurer, nasty):
    told = dict.fromkeys(("source", "target", "amount", "reason", "release"), nasty)
    desk = browser(treasurer)

    for action in ("propose", "approve", "withdraw", nasty):
        assert desk.post(DESK, told | {"action": action}).status_code == 422


def test_officers_release_nothing():
    assert browser(an_officer()).get(DESK).status_code in {302, 403}


def test_the_desk_asks_as_often_for_many_envelopes(treasurer):
    desk = browser(treasurer)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(DESK).status_code == 200
        return len(captured)

    an_old_one()
    fill_fund(10, "department:02")
    queries()
    few = queries()
    for department in ("08", "10", "51"):
        an_old_one()
        fill_fund(10, f"department:{department}")

    assert queries() == few
