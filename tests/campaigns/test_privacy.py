"""Donors are nowhere in public: not on a page, in a feed, the API, the index, a history, a log.

A donor with a name, an address and an amount that nothing else has gives by card and by transfer,
to a project and to the fund, asks for a receipt, leaves a word, writes to the class; one gift is
refused, one goes back. Then everything that a visitor may open is opened, and what the platform
keeps beside its tables of donors is read.
"""

import json
import logging
import re
from datetime import timedelta
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from campaigns.actions.close_campaign import close_campaign
from campaigns.actions.issue_receipt import issue_receipt
from campaigns.actions.leave_word import answer_word
from campaigns.actions.refuse_gift import refuse_gift
from campaigns.actions.settle_payment import settle_payment
from campaigns.models import Campaign, Gift, Receipt, Word
from tests.campaigns.bank import arrives, match, pledge
from tests.campaigns.gifts import begin, open_campaign, work
from tests.campaigns.receipts import a_structure_that_issues

pytestmark = pytest.mark.django_db
NATION = "trousse.localhost"
WORD, STREET = "Zibeline", "Impasse-du-Zorille"
EMAIL = "zibeline.donatrice@courriel.example"
PSEUDONYM = "Une voisine"
LINK = re.compile(r'(?:href|src|action)="([^"#]+)')
MOST_PAGES = 400
# Where a donor is kept: erased with them, read by those who may.
KEPT = (
    "campaigns_gift", "campaigns_receipt", "campaigns_bankline", "campaigns_giftmessage",
    "campaigns_payout", "tenants_mail",
)  # fmt: skip


@pytest.fixture
def errand(till, bank, officer, treasurer, caplog) -> Campaign:
    """All that a donor may do, with every word of every log kept."""
    caplog.set_level(logging.DEBUG)
    campaign = open_campaign(minimum=50, optimum=2000)
    manager = a_structure_that_issues(campaign)
    told = {"pseudonym": PSEUDONYM, "message": "Bravo à tous", "wants_receipt": True}
    paid = [begin(campaign, euros, email=EMAIL, **told) for euros in (73, 61)]
    paid += [begin(None, 47, email=EMAIL), begin(campaign, 19, email="autre@courriel.example")]
    for payment in paid:
        till.bank.pay(payment.checkout)
        settle_payment(payment_id=payment.pk, at=timezone.now())
    sent = pledge(campaign, 59, email=EMAIL, name=f"{WORD} Doriane")
    match(arrives(sent, "64.00", treasurer, name=f"{WORD} DORIANE"), sent, treasurer)
    Gift.objects.filter(donor_email=EMAIL).update(
        donor_name=f"{WORD} Doriane", donor_address=f"7 {STREET}"
    )
    for word in Word.objects.all():
        answer_word(word_id=word.pk, by=officer, at=timezone.now(), is_shown=True)
    refuse_gift(gift_id=paid[1].gift_id, reason="Non", by=officer, at=timezone.now())
    work()
    close_campaign(campaign_id=campaign.pk, at=timezone.now() + timedelta(days=31))
    work()
    issue_receipt(gift_id=paid[0].gift_id, by=manager, at=timezone.now())
    campaign.refresh_from_db()
    return campaign


def secrets() -> list[str]:
    """What tells a donor, or one gift of theirs: whole words, and amounts as pages write them."""
    gifts = Gift.objects.filter(donor_email=EMAIL)
    known = [WORD, WORD.upper(), STREET, EMAIL, *gifts.values_list("reference", flat=True)]
    known += [str(token) for token in gifts.values_list("token", flat=True)]
    known += [str(pk) for pk in Receipt.objects.values_list("pk", flat=True)]
    for cents in (7300, 6100, 4700, 5900, 6400):
        euros = cents // 100
        known += [f"{euros}\u00a0€", f"{euros},00", f"€{euros}", f'_cents": {cents}', f":{cents}"]
    return known


def traces(text: str) -> list[str]:
    return [secret for secret in secrets() if secret in text]


def opened(campaign: Campaign) -> dict[str, str]:
    """Follow every link of the site from its doors; return what each address answered."""
    visitor = Client(headers={"host": NATION})
    page = f"/collectes/{campaign.slug}/"
    waiting = ["/", "/sitemap.xml", "/robots.txt", page, f"/en{page}", "/collectes/chiffres/"]
    waiting += [f"/collectes/ecole/{campaign.school_id}/", *api_paths(visitor, campaign)]
    answers: dict[str, str] = {}
    while waiting and len(answers) < MOST_PAGES:
        path = waiting.pop(0)
        if path in answers:
            continue
        answer = visitor.get(path)
        body = b"".join(answer) if answer.streaming else answer.content
        answers[path] = body.decode("utf-8", "replace") + str(dict(answer.headers))
        waiting += [one for one in _links(path, answers[path]) if one not in answers]
    return answers


def _links(path: str, body: str) -> list[str]:
    found = [urlsplit(urljoin(f"http://{NATION}{path}", link)) for link in LINK.findall(body)]
    return [
        one.path + (f"?{one.query}" if one.query else "")
        for one in found
        if one.hostname == NATION
        and not one.path.startswith(("/static/", "/admin/", "/compte/", "/dons/", "/_"))
        and len(one.query) < 60
    ]


def api_paths(visitor: Client, campaign: Campaign) -> list[str]:
    """Every address of the API's contract that one may read, for this campaign."""
    contract = json.loads(visitor.get("/api/v1/openapi.json").content)
    values = {"slug": campaign.slug, "code": campaign.school_id, "key": str(campaign.pk)}
    found = [path for path, ways in contract["paths"].items() if "get" in ways]
    return [
        re.sub(r"{(\w+)}", lambda name: values.get(name[1], campaign.slug), one) for one in found
    ]


def test_no_page_names_a_donor_or_an_amount(errand):
    answers = opened(errand)

    assert len(answers) > 40
    # The page is that of the gifts: their words are there, and who wrote them is not.
    assert PSEUDONYM in answers[f"/collectes/{errand.slug}/"]
    assert {path: found for path, text in answers.items() if (found := traces(text))} == {}


def test_no_log_says_one(errand, caplog):
    opened(errand)

    said = [record.getMessage() + (record.exc_text or "") for record in caplog.records]
    assert said
    assert [line for line in said if traces(line)] == []


@pytest.mark.parametrize("words", [WORD, EMAIL, "Doriane", STREET])
def test_no_search_finds_one(errand, words):
    answer = Client(headers={"host": NATION}).get("/api/v1/things", {"q": words})

    # Near words may be found in its place, and the question is repeated: no thing holds it.
    assert answer.status_code == 200
    assert traces(json.dumps(answer.json()["items"], ensure_ascii=False)) == []


def test_nothing_beside_the_tables_of_donors_keeps_one(errand):
    """Page histories and revisions, the index, the audit log, alerts, events, tasks, the ledger."""
    named = [WORD, WORD.upper(), STREET, EMAIL]
    found = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('national', 'public')"
        )
        tables = [(schema, table) for schema, table in cursor.fetchall() if table not in KEPT]
        for schema, table in tables:
            for word in named:
                cursor.execute(
                    f'SELECT count(*) FROM "{schema}"."{table}" t WHERE t::text LIKE %s',  # noqa: S608
                    [f"%{word}%"],
                )
                if cursor.fetchone()[0]:
                    found.setdefault(f"{schema}.{table}", []).append(word)
    assert len(tables) > 80
    assert found == {}
