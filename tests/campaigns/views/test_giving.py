"""A donor's errand through the pages, without a script and without an account."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import AcademicDomain
from campaigns.domain import accounts
from campaigns.domain.states import State
from campaigns.models import Campaign, Gift, OnFailure, Payment
from tenants.models import Mail
from tests.accounts.factories import UserFactory
from tests.campaigns.books import balance, euros, raised
from tests.campaigns.gifts import give, open_campaign, work

pytestmark = pytest.mark.django_db
WHO = {"kind": "person", "email": "Ada@Example.org", "is_adult": "on"}


@pytest.fixture
def donor(till) -> Client:
    return Client(headers={"host": "trousse.localhost"})


def code_sent(to="ada@example.org") -> str:
    mail = Mail.objects.filter(kind="campaigns.gift-code", to=to).order_by("-pk").first()
    return re.search(r"\d{3} \d{3}", mail.subject)[0]


def walk_to_pay(donor, campaign, *, amount="40", **who) -> str:
    place = f"/dons/projet/{campaign.slug}/" if campaign else "/dons/fonds/"
    donor.post(place, {"amount": amount, "on_failure": "refund"})
    donor.post(f"{place}vous/", WHO | who)
    donor.post(f"{place}code/", {"code": code_sent()})
    return f"{place}payer/"


def pay(till, response) -> str:
    """Pay on the provider's page; return the path of the page to which it leads back."""
    session = re.search(r"cs_test_\w+", response.url)[0]
    return urlsplit(till.bank.pay(session)["success_url"]).path


def test_a_gift_in_three_steps(till, donor):
    campaign = open_campaign()
    place = f"/dons/projet/{campaign.slug}/"
    assert donor.get(place).status_code == 200
    amount = donor.post(place, {"amount": "1 0,5 €".replace(" ", ""), "on_failure": "fund"})
    assert amount.url == f"{place}vous/"
    assert donor.get(amount.url).status_code == 200
    who = donor.post(amount.url, WHO)
    assert who.url == f"{place}code/"
    assert donor.get(who.url).status_code == 200
    code = donor.post(who.url, {"code": code_sent()})
    assert code.url == f"{place}payer/"
    assert "10,50" in donor.get(code.url).content.decode()

    back = pay(till, donor.post(code.url))
    shown = donor.get(back)

    gift = Gift.objects.get()
    assert (gift.amount_cents, gift.on_failure) == (1050, OnFailure.FUND)
    assert gift.donor_email == "ada@example.org"
    assert raised(gift.account) == euros("10.50")
    assert gift.reference in shown.content.decode()
    assert Mail.objects.filter(kind="campaigns.gift-received", to="ada@example.org").count() == 1


def test_a_gift_to_a_department_through_the_fund(till, donor):
    donor.post("/dons/fonds/", {"amount": "25", "earmark": "department:02"})
    donor.post("/dons/fonds/vous/", WHO)
    donor.post("/dons/fonds/code/", {"code": code_sent()})
    donor.get(pay(till, donor.post("/dons/fonds/payer/")))

    assert balance(accounts.solidarity("department:02")) == euros(25)


@pytest.mark.parametrize(
    ("typed", "status"),
    [("12€50", 302), ("1.000", 422), ("4", 422), ("-5", 422), ("cinq", 422), ("", 422), ("0", 422),
     ("200,01", 422), ("200", 302), ("٢٠", 302)],
)  # fmt: skip
def test_amounts_as_french_people_type_them(donor, typed, status):
    place = f"/dons/projet/{open_campaign().slug}/"

    answer = donor.post(place, {"amount": typed, "on_failure": "refund"})

    assert answer.status_code == status
    if status == 422:
        assert typed in answer.content.decode()


def test_pressing_pay_twice_is_one_gift(till, donor):
    last = walk_to_pay(donor, open_campaign())

    first, second = donor.post(last), donor.post(last)

    assert first.url == second.url
    assert Gift.objects.count() == Payment.objects.count() == 1


def test_going_back_and_changing_the_amount_gives_the_room_back(till, donor):
    campaign = open_campaign(optimum=100, minimum=50)
    last = walk_to_pay(donor, campaign, amount="60")
    donor.post(last)

    donor.post(f"/dons/projet/{campaign.slug}/", {"amount": "30", "on_failure": "refund"})
    answer = donor.post(last)

    assert answer.status_code == 302
    assert sorted(Gift.objects.values_list("amount_cents", flat=True)) == [3000, 6000]
    pay(till, answer)
    assert Payment.objects.unfinished().count() == 1


def test_a_wrong_code_opens_nothing_and_five_end_it(donor):
    campaign = open_campaign()
    place = f"/dons/projet/{campaign.slug}/"
    donor.post(place, {"amount": "40", "on_failure": "refund"})
    donor.post(f"{place}vous/", WHO)
    right = code_sent().replace(" ", "")
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"

    for _ in range(5):
        assert donor.post(f"{place}code/", {"code": wrong}).status_code == 422

    assert donor.post(f"{place}code/", {"code": right}).status_code == 422
    assert donor.get(f"{place}payer/").status_code == 302
    assert not Gift.objects.exists()


def test_another_address_must_be_proven_again(donor):
    campaign = open_campaign()
    last = walk_to_pay(donor, campaign)

    donor.post(f"/dons/projet/{campaign.slug}/vous/", WHO | {"email": "victim@example.org"})

    assert donor.post(last).status_code == 302
    assert not Gift.objects.exists()


