"""A teacher's errand through the pages, without a script, with each person in their own browser."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from campaigns.domain import charter
from campaigns.domain.proposal import STEPS
from campaigns.domain.states import State
from campaigns.models import Campaign
from tenants.models import Mail
from tests.accounts.factories import UserFactory
from tests.campaigns.factories import CampaignFactory, HolderFactory, a_school

pytestmark = pytest.mark.django_db


def browser(user) -> Client:
    client = Client(headers={"host": "trousse.localhost"})
    client.force_login(user)
    return client


def day(number: int) -> str:
    return (timezone.localdate() + timedelta(days=number)).isoformat()


def answers() -> dict[str, dict[str, object]]:
    return {
        "ecole": {"school": a_school().pk.lower(), "holder_profession": "teacher"},
        "projet": {
            "title": "Cinq jours sous les étoiles", "pitch": "Observer.", "theme": "science",
            "format": "overnight_stay", "levels": ["cycle_3"], "pupils": "24",
        },
        "recit": {"who_we_are": "Une classe", "the_project": "Le ciel", "why_you": "Le bus"},
        "dates": {
            "collect_from": day(0), "collect_until": day(40),
            "project_from": day(60), "project_until": day(65),
        },
        "budget": {
            "budget-0-label": "Bus", "budget-0-amount": "600 €", "budget-0-essential": "on",
            "budget-1-label": "Visites", "budget-1-amount": "900,00",
            "minimum_cents": "600", "optimum_cents": "1 500 €", "rewards-0-label": "",
        },
        "structure": {
            "structure_kind": "cooperative", "structure_name": "Coopérative des Tilleuls",
            "structure_siret": "", "head_email": "tete@ecole.example",
            "manager_email": "coop@ecole.example",
        },
    }  # fmt: skip


def link_to(address: str) -> str:
    text = Mail.objects.get(kind="campaigns.post", to=address).text
    return re.search(r"https?://[^/\s]+(/\S+)", text)[1]


def test_from_an_idea_to_an_open_collection(national, officer) -> None:
    holder, head, manager = HolderFactory(), UserFactory(), UserFactory()
    teacher, desk = browser(holder), browser(officer)
    started = teacher.post("/mes-projets/nouveau/")
    campaign = Campaign.objects.get()
    place = f"/mes-projets/{campaign.pk}/"
    assert started.url == f"{place}ecole/"
    for step, data in answers().items():
        shown = teacher.get(f"{place}{step}/").content.decode()
        saved = teacher.post(f"{place}{step}/", data)
        assert saved.status_code == 302, saved.content.decode()[:3000]
        assert [name for name in data if f'name="{name}"' not in shown] == []
    teacher.post(f"{place}envoyer/", {"charter": str(charter.CURRENT)})
    review = f"/admin/projets/{campaign.pk}/"
    assert "Cinq jours" in desk.get("/admin/projets/").content.decode()
    assert desk.get(review).status_code == 200
    desk.post(review, {"action": "accept", "charter": list(charter.criteria())})
    teacher.post(f"{place}valider/")
    for person, address in ((head, "tete@ecole.example"), (manager, "coop@ecole.example")):
        browser(person).get(link_to(address))
        browser(person).post(link_to(address))
    answer = f"/mes-projets/postes/{campaign.pk}/"
    assert browser(head).get("/mes-projets/postes/").status_code == 200
    assert browser(head).post(f"{answer}attester/", {}).status_code == 422
    browser(head).post(f"{answer}attester/", {"attested": "on"})
    assert browser(manager).get(answer).status_code == 200
    desk.post(review, {"action": "publish"})

    campaign.refresh_from_db()
    assert campaign.state == State.PUBLISHED
    assert (campaign.minimum_cents, campaign.optimum_cents) == (60_000, 150_000)


def test_what_cannot_be_read_stays_in_the_form_and_the_rest_is_saved(national) -> None:
    campaign = CampaignFactory()
    teacher = browser(campaign.holder)

    answer = teacher.post(
        f"/mes-projets/{campaign.pk}/budget/",
        {"minimum_cents": "beaucoup", "optimum_cents": "2000", "budget-0-label": "Train",
         "budget-0-amount": "12", "rewards-0-label": ""},
    )  # fmt: skip

    campaign.refresh_from_db()
    assert answer.status_code == 422
    assert 'value="beaucoup"' in answer.content.decode()
    assert campaign.proposal.budget == [{"label": "Train", "cents": 1200, "essential": False}]
    assert campaign.optimum_cents == 150_000, "goals are written together or not at all"


def test_it_is_saved_as_one_types(national) -> None:
    campaign = CampaignFactory()

    answer = browser(campaign.holder).post(
        f"/mes-projets/{campaign.pk}/projet/",
        {"title": "Titre à moitié", "theme": "nonsense"},
        headers={"host": "trousse.localhost", "HX-Request": "true"},
    )

    campaign.refresh_from_db()
    assert campaign.title == "Titre à moitié"
    assert campaign.theme == "science"
    assert "<html" not in answer.content.decode()


def test_somebody_elses_project_does_not_exist(national) -> None:
    campaign, other = CampaignFactory(), browser(HolderFactory())
    place = f"/mes-projets/{campaign.pk}/"

    paths = ["", *(f"{step.name}/" for step in STEPS)]
    assert {other.get(place + path).status_code for path in paths} == {404}
    posts = ("envoyer/", "valider/", "rouvrir/", "retirer/", "copier/", "projet/")
    assert {other.post(place + path).status_code for path in posts} == {404}
    assert other.get(f"/mes-projets/postes/{campaign.pk}/").status_code == 404


def test_a_colleague_reads_by_the_private_link_and_no_longer_once_withdrawn(national) -> None:
    campaign = CampaignFactory()
    page = browser(campaign.holder).get(f"/mes-projets/{campaign.pk}/").content.decode()
    link = re.search(r'href="https?://[^/"]+(/mes-projets/apercu/[^"]+)"', page)[1]
    colleague = Client(headers={"host": "trousse.localhost"})

    read = colleague.get(link)
    Campaign.objects.update(state=State.WITHDRAWN)

    assert "Cinq jours sous les étoiles" in read.content.decode()
    assert colleague.get(link).status_code == 404
    assert colleague.get("/mes-projets/apercu/invented/").status_code == 404


def test_the_desk_is_for_the_team(national) -> None:
    campaign = CampaignFactory(state=State.SUBMITTED)

    for path in ("/admin/projets/", f"/admin/projets/{campaign.pk}/"):
        assert browser(campaign.holder).get(path).status_code in {302, 403}


def test_the_queue_makes_as_many_queries_for_one_project_as_for_ten(national, officer) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    desk = browser(officer)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            desk.get("/admin/projets/")
        return len(captured)

    CampaignFactory(state=State.SUBMITTED)
    queries()
    few = queries()
    for _ in range(9):
        CampaignFactory(state=State.SUBMITTED)

    assert queries() == few


def test_an_officer_of_another_academie_sees_nothing(national) -> None:
    from accounts.actions.grant_role import grant_role
    from accounts.domain.roles import RoleKind

    campaign, far = CampaignFactory(state=State.SUBMITTED), UserFactory()
    grant_role(
        user=far, kind=RoleKind.PROJECT_OFFICER, tenant=national, by=None, academies=["guyane"]
    )

    assert browser(far).get(f"/admin/projets/{campaign.pk}/").status_code == 404
    assert campaign.title not in browser(far).get("/admin/projets/").content.decode()


def test_a_project_is_offered_to_a_colleague_who_takes_it(national) -> None:
    campaign, colleague = CampaignFactory(), HolderFactory()
    place = f"/mes-projets/{campaign.pk}/transmettre/"
    data = {"email": "collegue@ecole.example", "reason": "Je change d’école."}

    refused = browser(campaign.holder).post(place, data | {"reason": ""})
    browser(campaign.holder).post(place, data)
    text = Mail.objects.get(kind="campaigns.offered").text
    link = re.search(r"https?://[^/\s]+(/\S+)", text)[1]
    stranger = browser(UserFactory()).post(link)
    shown, taken = browser(colleague).get(link), browser(colleague).post(link)

    assert (refused.status_code, stranger.status_code) == (422, 422)
    assert "collegue@ecole.example" in refused.content.decode()
    assert (shown.status_code, taken.status_code) == (200, 302)
    assert Campaign.objects.get().holder == colleague
    assert browser(colleague).get(link).status_code == 410, "the link works once"


@pytest.mark.parametrize("nasty", ["\0", "9" * 5000, "<b>'{{", ""])
def test_nonsense_breaks_no_page_of_a_project(national, officer, nasty) -> None:
    draft, sent = CampaignFactory(), CampaignFactory(state=State.SUBMITTED)
    teacher, desk = browser(draft.holder), browser(officer)
    names = ("charter", "reason", "email", "until", "cap_exception", "comment-title", "title")
    data = dict.fromkeys(names, nasty)

    paths = ["envoyer/", "rouvrir/", "transmettre/", *(f"{step.name}/" for step in STEPS)]
    answers = [teacher.post(f"/mes-projets/{draft.pk}/{path}", data) for path in paths]
    actions = ("accept", "reject", "request_changes", "extend", "hand_over", nasty)
    answers += [
        desk.post(f"/admin/projets/{sent.pk}/", data | {"action": action}) for action in actions
    ]

    assert {answer.status_code for answer in answers} <= {302, 422}
