"""The desks of boosts, patrons and rules; whom a public page thanks."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from campaigns.models import Agreement, Boost, Patron, Policy
from tests.accounts.factories import UserFactory
from tests.campaigns.actions.test_boosts import boost
from tests.campaigns.factories import a_collection
from tests.campaigns.solidarity import a_keeper, an_agreement, an_officer, fill_fund
from tests.campaigns.views.test_errand import browser

pytestmark = pytest.mark.django_db
DESK = "/admin/projets"


def visitor() -> Client:
    return Client(headers={"host": "trousse.localhost"})


def test_staff_see_who_needs_a_boost_and_give_it(national):
    campaign, agreement = a_collection(raised=40_000), an_agreement(900, themes=["science"])
    an_agreement(900, themes=["sport"])
    desk = browser(an_officer())
    listed = desk.get(f"{DESK}/abondements/").content.decode()
    assert str(campaign.pk) in listed

    page = f"{DESK}/{campaign.pk}/abondement/"
    asked = {"action": "propose", "fund": agreement.account, "amount": "200"}
    assert desk.get(page).status_code == 200
    assert desk.post(page, asked | {"amount": "5000"}).status_code == 422
    assert desk.post(page, asked | {"amount": ""}).status_code == 422
    assert desk.post(page, asked | {"fund": "fund:autre"}).status_code == 422
    assert desk.post(page, asked).status_code == 302
    key = str(Boost.objects.get().pk)
    assert desk.post(page, {"action": "approve", "boost": "x"}).status_code == 422
    assert desk.post(page, {"action": "nonsense", "boost": key}).status_code == 422
    assert desk.post(page, {"action": "approve", "boost": key}).status_code == 302
    assert desk.post(page, {"action": "take_back", "boost": key, "reason": ""}).status_code == 422

    shown = visitor().get(f"/collectes/{campaign.slug}/").content.decode()
    assert agreement.patron.name in shown
    assert agreement.patron.contact_email not in shown


def test_the_public_page_thanks_patrons_and_hides_their_contacts(national):
    agreement, hidden = an_agreement(900), an_agreement(900)
    Patron.objects.filter(pk=hidden.patron_id).update(is_shown=False)
    campaign = a_collection(raised=40_000)
    boost(campaign, agreement.account, 200)

    page = visitor().get("/collectes/mecenes/").content.decode()

    assert agreement.patron.name in page
    assert campaign.slug in page
    assert hidden.patron.name not in page
    assert "contact@m.example" not in page


def test_the_public_page_without_patrons_says_so(national):
    assert visitor().get("/collectes/mecenes/").status_code == 200


def picture() -> SimpleUploadedFile:
    stream = io.BytesIO()
    Image.new("RGB", (900, 300), "blue").save(stream, "PNG")
    return SimpleUploadedFile("logo.png", stream.getvalue())


def test_a_patron_an_agreement_and_its_money_are_kept(national, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    desk, today = browser(a_keeper()), timezone.localdate()

    made = desk.post(f"{DESK}/mecenes/nouveau/", {"name": "Fondation Vigie", "picture": picture()})
    assert made.status_code == 302
    patron = Patron.objects.get()
    assert patron.logo.width == 480

    values = {
        "title": "Mer 2026", "amount_cents": "1 000", "starts_on": today.isoformat(),
        "ends_on": (today + timedelta(days=300)).isoformat(), "themes": ["environment"],
        "keywords": "mer, océan, mer", "communes": "",
    }  # fmt: skip
    page = f"{DESK}/mecenes/{patron.pk}/convention/"
    assert desk.post(page, values | {"ends_on": "2020-01-01"}).status_code == 422
    assert desk.post(page, values | {"communes": "99999"}).status_code == 422
    assert desk.post(page, values).status_code == 302
    agreement = Agreement.objects.get()
    assert agreement.keywords == ["mer", "océan"]

    money = f"{DESK}/conventions/{agreement.pk}/versement/"
    line = {"amount": "600,50", "received_on": today.isoformat(), "reference": "VIR 7"}
    assert desk.post(money, line | {"amount": "2000"}).status_code == 422
    assert desk.post(money, line).status_code == 302
    assert desk.post(money, line).status_code == 422
    assert "VIR 7" in desk.get(f"{DESK}/conventions/{agreement.pk}/").content.decode()
    assert "Vigie" in desk.get(f"{DESK}/mecenes/").content.decode()


def test_a_logo_that_is_no_picture_is_refused(national):
    bad = {"name": "Fondation", "picture": SimpleUploadedFile("logo.png", b"not a picture")}

    answer = browser(a_keeper()).post(f"{DESK}/mecenes/nouveau/", bad)

    assert answer.status_code == 422
    assert not Patron.objects.exists()


def test_an_administrator_changes_the_rules_and_an_officer_reads_them(national):
    soon = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    values = {
        "valid_from": soon, "commission_percent": "5", "least_gift_cents": "5",
        "largest_gift_cents": "10 000", "minimum_cap_cents": "5000", "longest_days": "90",
        "two_persons_cents": "3000", "boost_reading": "gifts", "boost_percent": "40",
        "reason": "Décision du conseil",
    }  # fmt: skip
    page, desk = f"{DESK}/regles/", browser(a_keeper())

    assert desk.post(page, values | {"boost_percent": "140"}).status_code == 422
    assert desk.post(page, values | {"largest_gift_cents": "1"}).status_code == 422
    assert desk.post(page, values).status_code == 302
    assert "Décision du conseil" in desk.get(page).content.decode()
    assert browser(an_officer()).get(page).status_code == 200
    assert browser(an_officer()).post(page, values | {"valid_from": ""}).status_code == 422
    later = values | {"valid_from": f"{soon[:10]}T23:59"}
    assert browser(an_officer()).post(page, later).status_code in {302, 403}
    assert Policy.objects.count() == 1


@pytest.mark.parametrize("path", ["mecenes/", "mecenes/nouveau/", "abondements/", "regles/"])
def test_nobody_else_sees_the_desks(national, path):
    assert browser(UserFactory()).get(f"{DESK}/{path}").status_code in {302, 403}


def test_an_officer_does_not_keep_patrons(national):
    assert browser(an_officer()).get(f"{DESK}/mecenes/").status_code in {302, 403}


def test_the_desk_asks_as_often_for_many_campaigns(national):
    fill_fund(500)
    desk = browser(an_officer())
    a_collection(raised=1000)
    desk.get(f"{DESK}/abondements/")
    with CaptureQueriesContext(connection) as few:
        desk.get(f"{DESK}/abondements/")
    for _ in range(4):
        a_collection(raised=1000)
        an_agreement(10)
    with CaptureQueriesContext(connection) as many:
        desk.get(f"{DESK}/abondements/")

    assert len(many) == len(few)
