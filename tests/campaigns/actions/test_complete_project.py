"""The project took place: its holder says so, and is asked what became of it."""

import pytest
from django.utils import timezone

from campaigns.actions.complete_project import complete_project
from campaigns.actions.guards import NotYours
from campaigns.domain.lifecycle import IllegalTransition
from campaigns.domain.states import Actor, State
from campaigns.models import Campaign, PostKind, Update
from tenants.models import AuditEntry, Mail
from tests.accounts.factories import UserFactory
from tests.campaigns.factories import a_collection, post_of
from tests.campaigns.views.test_errand import browser

pytestmark = pytest.mark.django_db
CHOSEN = '<option value="report" selected>'


@pytest.fixture
def paid(national) -> Campaign:
    return a_collection(state=State.PAID)


def complete(campaign: Campaign, by, actor: Actor = Actor.HOLDER) -> Campaign:
    return complete_project(campaign_id=campaign.pk, actor=actor, by=by, at=timezone.now())


def test_the_holder_says_so_on_the_board_and_writes_the_report(paid):
    board, holder = f"/mes-projets/{paid.pk}/bord/", browser(paid.holder)
    button = f"/mes-projets/{paid.pk}/realise/"
    assert button in holder.get(board).content.decode()

    assert holder.post(button).status_code == 302

    paid.refresh_from_db()
    assert paid.state == State.COMPLETED
    assert AuditEntry.objects.filter(action="campaign.complete").count() == 1
    mail = Mail.objects.get(kind="campaigns.completed")
    assert (mail.to, board in mail.text) == (paid.holder.email, True)
    page = holder.get(board).content.decode()
    assert (button in page, CHOSEN in page) == (False, True)
    report = {"kind": "report", "title": "Sous les étoiles", "text": "Merci."}
    assert holder.post(board, report).status_code == 302
    assert Update.objects.get().kind == "report"
    assert CHOSEN not in holder.get(board).content.decode()


def test_staff_may_say_so_too(paid, officer):
    desk, page = browser(officer), f"/admin/projets/{paid.pk}/argent/"
    assert 'value="complete"' in desk.get(page).content.decode()

    assert desk.post(page, {"action": "complete"}).status_code == 302

    paid.refresh_from_db()
    assert paid.state == State.COMPLETED


def test_nobody_else_and_nothing_before_the_money_is_there(paid):
    for stranger in (UserFactory(), post_of(paid, PostKind.HEAD)):
        for actor in (Actor.HOLDER, Actor.STAFF):
            with pytest.raises(NotYours):
                complete(paid, stranger, actor)
    Campaign.objects.filter(pk=paid.pk).update(state=State.PAYING_OUT)

    with pytest.raises(IllegalTransition):
        complete(paid, paid.holder)
    button = f"/mes-projets/{paid.pk}/realise/"
    assert browser(UserFactory()).post(button).status_code == 404
    assert browser(paid.holder).post(button).status_code == 302

    paid.refresh_from_db()
    assert paid.state == State.PAYING_OUT