def test_who_is_signed_in_skips_the_code(till):
    user = UserFactory()
    client = Client(headers={"host": "trousse.localhost"})
    client.force_login(user)
    email = user.verified_addresses()[0]
    place = f"/dons/projet/{open_campaign().slug}/"
    client.post(place, {"amount": "40", "on_failure": "refund"})

    answer = client.post(f"{place}vous/", WHO | {"email": email})

    assert answer.url == f"{place}payer/"


@pytest.mark.parametrize(
    "given",
    [{"email": "prof@ac-exemple.fr"}, {"email": ""}, {"is_adult": ""}, {"wants_receipt": "on"},
     {"kind": "company"}, {"message": "Bravo"}],
)  # fmt: skip
def test_what_is_missing_is_asked_for_and_nothing_is_lost(donor, given):
    AcademicDomain.objects.get_or_create(domain="ac-exemple.fr", defaults={"label": "Test"})
    place = f"/dons/projet/{open_campaign().slug}/"
    donor.post(place, {"amount": "40", "on_failure": "refund"})

    answer = donor.post(f"{place}vous/", WHO | {"pseudonym": "", "name": ""} | given)

    assert answer.status_code == 422
    assert not Mail.objects.filter(kind="campaigns.gift-code").exists()


def test_the_return_page_never_says_failed_while_in_doubt(till, donor, settings):
    last = walk_to_pay(donor, open_campaign())
    back = pay(till, donor.post(last))
    settings.STRIPE_SECRET_KEY = ""  # the provider does not answer

    doubt = donor.get(back).content.decode()
    settings.STRIPE_SECRET_KEY = "sk_test_sandbox"

    assert "every 5s" in doubt
    assert "recommencer" not in doubt
    assert "every 5s" not in donor.get(back).content.decode()


def test_a_page_left_may_be_taken_up_again(till, donor):
    last = walk_to_pay(donor, open_campaign())
    donor.post(last)
    gift = Gift.objects.get()
    till.bank.expire_session(Payment.objects.get().checkout)
    page = f"/dons/{gift.token}/"
    assert "recommencer" in donor.get(page).content.decode()

    donor.get(pay(till, donor.post(f"{page}recommencer/")))

    assert raised(gift.account) == euros(40)


def test_without_an_answer_of_the_provider_the_form_stays(till, donor, settings):
    last = walk_to_pay(donor, open_campaign())
    settings.STRIPE_SECRET_KEY = ""

    answer = donor.post(last)

    assert answer.status_code == 422
    assert Gift.objects.count() == 1  # pressed again, it is the same gift
    settings.STRIPE_SECRET_KEY = "sk_test_sandbox"
    assert donor.post(last).status_code == 302
    assert Gift.objects.count() == 1


def test_the_choice_for_a_failure_may_change_until_the_end(till, donor):
    campaign = open_campaign()
    gift = give(till, campaign, 40)
    page = f"/dons/{gift.token}/"

    donor.post(f"{page}choix/", {"on_failure": "fund"})
    gift.refresh_from_db()
    assert gift.on_failure == OnFailure.FUND

    Campaign.objects.filter(pk=campaign.pk).update(state=State.SUCCEEDED)
    assert donor.post(f"{page}choix/", {"on_failure": "refund"}).status_code == 422


def test_links_are_sent_to_known_addresses_and_tell_nothing_here(till, donor):
    gift = give(till, open_campaign(), 40, email="ada@example.org")

    known = donor.post("/dons/", {"email": "ada@example.org"}, follow=True)
    unknown = donor.post("/dons/", {"email": "nobody@example.org"}, follow=True)

    mails = Mail.objects.filter(kind="campaigns.gift-links")
    assert [mail.to for mail in mails] == ["ada@example.org"]
    assert known.status_code == unknown.status_code == 200
    path = re.search(r"https?://[^/\s]+(/dons/liens/\S+)", mails.get().text)[1]
    assert gift.reference in donor.get(path).content.decode()
    assert donor.get("/dons/liens/forged/").status_code == 410


def test_a_closed_campaign_takes_nothing_and_shows_the_fund(donor):
    over = open_campaign(closes_at=timezone.now() - timedelta(hours=1))

    answer = donor.get(f"/dons/projet/{over.slug}/")

    assert answer.status_code == 410
    assert "/dons/fonds/" in answer.content.decode()


def test_a_draft_is_unknown(donor):
    hidden = open_campaign()
    Campaign.objects.filter(pk=hidden.pk).update(state=State.EDITING)

    assert donor.get(f"/dons/projet/{hidden.slug}/").status_code == 404


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_steps_in_other_languages(till, language):
    donor = Client(headers={"host": "trousse.localhost"})
    campaign = open_campaign()

    page = donor.get(f"/{language}/dons/projet/{campaign.slug}/").content.decode()

    assert f'lang="{language}"' in page


def test_an_account_collects_the_gifts_of_its_addresses(till):
    user = UserFactory()
    gift = give(till, open_campaign(), 40, email=user.verified_addresses()[0].lower())
    client = Client(headers={"host": "trousse.localhost"})
    client.force_login(user)

    assert gift.reference in client.get("/dons/").content.decode()
    work()
