"""The holder's board, followers, words of support: each with its people."""

import io
import re
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from campaigns.actions.leave_word import leave_word
from campaigns.domain.states import State
from campaigns.models import Follower, Gift, Payment, Picture, Update, Word, WordState
from kernel.signing import seal
from tenants.models import AuditEntry, Mail
from tests.campaigns.factories import HolderFactory, a_collection

pytestmark = pytest.mark.django_db
HOST = {"host": "trousse.localhost"}


def browser(user=None) -> Client:
    client = Client(headers=HOST)
    if user:
        client.force_login(user)
    return client


def a_gift(campaign, **fields) -> Gift:
    gift = Gift.objects.create(campaign=campaign, amount_cents=3000, **fields)
    at = timezone.now()
    Payment.objects.create(gift=gift, state="succeeded", amount_cents=3000, expires_at=at)
    return gift


def follow(campaign, email: str) -> Follower:
    at = timezone.now()
    return Follower.objects.create(campaign=campaign, email=email, confirmed_at=at)


def a_photo() -> SimpleUploadedFile:
    stream = io.BytesIO()
    Image.new("RGB", (900, 700), "#7cc4ea").save(stream, "JPEG")
    return SimpleUploadedFile("classe.jpg", stream.getvalue(), content_type="image/jpeg")


def test_news_are_on_the_page_and_in_the_mail_of_followers(national) -> None:
    campaign = a_collection()
    fan = follow(campaign, "tante@example.org")
    Follower.objects.create(campaign=campaign, email="pas.confirmee@example.org")
    board = f"/mes-projets/{campaign.pk}/bord/"

    empty = browser(campaign.holder).post(board, {"kind": "news", "title": "Oui", "text": ""})
    sent = browser(campaign.holder).post(
        board, {"kind": "news", "title": "Le car est réservé", "text": "Départ à 6 h 14."}
    )

    assert (empty.status_code, sent.status_code) == (422, 302)
    assert 'value="Oui"' in empty.content.decode()
    assert "Départ à 6" in browser().get(f"/collectes/{campaign.slug}/").content.decode()
    mail = Mail.objects.get(kind="campaigns.news")
    assert mail.to == "tante@example.org"
    assert mail.unsubscribe_url.endswith(f"/collectes/ne-plus-suivre/{fan.key}/")


def test_one_click_leaves(national) -> None:
    fan = follow(a_collection(), "tante@example.org")

    # As a mail reader does it: no cookie, no token.
    answer = Client(headers=HOST, enforce_csrf_checks=True).post(
        f"/collectes/ne-plus-suivre/{fan.key}/", {"List-Unsubscribe": "One-Click"}
    )

    assert answer.status_code == 200
    assert not Follower.objects.active().exists()


def test_following_is_asked_confirmed_and_told_to_nobody(national) -> None:
    campaign = a_collection()
    page = f"/collectes/{campaign.slug}/suivre/"
    stamp = seal("form", timezone.now().timestamp() - 60)

    wrong = browser().post(page, {"email": "pas une adresse", "stamp": stamp})
    asked = browser().post(page, {"email": "oncle@example.org", "stamp": stamp})

    assert wrong.status_code == 422
    assert asked.status_code == 200, asked.content.decode()[-3000:]
    follower = Follower.objects.get()
    assert follower.confirmed_at is None
    text = Mail.objects.get(kind="campaigns.follow_confirm").text
    link = re.search(r"https?://[^/\s]+(/collectes/suivi/\S+)", text)[1]
    browser().get(link)
    assert Follower.objects.active().count() == 0
    browser().post(link)
    assert Follower.objects.active().count() == 1
    assert browser().post("/collectes/suivi/nimporte-quoi/").status_code == 410


def test_the_board_shows_donors_to_the_holder_alone_and_writes_exports_down(national) -> None:
    campaign = a_collection(raised=3000)
    a_gift(campaign, donor_name="=Jeanne", donor_email="jeanne@example.org", reward="Une carte")
    board, table = (f"/mes-projets/{campaign.pk}/{name}" for name in ("bord/", "donateurs.csv"))

    shown = browser(campaign.holder).get(board).content.decode()
    taken = browser(campaign.holder).get(table).content.decode()

    assert "=Jeanne" in shown
    assert "Une carte" in shown
    assert "jeanne@example.org" not in shown + taken
    assert "'=Jeanne" in taken, "a spreadsheet must not compute a name"
    assert AuditEntry.objects.filter(action="campaign.donors_exported").count() == 1
    for path in (board, table):
        assert browser(HolderFactory()).get(path).status_code == 404
        assert browser().get(path).status_code == 302
    assert "Jeanne" not in browser().get(f"/collectes/{campaign.slug}/").content.decode()


