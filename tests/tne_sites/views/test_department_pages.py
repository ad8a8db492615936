"""The pages every new department has, and the form of resource parents."""

import pytest
from django.test import Client
from lxml import html

from cms.models import SiteSettings
from tenants.models import Mail
from tests.cms.factories import make_news, stamp_of
from tests.conftest import AISNE_HOST
from tne_sites.domain.parents import ParentState
from tne_sites.models import ResourceParent, ResourceParentPage

pytestmark = pytest.mark.django_db
FORM = "/parents-ressources/candidature/"


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"host": AISNE_HOST})


def given(**changes: str) -> dict[str, str]:
    return {
        "name": "Nadia Belkacem",
        "email": "nadia@example.org",
        "phone": "",
        "commune": "",
        "school": "",
        "message": "Je parle arabe.",
        "consent": "on",
        "website": "",
        "stamp": stamp_of(),
        **changes,
    }


@pytest.mark.parametrize("path", ["/mon-territoire/", "/professionnels/", "/parents-ressources/"])
def test_a_new_department_has_its_pages(visitor, path):
    assert visitor.get(path).status_code == 200


def test_the_professionals_page_shows_news_for_professionals(aisne, visitor):
    make_news("Pour les médiateurs", audiences=["professionals"])
    make_news("Pour les parents", audiences=["parents"])

    page = visitor.get("/professionnels/").content.decode()

    assert "Pour les médiateurs" in page
    assert "Pour les parents" not in page


def test_an_application_is_kept_with_what_was_agreed_to(aisne, visitor):
    SiteSettings.objects.update(contact_email="equipe@example.org")

    answer = visitor.post(FORM, given())

    parent = ResourceParent.objects.get()
    assert answer.status_code == 302
    assert (parent.name, parent.state) == ("Nadia Belkacem", ParentState.APPLIED)
    assert "Être parent ressource" in parent.consent_text
    assert set(Mail.objects.values_list("kind", "to")) == {
        ("tne_sites.application-received", "nadia@example.org"),
        ("tne_sites.application-to-read", "equipe@example.org"),
    }


def test_the_answer_does_not_tell_who_has_applied_already(aisne, visitor):
    first = visitor.post(FORM, given())
    second = visitor.post(FORM, given(email="NADIA@example.org", name="Autre"))

    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert ResourceParent.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"consent": ""}, "consent"),
        ({"email": "", "phone": ""}, "email"),
        ({"email": "", "phone": "12"}, "phone"),
        ({"name": ""}, "name"),
        ({"commune": "99999"}, "commune"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(aisne, visitor, changes, field):
    answer = visitor.post(FORM, given(**changes))

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "Je parle arabe." in answer.content.decode()
    assert not ResourceParent.objects.exists()


def test_a_charter_in_french_is_read_from_left_to_right_among_arabic_words(aisne, visitor):
    ResourceParentPage.objects.exclude(locale__language_code="fr").update(live=False)

    page = html.fromstring(visitor.get(f"/ar{FORM}").content)

    assert page.get("dir") == "rtl"
    (charter,) = page.xpath("//details//div[@lang]")
    assert (charter.get("lang"), charter.get("dir")) == ("fr", "ltr")


def test_a_telephone_alone_is_enough(aisne, visitor):
    visitor.post(FORM, given(email="", phone="06 12 34 56 78"))

    assert ResourceParent.objects.get().phone == "+33612345678"


def test_a_robot_is_thanked_and_forgotten(aisne, visitor):
    assert visitor.post(FORM, given(website="http://x")).status_code == 302
    assert not ResourceParent.objects.exists()


def test_without_recruitment_there_is_no_form(aisne, visitor):
    ResourceParentPage.objects.update(is_recruiting=False)

    assert visitor.get(FORM).status_code == 404
    assert FORM not in visitor.get("/parents-ressources/").content.decode()


@pytest.mark.parametrize("language", ["/ar", "/en"])
def test_the_form_speaks_the_reader_s_language(aisne, visitor, language):
    answer = visitor.post(f"{language}{FORM}", given())

    assert answer.status_code == 302
    assert ResourceParent.objects.get().language == language.strip("/")
