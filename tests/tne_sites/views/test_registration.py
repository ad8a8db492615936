"""Registering without an account: one page, no script, nothing lost when something is wrong."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kernel.signing import seal
from tenants.models import Mail
from tests.cms.factories import stamp_of
from tests.tne_sites.views.test_finder import AISNE, publish
from tne_sites import links
from tne_sites.actions.change_registration import cancel_registration
from tne_sites.actions.change_workshop import cancel_workshop
from tne_sites.models import Registration, Workshop

pytestmark = pytest.mark.django_db


def form(**changes) -> dict[str, str]:
    fields = {"name": "Nadia B.", "email": "nadia@example.org", "party": "2", "stamp": stamp_of()}
    return fields | changes


def send(client: Client, workshop: Workshop, prefix: str = "", **changes):
    path = f"{prefix}/ateliers/{workshop.pk}/{workshop.slug}/inscription/"
    return client.post(path, form(**changes), headers=AISNE)


@pytest.mark.parametrize(("prefix", "language"), [("", "fr"), ("/en", "en"), ("/ar", "ar")])
def test_somebody_registers_in_their_language(aisne, client, prefix: str, language: str) -> None:
    workshop = publish()

    response = send(client, workshop, prefix, needs="Je viens en fauteuil")
    page = client.get(response["Location"], headers=AISNE)

    row = Registration.objects.get()
    assert (row.name, row.party, row.language) == ("Nadia B.", 2, language)
    assert page.status_code == 200
    assert f'lang="{language}"' in page.content.decode()
    assert "Nadia" not in page.content.decode()
    assert Mail.objects.get().language == language


def test_the_form_carries_the_token_that_the_site_asks_back(aisne) -> None:
    """As a browser: the site refuses what does not come from its own page."""
    browser, workshop = Client(enforce_csrf_checks=True), publish()
    path = f"/ateliers/{workshop.pk}/{workshop.slug}/inscription/"

    html = browser.get(path, headers=AISNE).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', html)
    sent = form(csrfmiddlewaretoken=token[1]) if token else form()

    assert browser.post(path, sent, headers=AISNE).status_code == 302
    assert Registration.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"email": "nadia@"}, "email"),
        ({"email": "", "phone": ""}, "email"),
        ({"phone": "12"}, "phone"),
        ({"party": "300"}, "party"),
        ({"party": "0"}, "party"),
        ({"party": "deux"}, "party"),
        ({"party": ""}, "party"),
    ],
)
def test_a_mistake_is_said_and_nothing_typed_is_lost(aisne, client, changes, field) -> None:
    response = send(client, publish(), needs="Un siège bébé", **changes)

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert "Un siège bébé" in response.content.decode()
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    "typed", ["06 12 34 56 78", "0612345678", "+33 (0)6.12.34.56.78", "0033612345678"]
)
def test_a_telephone_of_any_form_is_enough(aisne, client, typed: str) -> None:
    response = send(client, publish(), email="", phone=typed)

    assert Registration.objects.get().phone == "+33612345678"
    assert "/ateliers/inscription/" in response["Location"]


def test_a_refusal_of_the_workshop_shows_the_form_again(aisne, client) -> None:
    workshop = publish(closed_at=timezone.now())

    response = send(client, workshop)

    assert response.status_code == 422
    assert "Nadia B." in response.content.decode()


def test_a_known_address_gets_the_same_answer_and_no_access(aisne, client) -> None:
    workshop = publish()
    first = send(client, workshop)

    again = send(Client(), workshop, name="Quelqu’un d’autre")

    assert again["Location"].partition("/merci/")[0] == first["Location"].partition("/merci/")[0]
    assert Registration.objects.get().name == "Nadia B."


def test_a_full_workshop_does_not_tell_who_comes(aisne, client) -> None:
    workshop = publish(capacity=2)
    send(client, workshop)

    again = client.get(send(Client(), workshop)["Location"], headers=AISNE)
    stranger = client.get(
        send(client, workshop, email="omar@example.org")["Location"], headers=AISNE
    )

    assert again.context["is_confirmed"] is stranger.context["is_confirmed"] is False
    assert Registration.objects.get(email="nadia@example.org").state == "confirmed"


def test_the_form_says_for_how_long_names_are_kept(aisne, client, settings) -> None:
    settings.WORKSHOP_REGISTRATIONS_KEPT_DAYS = 47
    workshop = publish()

    path = f"/en/ateliers/{workshop.pk}/{workshop.slug}/inscription/"
    html = client.get(path, headers=AISNE).content.decode()

    assert "47 days after the workshop" in html


def test_a_robot_is_thanked_and_registered_nowhere(aisne, client) -> None:
    response = send(client, publish(), website="http://spam.example")

    assert response.status_code == 302
    assert not Registration.objects.exists()


def link_of(row: Registration) -> str:
    return f"/ateliers/inscription/{links.token(row)}/"


def registered(client: Client, workshop: Workshop, **changes) -> Registration:
    send(client, workshop, **changes)
    return Registration.objects.latest("pk")


def test_the_link_changes_and_cancels(aisne, client) -> None:
    row = registered(client, publish(capacity=5))
    link = link_of(row)

    client.get(link, headers=AISNE)
    client.post(link, {"action": "change", "party": "4", "needs": ""}, headers=AISNE)
    row.refresh_from_db()
    changed = row.party
    client.post(link, {"action": "cancel"}, headers=AISNE)

    row.refresh_from_db()
    assert (changed, row.state) == (4, "cancelled")
    assert client.get(link, headers=AISNE).status_code == 200


def test_a_change_that_does_not_fit_is_refused_in_words(aisne, client) -> None:
    row = registered(client, publish(capacity=3))

    response = client.post(
        link_of(row), {"action": "change", "party": "5", "needs": ""}, headers=AISNE
    )

    row.refresh_from_db()
    assert (response.status_code, row.party) == (409, 2)


def test_an_offered_place_is_accepted_by_its_link(aisne, client) -> None:
    workshop = publish(capacity=2, starts_in=timedelta(days=9))
    first = registered(client, workshop)
    second = registered(client, workshop, email="omar@example.org", name="Omar")
    cancel_registration(registration_id=first.pk, at=timezone.now())

    client.post(link_of(second), {"action": "accept"}, headers=AISNE)

    second.refresh_from_db()
    assert second.state == "confirmed"


def test_a_link_that_was_changed_or_is_of_another_site_opens_nothing(aisne, client) -> None:
    row = registered(client, publish())
    link = link_of(row)

    broken = client.get(link[:-3] + "x/", headers=AISNE)
    wrong = client.get(f"/ateliers/inscription/{seal('registration', ['', 'x'])}/", headers=AISNE)
    elsewhere = client.get(link, headers={"host": "vosges.trousse.localhost"})

    assert (broken.status_code, wrong.status_code) == (410, 410)
    assert wrong.context["error"] == broken.context["error"]
    assert elsewhere.status_code in {404, 410}


def test_only_somebody_who_comes_gets_the_link_to_join(aisne, client) -> None:
    workshop = publish(capacity=2, mode="online", online_url="https://visio.example/secret")
    first = registered(client, workshop)
    second = registered(client, workshop, email="omar@example.org", name="Omar")

    assert "visio.example" in client.get(link_of(first), headers=AISNE).content.decode()
    assert "visio.example" not in client.get(link_of(second), headers=AISNE).content.decode()
    assert "visio.example" in Mail.objects.get(to="nadia@example.org").text
    assert "visio.example" not in Mail.objects.get(to="omar@example.org").text


def test_after_the_cancellation_the_page_says_why_and_offers_nothing(aisne, client) -> None:
    workshop = publish(starts_in=timedelta(days=3))
    row = registered(client, workshop)
    cancel_workshop(workshop_id=workshop.pk, reason="Salle inondée", at=timezone.now())

    html = client.get(link_of(row), headers=AISNE).content.decode()

    assert "Salle inondée" in html
    assert 'value="cancel"' not in html
    assert Mail.objects.filter(kind="workshops.cancelled", to="nadia@example.org").exists()
