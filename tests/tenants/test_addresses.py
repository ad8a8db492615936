"""A site gets addresses, changes its main one, and never takes another site's."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Site

from kernel.domain import DomainError, UnreadableInput
from tenants import hosts, provisioning
from tenants.context import in_tenant
from tenants.models import AuditEntry, Domain, Tenant

AISNE, NEW, OUTSIDE = "aisne.trousse.localhost", "laon.trousse.localhost", "parents.example"


@pytest.fixture
def site(db) -> Tenant:
    return Tenant.objects.get(code="02")


def rows(site: Tenant) -> dict[str, str]:
    """What each address does."""
    return {
        row.domain: "main" if row.is_primary else "redirects" if row.redirects else "answers"
        for row in site.domains.all()
    }


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("Parents.Example.ORG", "parents.example.org"),
        (" https://parents.example.org/ ", "parents.example.org"),
        ("école.example", "xn--cole-9oa.example"),
        ("parents.example.", "parents.example"),
    ],
)
def test_a_host_is_read_as_people_write_it(typed, host):
    assert hosts.read_host(typed) == host


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            "parents",
            "a b.example",
            "parents.example/ici",
            "parents.example:8000",
            "-a.example",
        ),
        *("a..example", "192.0.2.1", "[::1]", "x" * 300, f"{'x' * 64}.example", "a_b.example"),
        *(f"{'abcdefgh.' * 30}example", "https://", "é\u0301.\x00"),
    ],
)
def test_what_is_no_host_is_refused(typed):
    with pytest.raises(UnreadableInput):
        hosts.read_host(typed)


def test_an_address_more_leads_to_the_main_one_at_once(site, client):
    assert client.get("/", headers={"host": OUTSIDE}).status_code == 404

    hosts.add_host(tenant=site, typed=OUTSIDE, redirects=True, by=None)

    answer = client.get("/atelier/?page=2", headers={"host": OUTSIDE})
    assert (answer.status_code, answer["Location"]) == (301, f"http://{AISNE}/atelier/?page=2")
    entry = AuditEntry.objects.get(action="site.host_added")
    assert (entry.target, entry.detail["host"]) == ("department:02", OUTSIDE)


def test_an_address_of_the_platform_may_answer_itself(site, client):
    hosts.add_host(tenant=site, typed=NEW, redirects=False, by=None)

    assert client.get("/", headers={"host": NEW}).status_code == 200


@pytest.mark.parametrize(
    ("typed", "redirects"),
    [
        (AISNE, True),  # its own
        ("vosges.trousse.localhost", True),  # a neighbour's
        ("trousse.localhost", True),  # the nation's
        (OUTSIDE, False),  # nobody could sign in there
    ],
)
def test_an_address_that_cannot_be_given_changes_nothing(site, typed, redirects):
    before = list(Domain.objects.values_list("domain", "tenant"))

    with pytest.raises(DomainError):
        hosts.add_host(tenant=site, typed=typed, redirects=redirects, by=None)

    assert list(Domain.objects.values_list("domain", "tenant")) == before
    assert not AuditEntry.objects.filter(action__startswith="site.host").exists()


def test_a_neighbour_whose_address_was_taken_away_by_hand_keeps_its_right_to_it(site):
    Domain.objects.filter(domain="vosges.trousse.localhost").delete()

    with pytest.raises(hosts.HostTaken):
        hosts.add_host(tenant=site, typed="vosges.trousse.localhost", redirects=True, by=None)


def test_the_main_address_changes_everywhere(site, client):
    hosts.add_host(tenant=site, typed=NEW, redirects=True, by=None)
    client.get("/", headers={"host": AISNE})  # this process remembers where that leads

    hosts.choose_main_host(tenant=site, host=NEW, by=None)

    answer = client.get("/contact/", headers={"host": AISNE})
    assert (answer.status_code, answer["Location"]) == (301, f"http://{NEW}/contact/")
    page = client.get("/contact/", headers={"host": NEW})
    assert page.status_code == 200
    assert f"http://{NEW}/contact/" in page.content.decode()
    assert rows(site) == {NEW: "main", AISNE: "redirects"}
    assert in_tenant(site, lambda: Site.objects.get().hostname) == NEW
    assert Tenant.objects.get(code="02").root_url == f"http://{NEW}"
    assert AuditEntry.objects.filter(action="site.main_host_chosen").count() == 1


def test_an_address_from_elsewhere_is_never_the_main_one(site):
    hosts.add_host(tenant=site, typed=OUTSIDE, redirects=True, by=None)

    with pytest.raises(hosts.HostRefused):
        hosts.choose_main_host(tenant=site, host=OUTSIDE, by=None)

    assert rows(site) == {AISNE: "main", OUTSIDE: "redirects"}


def test_an_address_is_taken_away_at_once(site, client):
    hosts.add_host(tenant=site, typed=OUTSIDE, redirects=True, by=None)
    assert client.get("/", headers={"host": OUTSIDE}).status_code == 301

    hosts.remove_host(tenant=site, host=OUTSIDE, by=None)

    assert client.get("/", headers={"host": OUTSIDE}).status_code == 404
    assert AuditEntry.objects.filter(action="site.host_removed").count() == 1


@pytest.mark.parametrize("host", [AISNE, "vosges.trousse.localhost", "", "rien"])
def test_neither_the_main_address_nor_a_neighbour_s_is_taken_away(site, host):
    with pytest.raises(hosts.HostRefused):
        hosts.remove_host(tenant=site, host=host, by=None)

    assert Domain.objects.filter(domain__in=[AISNE, "vosges.trousse.localhost"]).count() == 2


def test_the_address_that_the_platform_gave_stays(site):
    hosts.add_host(tenant=site, typed=NEW, redirects=True, by=None)
    hosts.choose_main_host(tenant=site, host=NEW, by=None)

    with pytest.raises(hosts.HostRefused):
        hosts.remove_host(tenant=site, host=AISNE, by=None)


@pytest.mark.both_databases
def test_a_new_site_does_not_take_an_address_that_another_has(own_database: None) -> None:
    site = Tenant.objects.get(code="02")
    hosts.add_host(tenant=site, typed="cher.trousse.localhost", redirects=True, by=None)

    with pytest.raises(provisioning.SiteExists):
        provisioning.create_department(code="18", name="Cher", slug="cher")

    assert Domain.objects.get(domain="cher.trousse.localhost").tenant == site


def test_the_command_does_the_same_and_lists(site, capsys):
    call_command("department_addresses", "02", add=NEW, answers=True)
    call_command("department_addresses", "02", main=NEW)
    call_command("department_addresses", "02")

    assert capsys.readouterr().out.splitlines()[-2:] == [f"{NEW}  main", f"{AISNE}  redirects"]
    for refused in ({"add": "parents"}, {"remove": NEW}, {"main": OUTSIDE}):
        with pytest.raises(CommandError):
            call_command("department_addresses", "02", **refused)
    with pytest.raises(CommandError, match="99"):
        call_command("department_addresses", "99")
    assert Client().get("/", headers={"host": NEW}).status_code == 200


def test_every_site_follows_the_port_by_which_it_is_reached(site, settings):
    settings.PLATFORM_SCHEME, settings.PLATFORM_PORT = "http", "9000"

    call_command("follow_addresses")

    address = in_tenant(site, lambda: Site.objects.get().root_page.full_url)
    assert address == f"http://{AISNE}:9000/"
