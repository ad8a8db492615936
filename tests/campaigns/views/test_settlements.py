"""The desks of money: who sees them, what they show, what they do."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns.actions.close_campaign import close_campaign
from campaigns.domain import accounts, policy
from campaigns.models import Gift, PostKind, Refund, Settlement
from campaigns.views import settlements
from tests.accounts.factories import UserFactory
from tests.campaigns.books import euros, raised
from tests.campaigns.factories import post_of
from tests.campaigns.gifts import give, open_campaign, work
from tests.campaigns.views.test_errand import browser

pytestmark = pytest.mark.django_db


def test_staff_read_a_plan_and_agree(till, officer, monkeypatch):
    monkeypatch.setattr(policy, "TWO_PERSONS_ABOVE", euros(50))
    campaign = open_campaign(minimum=150)
    give(till, campaign, 60)
    close_campaign(campaign_id=campaign.pk, at=timezone.now() + timedelta(days=31))
    plan, desk = Settlement.objects.get(), browser(officer)

    listed = desk.get("/admin/projets/reglements/").content.decode()
    page = f"/admin/projets/reglements/{plan.pk}/"
    assert str(plan.pk) in listed
    assert "60" in desk.get(page).content.decode()
    assert desk.post(page).status_code == 302
    assert desk.post(page).status_code == 422  # the same person twice


def test_a_plan_that_is_withdrawn_while_it_is_read_is_no_longer_there(till, officer, monkeypatch):
    monkeypatch.setattr(policy, "TWO_PERSONS_ABOVE", euros(50))
    campaign = open_campaign(minimum=150)
    give(till, campaign, 60)
    close_campaign(campaign_id=campaign.pk, at=timezone.now() + timedelta(days=31))
    plan, agree = Settlement.objects.get(), settlements.approve_settlement

    def late(**told):
        Settlement.objects.all().delete()
        return agree(**told)

    monkeypatch.setattr(settlements, "approve_settlement", late)

    assert browser(officer).post(f"/admin/projets/reglements/{plan.pk}/").status_code == 404


@pytest.mark.parametrize("path", ["reglements/"])
def test_nobody_else_sees_the_desks(till, path):
    assert browser(UserFactory()).get(f"/admin/projets/{path}").status_code in {302, 403}


@pytest.mark.parametrize("asked", ["reference", "email", "40", "40,00 €", "today", "nothing", "\0"])
def test_staff_find_a_gift_by_what_is_known(till, officer, asked):
    campaign = open_campaign()
    gift = give(till, campaign, 40, email="ada@example.org")
    give(till, campaign, 30, email="bob@example.org")
    wanted = {
        "reference": gift.reference.lower(), "email": gift.donor_email,
        "today": timezone.localdate().strftime("%d/%m/%Y"), "nothing": "zibeline",
    }.get(asked, asked)  # fmt: skip

    page = browser(officer).get(f"/admin/projets/{campaign.pk}/argent/", {"q": wanted})

    assert page.status_code == 200
    assert ("ada@example.org" in page.content.decode()) == (asked != "nothing")


def test_staff_cancel_with_a_reason(till, officer):
    campaign = open_campaign()
    give(till, campaign, 40)
    desk, page = browser(officer), f"/admin/projets/{campaign.pk}/argent/"

    assert desk.post(page, {"action": "cancel", "reason": ""}).status_code == 422
    assert desk.post(page, {"action": "nonsense"}).status_code == 422
    assert desk.post(page, {"action": "cancel", "reason": "Annulé"}).status_code == 302
    work()

    assert Refund.objects.get().amount_cents == 4000


@pytest.mark.parametrize("typed", ["40", "40,00 €", "today", "ada@example.org", "another"])
def test_staff_refuse_a_gift_by_its_whole_reference_alone(till, officer, typed):
    campaign = open_campaign()
    gift = give(till, campaign, 40, email="ada@example.org")
    wanted = {
        "today": timezone.localdate().strftime("%d/%m/%Y"),
        "another": give(till, open_campaign(), 40).reference,
    }.get(typed, typed)
    desk, page = browser(officer), f"/admin/projets/{campaign.pk}/argent/"
    said = {"action": "refuse", "reason": "L’école ne le veut pas"}

    refused = desk.post(page, said | {"gift": wanted})

    assert refused.status_code == 422
    assert f'value="{wanted}"' in refused.content.decode()
    assert said["reason"] in refused.content.decode()
    assert not Gift.objects.exclude(refused_at=None).exists()
    assert desk.post(page, said | {"gift": gift.reference.lower()}).status_code == 302
    assert Gift.objects.exclude(refused_at=None).get() == gift


def test_a_head_refuses_without_seeing_who_gave(till):
    campaign = open_campaign()
    gift = give(till, campaign, 40, email="ada@example.org")
    head, page = (
        browser(post_of(campaign, PostKind.HEAD)),
        f"/mes-projets/postes/{campaign.pk}/dons/",
    )
    shown = head.get(page).content.decode()
    assert gift.reference in shown
    assert "ada@example.org" not in shown
    assert "Claude Martin" not in shown

    refused = head.post(page, {"gift": gift.reference, "reason": ""})
    assert refused.status_code == 422
    assert head.post(page, {"gift": "D-0000-0000", "reason": "Non"}).status_code == 422
    assert head.post(page, {"gift": gift.reference, "reason": "Non"}).status_code == 302
    work()

    assert Gift.objects.get().refused_at is not None
    assert raised(accounts.campaign(campaign.pk)).cents == 0


def test_a_manager_and_a_stranger_do_not_refuse(till):
    campaign = open_campaign()
    give(till, campaign, 40)
    page = f"/mes-projets/postes/{campaign.pk}/dons/"

    for user in (post_of(campaign, PostKind.MANAGER), UserFactory()):
        assert browser(user).get(page).status_code == 404


def test_the_money_page_asks_as_often_for_many_gifts(till, officer, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    campaign, desk = open_campaign(optimum=2000), browser(officer)
    page = f"/admin/projets/{campaign.pk}/argent/"
    give(till, campaign, 10)
    desk.get(page)
    with CaptureQueriesContext(connection) as few:
        desk.get(page)
    for _ in range(6):
        give(till, campaign, 10)
    with CaptureQueriesContext(connection) as many:
        desk.get(page)

    assert len(many) == len(few)
