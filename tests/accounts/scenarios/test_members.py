"""A coordinator runs the own team, and sees nothing of another department's."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.domain.roles import RoleKind
from accounts.models import Coordination, Invitation, LegalVersion, Role, User
from tenants.models import Mail, Tenant
from tests.accounts.conftest import AISNE, NATIONAL, VOSGES, browser, links_in, moved_to
from tests.accounts.factories import PASSWORD, BodyFactory, UserFactory

pytestmark = pytest.mark.django_db
MEMBERS = "/admin/membres/"
EDITOR = RoleKind.DEPARTMENT_EDITOR


def signed_in(user: User, host: str = AISNE):
    client = browser(host)
    client.post("/compte/connexion/", {"login": user.email, "password": PASSWORD})
    return client


def test_a_coordinator_invites_a_newcomer_who_joins_and_is_removed_again(coordinator: User) -> None:
    client = signed_in(coordinator)

    answer = client.post(f"{MEMBERS}inviter/", {"email": "lea@example.org", "kind": EDITOR.value})

    assert answer.status_code == 302, answer.context["form"].errors
    (link,) = links_in(Mail.objects.get(kind="accounts.invitation"))
    lea = browser(AISNE)
    assert b"lea@example.org" in lea.get(link).content
    form = {"first_name": "L\u00e9a", "last_name": "Roy", "password": PASSWORD, "consent": "on"}
    assert lea.post(link, form).status_code == 302
    assert lea.get("/admin/").status_code == 200
    assert lea.get(link).status_code == 410
    role = Role.objects.get(user__email="lea@example.org")
    assert "lea@example.org" in client.get(MEMBERS).content.decode()
    assert client.get(f"{MEMBERS}{role.pk}/terminer/").status_code == 200
    client.post(f"{MEMBERS}{role.pk}/terminer/")

    assert lea.get("/admin/").status_code == 302


def test_a_member_with_an_account_signs_in_to_accept(coordinator: User) -> None:
    person = UserFactory()
    client = signed_in(coordinator)
    client.post(f"{MEMBERS}inviter/", {"email": person.email, "kind": EDITOR.value})
    (link,) = links_in(Mail.objects.get(kind="accounts.invitation"))

    assert b"/compte/connexion/?next=" in browser(AISNE).get(link).content
    member = signed_in(person)
    assert member.get(link).status_code == 200
    assert member.post(link).status_code == 302

    assert person.has_role(EDITOR)


def test_a_weak_password_keeps_the_invitation_open(coordinator: User) -> None:
    client = signed_in(coordinator)
    client.post(f"{MEMBERS}inviter/", {"email": "lea@example.org", "kind": EDITOR.value})
    (link,) = links_in(Mail.objects.get(kind="accounts.invitation"))

    form = {"first_name": "L\u00e9a", "last_name": "Roy", "password": "azerty", "consent": "on"}
    answer = browser(AISNE).post(link, form)

    assert answer.status_code == 422
    assert Invitation.objects.pending().exists()


@pytest.fixture
def in_vosges(with_role, vosges_site: Tenant) -> tuple[Role, Invitation]:
    """A member and an open invitation of another department."""
    member = with_role(EDITOR, vosges_site, last_name="Vosgien")
    invitation = Invitation.objects.create(
        email="secret@example.org",
        kind=EDITOR,
        tenant=vosges_site,
        token_digest="x",
        invited_by=member,
        expires_at="2099-01-01T00:00Z",
    )
    return member.roles.get(), invitation


@pytest.mark.parametrize("host", [VOSGES, NATIONAL])
def test_the_coordinator_of_aisne_can_do_nothing_elsewhere(
    coordinator: User, in_vosges, host: str
) -> None:
    role, invitation = in_vosges
    client = moved_to(signed_in(coordinator), host)
    end = f"{role.pk}/terminer/"

    for path in ("", "inviter/", end, "coordination/", "porteurs/", "textes/"):
        assert client.get(MEMBERS + path).status_code in {302, 403}
    client.post(f"{MEMBERS}inviter/", {"email": "x@example.org", "kind": EDITOR.value})
    client.post(f"{MEMBERS}{end}")
    client.post(f"{MEMBERS}invitations/{invitation.pk}/retirer/")

    role.refresh_from_db()
    invitation.refresh_from_db()
    assert (role.until, invitation.revoked_at) == (None, None)
    assert Invitation.objects.count() == 1


def test_at_home_the_coordinator_of_aisne_reaches_nothing_of_vosges(
    coordinator: User, in_vosges
) -> None:
    role, invitation = in_vosges
    client = signed_in(coordinator)

    page = client.get(MEMBERS, {"ended": "on"}).content
    answers = [
        client.post(f"{MEMBERS}{role.pk}/terminer/"),
        client.post(f"{MEMBERS}invitations/{invitation.pk}/retirer/"),
    ]

    assert b"Vosgien" not in page
    assert b"secret@example.org" not in page
    assert [answer.status_code for answer in answers] == [404, 404]
    assert client.get(f"{MEMBERS}coordination/").status_code in {302, 403}


@pytest.mark.parametrize("kind", ["national_administrator", "auditor", "finance_officer", "x"])
def test_a_role_that_is_not_offered_is_refused_even_when_sent(coordinator: User, kind: str) -> None:
    form = {"email": "x@example.org", "kind": kind, "site": "*"}

    answer = signed_in(coordinator).post(f"{MEMBERS}inviter/", form)

    assert answer.status_code == 422
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("kind", [RoleKind.DEPARTMENT_EDITOR, RoleKind.MODERATOR])
def test_an_editor_manages_nobody(with_role, aisne_site: Tenant, kind: RoleKind) -> None:
    client = signed_in(with_role(kind, aisne_site))

    assert client.get("/admin/").status_code == 200
    assert client.get(MEMBERS).status_code in {302, 403}
    assert MEMBERS.encode() not in client.get("/admin/").content


def test_nobody_manages_people_through_wagtail(coordinator: User, administrator: User) -> None:
    for user, host in ((coordinator, AISNE), (administrator, NATIONAL)):
        client = signed_in(user, host)
        for path in ("/admin/users/", "/admin/groups/"):
            assert client.get(path).status_code in {302, 403, 404}, path


def test_national_staff_invite_to_any_role_of_any_site(administrator: User, aisne_site) -> None:
    client = signed_in(administrator, NATIONAL)

    for kind, site in (("auditor", "*"), ("project_officer", "national"), ("moderator", "tne_02")):
        form = {"email": "x@example.org", "kind": kind, "site": site}
        assert client.post(f"{MEMBERS}inviter/", form).status_code == 302
    nowhere = {"email": "x@example.org", "kind": "department_editor", "site": "national"}

    assert client.post(f"{MEMBERS}inviter/", nowhere).status_code == 422
    assert Invitation.objects.pending().count() == 3


def test_a_department_is_handed_over_through_the_screen(
    administrator: User, coordinator: User, aisne_site: Tenant
) -> None:
    client = signed_in(administrator, NATIONAL)

    form = {"tenant": aisne_site.pk, "new_body": "Ligue", "coordinator_email": "n@example.org"}
    answer = client.post(f"{MEMBERS}coordination/", form)

    assert answer.status_code == 302, answer.context["form"].errors
    assert Coordination.objects.get().body.name == "Ligue"
    assert not coordinator.has_role()
    assert b"Ligue" in client.get(f"{MEMBERS}coordination/").content


def test_a_handover_may_wait_for_its_day(
    administrator: User, coordinator: User, aisne_site: Tenant
) -> None:
    client = signed_in(administrator, NATIONAL)
    today = timezone.localdate()
    form = {"tenant": aisne_site.pk, "new_body": "Ligue"}

    past = client.post(f"{MEMBERS}coordination/", {**form, "on": today - timedelta(days=1)})
    answer = client.post(f"{MEMBERS}coordination/", {**form, "on": today + timedelta(days=9)})

    assert past.status_code == 422
    assert answer.status_code == 302
    handed = Coordination.objects.get()
    assert timezone.localtime(handed.since).date() == today + timedelta(days=9)
    assert coordinator.has_role()
    assert coordinator.roles.get().until == handed.since


def test_a_holder_is_admitted_through_the_screen(administrator: User, person: User) -> None:
    client = signed_in(administrator, NATIONAL)

    refused = client.post(f"{MEMBERS}porteurs/", {"email": "inconnu@example.org", "reason": "X"})
    client.post(f"{MEMBERS}porteurs/", {"email": person.email, "reason": "\u00c9cole sous contrat"})

    assert refused.status_code == 422
    assert person.may_hold_projects
    pk = person.admissions.get().pk
    client.post(f"{MEMBERS}porteurs/{pk}/terminer/")
    assert not person.may_hold_projects


def test_a_new_version_of_the_terms_is_published_through_the_screen(administrator: User) -> None:
    client = signed_in(administrator, NATIONAL)

    client.post(f"{MEMBERS}textes/", {"kind": "terms", "body_fr": "<p>Un</p>"})
    client.post(f"{MEMBERS}textes/", {"kind": "terms", "body_fr": "<p>Deux</p>"})

    assert [v.number for v in LegalVersion.objects.order_by("number")] == [1, 2]
    assert b"Deux" in browser().get("/compte/textes/terms/").content


def test_the_list_costs_the_same_for_one_member_and_for_twenty(
    administrator: User, with_role, aisne_site: Tenant, django_assert_num_queries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = signed_in(administrator, NATIONAL)
    client.get(MEMBERS)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(MEMBERS).status_code == 200
        counts.append(len(queries))
        for _number in range(10):
            with_role(EDITOR, aisne_site)

    assert counts[0] == counts[1]


def test_members_are_found_by_name_site_and_role(
    administrator: User, with_role, aisne_site
) -> None:
    with_role(EDITOR, aisne_site, last_name="Zidane")
    with_role(RoleKind.MODERATOR, aisne_site, last_name="Platini")
    client = signed_in(administrator, NATIONAL)

    page = client.get(MEMBERS, {"q": "zid", "site": "tne_02", "kind": EDITOR.value}).content

    assert b"Zidane" in page
    assert b"Platini" not in page


def test_the_coordination_screens_are_the_administrators_alone(
    with_role, national_site, person
) -> None:
    officer = signed_in(with_role(RoleKind.PROJECT_OFFICER, national_site), NATIONAL)

    assert officer.get(f"{MEMBERS}porteurs/").status_code == 200
    for path in ("", "coordination/", "textes/"):
        assert officer.get(MEMBERS + path).status_code in {302, 403}
    assert BodyFactory().pk
