"""The national team changes the addresses of a department's site from its screen."""

import pytest
from lxml import html

from accounts.domain.roles import RoleKind
from tenants.models import AuditEntry, Domain
from tests.admin.conftest import AISNE, NATIONAL, person, signed_in

pytestmark = pytest.mark.django_db
URL = "/admin/departements/02/"
NEW = "laon.trousse.localhost"


@pytest.fixture
def at_the_nation(db):
    return signed_in(person(RoleKind.NATIONAL_ADMINISTRATOR, NATIONAL), NATIONAL)


def test_an_address_is_added_made_the_main_one_and_the_audit_says_who(at_the_nation):
    added = at_the_nation.post(f"{URL}adresses/", {"host": NEW, "redirects": "on"})
    chosen = at_the_nation.post(f"{URL}adresses/principale/", {"host": NEW})

    page = html.fromstring(at_the_nation.get(URL).content)
    assert (added.status_code, chosen.status_code) == (302, 302)
    table = "//*[@id='adresses']/following-sibling::table[1]"
    assert page.xpath(f"{table}//th[@scope='row']/text()") == [NEW, AISNE]
    assert set(AuditEntry.objects.exclude(actor_id=None).values_list("action", flat=True)) >= {
        "site.host_added", "site.main_host_chosen",
    }  # fmt: skip


def test_an_address_is_taken_away(at_the_nation):
    at_the_nation.post(f"{URL}adresses/", {"host": "parents.example", "redirects": "on"})

    at_the_nation.post(f"{URL}adresses/retirer/", {"host": "parents.example"})

    assert not Domain.objects.filter(domain="parents.example").exists()


@pytest.mark.parametrize("host", ["", "pas une adresse", "vosges.trousse.localhost", "x" * 400])
def test_a_wrong_address_is_said_beside_the_field_and_stays_there(at_the_nation, host):
    answer = at_the_nation.post(f"{URL}adresses/", {"host": host})

    page = html.fromstring(answer.content)
    assert answer.status_code == 422
    assert answer.context["host_form"].errors["host"]
    assert page.xpath("//input[@id='id_host']/@value") == ([host] if host else [])
    assert Domain.objects.filter(tenant__code="02").count() == 1


@pytest.mark.parametrize("what", ["principale", "retirer"])
@pytest.mark.parametrize("host", ["", AISNE, "vosges.trousse.localhost"])
def test_the_site_keeps_an_address_whatever_is_asked(at_the_nation, what, host):
    answer = at_the_nation.post(f"{URL}adresses/{what}/", {"host": host}, follow=True)

    assert answer.status_code == 200
    assert Domain.objects.get(tenant__code="02").is_primary
    assert Domain.objects.get(domain="vosges.trousse.localhost").tenant.code == "88"


@pytest.mark.parametrize(
    ("kind", "at"),
    [
        (RoleKind.NATIONAL_EDITOR, NATIONAL),
        (RoleKind.DEPARTMENT_COORDINATOR, AISNE),
    ],
)
@pytest.mark.parametrize("what", ["", "principale/", "retirer/"])
def test_nobody_else_changes_them(db, kind, at, what):
    answer = signed_in(person(kind, at), at).post(f"{URL}adresses/{what}", {"host": NEW})

    assert answer.status_code in {302, 403, 404}
    assert not Domain.objects.filter(domain=NEW).exists()