def test_words_show_once_read_and_only_under_their_pseudonym(national, officer) -> None:
    campaign = a_collection()
    gift = a_gift(campaign, donor_name="Jeanne Martin")
    said = {"campaign_id": campaign.pk, "gift_id": gift.pk, "at": timezone.now()}
    for _settled_twice in range(2):
        leave_word(pseudonym="Mamie", text="Bravo la classe", **said)
    assert leave_word(pseudonym="", text="  ", **{**said, "gift_id": 99}) is None
    page, desk = f"/collectes/{campaign.slug}/", "/admin/projets/mots/"
    assert "Bravo la classe" not in browser().get(page).content.decode()

    assert "Bravo la classe" in browser(officer).get(desk).content.decode()
    browser(officer).post(desk, {"word": str(Word.objects.get().pk), "answer": "show"})
    wrong = browser(officer).post(desk, {"word": "x", "answer": "show"})

    shown = browser().get(f"{page}?lu").content.decode()
    assert "Bravo la classe" in shown
    assert "Mamie" in shown
    assert "Martin" not in shown
    assert wrong.status_code == 422
    assert Word.objects.get().state == WordState.SHOWN
    assert browser(HolderFactory()).get(desk).status_code in {302, 403}


def test_a_picture_needs_words_and_rights_and_leaves_with_its_files(
    national, settings, tmp_path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    campaign = a_collection()
    place, teacher = f"/mes-projets/{campaign.pk}/images/", browser(campaign.holder)

    refused = teacher.post(place, {"file": a_photo(), "alt": "Des vagues", "credit": ""})
    added = teacher.post(
        place, {"file": a_photo(), "alt": "Des vagues", "credit": "La classe", "has_rights": "on"}
    )

    picture = Picture.objects.get()
    assert (refused.status_code, added.status_code) == (422, 302)
    assert 'value="Des vagues"' in refused.content.decode()
    with Image.open(picture.card.path) as card:
        assert card.size == Picture.CARD
    shown = browser().get(f"/collectes/{campaign.slug}/").content.decode()
    assert picture.wide.url in shown
    assert 'alt="Des vagues"' in shown
    served = browser().get(picture.card.url)
    assert b"".join(served).startswith(b"\xff\xd8")
    assert picture.card.url in browser().get("/collectes/").content.decode()
    gone = f"/mes-projets/images/{picture.pk}/retirer/"
    assert browser(HolderFactory()).post(gone).status_code == 404
    teacher.post(gone)
    assert not Picture.objects.exists()


def test_news_are_taken_off_by_their_holder_alone(national) -> None:
    campaign = a_collection()
    update = Update.objects.create(
        campaign=campaign, title="À oublier", text="…", author=campaign.holder, at=timezone.now()
    )
    gone = f"/mes-projets/nouvelles/{update.pk}/retirer/"

    assert browser(HolderFactory()).post(gone).status_code == 404
    assert browser(campaign.holder).post(gone).status_code == 302
    assert not Update.objects.exists()
    assert browser(campaign.holder).post(gone).status_code == 404


def test_a_draft_has_pictures_but_no_board(national) -> None:
    campaign = a_collection(state=State.DRAFT)

    assert browser(campaign.holder).get(f"/mes-projets/{campaign.pk}/images/").status_code == 200
    assert browser(campaign.holder).get(f"/mes-projets/{campaign.pk}/bord/").status_code == 404


def test_staff_decide_the_label_with_reasons(national, officer) -> None:
    campaign = a_collection(levels=["special"])
    desk = f"/admin/projets/{campaign.pk}/"
    assert browser(officer).get(desk).context["label_reasons"]

    browser(officer).post(desk, {"action": "label", "is_labelled": "on"})

    campaign.refresh_from_db()
    assert campaign.is_courte_echelle
    cards = browser().get("/collectes/?label=courte_echelle").context["cards"]
    assert [card["title"] for card in cards] == [campaign.title]
    assert isinstance(campaign.pk, UUID)
