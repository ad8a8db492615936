import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.actions.confirm_subscription import confirm_subscription
from cms.actions.send_issue import IssueAlreadySent, start_issue
from cms.actions.subscribe import subscribe
from cms.models import IssueState, NewsletterIssue, Subscriber
from kernel.signing import InvalidLink
from tenants.context import enter
from tenants.models import Mail
from tests.cms.factories import make_news, run_queue, stamp_of

AISNE = {"host": "aisne.trousse.localhost"}


def ask(client, email="lea@example.org"):
    return client.post("/lettre/", {"email": email, "stamp": stamp_of()}, headers=AISNE)


def link_in_mail():
    text = Mail.objects.get(kind="cms.newsletter-confirm").text
    return re.search(r"http://aisne\.trousse\.localhost(/lettre/confirmer/\S+/)", text)[1]


def active(email="lea@example.org", language="fr"):
    return Subscriber.objects.create(email=email, language=language, confirmed_at=timezone.now())


def test_nothing_is_sent_before_the_link_is_followed(aisne, client):
    ask(client)
    before = Subscriber.objects.active().count()

    client.get(link_in_mail(), headers=AISNE)  # a mail scanner
    scanned = Subscriber.objects.active().count()
    client.post(link_in_mail(), headers=AISNE)

    assert (before, scanned, Subscriber.objects.active().count()) == (0, 0, 1)


def test_the_link_leads_to_the_sites_own_port(aisne, client):
    data = {"email": "lea@example.org", "stamp": stamp_of()}

    client.post("/lettre/", data, headers={"host": "aisne.trousse.localhost:6666"})

    assert link_in_mail().startswith("/lettre/confirmer/")


def test_the_answer_does_not_say_whether_an_address_is_known(aisne, client):
    active("known@example.org")

    known, unknown = ask(client, "known@example.org"), ask(client, "new@example.org")

    assert (known.status_code, unknown.status_code) == (200, 200)
    strip = re.compile(rb'nonce="[^"]*"|value="[^"]*"')
    assert strip.sub(b"", known.content) == strip.sub(b"", unknown.content)


def test_neither_the_work_nor_the_mail_says_whether_an_address_is_known(aisne, client):
    active("known@example.org")
    client.get("/lettre/", headers=AISNE)  # what every page keeps in memory
    known, unknown = CaptureQueriesContext(connection), CaptureQueriesContext(connection)

    with known:
        ask(client, "known@example.org")
    with unknown:
        ask(client, "new@example.org")

    assert len(known) == len(unknown)
    assert set(Mail.objects.values_list("to", "kind")) == {
        ("known@example.org", "cms.newsletter-already"),
        ("new@example.org", "cms.newsletter-confirm"),
    }


def test_all_sites_together_send_a_mailbox_few_messages(aisne, client):
    root = "http://aisne.trousse.localhost/lettre/"
    for schema in ("national", "tne_02", "tne_88"):
        with enter(schema):
            for hour in range(2):
                at = timezone.now() + timedelta(hours=hour)
                subscribe(email="lea@example.org", language="fr", root_url=root, at=at)

    assert Mail.objects.filter(to="lea@example.org").count() == 3


def test_asking_ten_times_sends_one_message(aisne, client):
    for _ in range(5):
        ask(client)

    assert Mail.objects.count() == 1
    assert Subscriber.objects.count() == 1


@pytest.mark.parametrize("token", ["invented", "x" * 500])
def test_a_wrong_link_is_gone_and_offers_to_ask_again(aisne, client, token):
    answer = client.post(f"/lettre/confirmer/{token}/", headers=AISNE)

    assert answer.status_code == 410
    assert "/lettre/" in answer.content.decode()


def test_a_link_of_one_site_confirms_nothing_on_another(aisne, client):
    ask(client)

    answer = client.post(link_in_mail(), headers={"host": "vosges.trousse.localhost"})

    assert answer.status_code == 410


def test_leaving_is_one_post_without_cookie_or_token(aisne):
    from django.test import Client

    subscriber = active()

    answer = Client(enforce_csrf_checks=True).post(
        f"/lettre/quitter/{subscriber.key}/", "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded", headers=AISNE,
    )  # fmt: skip

    subscriber.refresh_from_db()
    assert answer.status_code == 200
    assert not subscriber.is_active


def test_leaving_by_a_link_asks_first(aisne, client):
    subscriber = active()

    client.get(f"/lettre/quitter/{subscriber.key}/", headers=AISNE)

    subscriber.refresh_from_db()
    assert subscriber.is_active


def issue(*news, **fields):
    letter = NewsletterIssue(subject="Novembre", introduction="Bonjour.", **fields)
    letter.news = list(news)
    letter.save()
    return letter


def test_a_letter_goes_once_to_each_active_reader_of_its_language(aisne):
    active("a@example.org"), active("b@example.org"), active("c@example.org", "en")
    Subscriber.objects.create(email="never-confirmed@example.org")
    letter = issue(make_news("Le café des parents"))

    start_issue(issue_id=letter.pk)
    run_queue()

    letter.refresh_from_db()
    mails = Mail.objects.filter(kind="cms.newsletter")
    assert sorted(mails.values_list("to", flat=True)) == ["a@example.org", "b@example.org"]
    assert (letter.state, letter.recipients) == (IssueState.SENT, 2)
    assert "Le café des parents" in mails[0].text
    assert "/lettre/quitter/" in mails[0].unsubscribe_url


def test_batches_follow_each_other(aisne, monkeypatch):
    monkeypatch.setattr("cms.actions.send_issue.BATCH", 2)
    for number in range(5):
        active(f"{number}@example.org")
    letter = issue()

    start_issue(issue_id=letter.pk)
    run_queue()

    letter.refresh_from_db()
    assert (letter.recipients, letter.state) == (5, IssueState.SENT)


def test_a_letter_leaves_once(aisne):
    letter = issue()
    start_issue(issue_id=letter.pk)

    with pytest.raises(IssueAlreadySent):
        start_issue(issue_id=letter.pk)


def test_news_taken_back_are_not_sent(aisne):
    active()
    page = make_news("Retirée")
    letter = issue(page)
    page.unpublish()

    start_issue(issue_id=letter.pk)
    run_queue()

    assert "Retirée" not in Mail.objects.get(kind="cms.newsletter").text


def test_an_old_link_has_expired(aisne, client, monkeypatch):
    ask(client)
    token = link_in_mail().rstrip("/").rpartition("/")[2]
    monkeypatch.setattr("cms.actions.confirm_subscription.VALID", timedelta(seconds=-1))

    with pytest.raises(InvalidLink):
        confirm_subscription(token=token, at=timezone.now())
