"""The dashboard: what waits for each role, in as many queries for many lines as for few."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from accounts.domain.roles import RoleKind
from cms.admin.todos import PlatformTodos
from cms.models import Image, Message, NewsletterIssue, StandardPage
from cms.todos import EditorialTodos
from kernel.ports import Todo, todo_sources
from tenants import alerts
from tenants.context import enter
from tenants.models import AlertLevel
from tests.admin.conftest import AISNE, NATIONAL, person, signed_in
from tests.cms.factories import make_image, make_page


def titles(source, user) -> dict[str, int]:
    with translation.override("en"):
        return {todo.title: todo.count for todo in source.todos(user)}


def late_page(title: str) -> StandardPage:
    return make_page(title, review_on=timezone.localdate() - timedelta(days=1))


def test_an_editor_learns_what_waits(in_aisne) -> None:
    user = person(RoleKind.DEPARTMENT_EDITOR, AISNE)
    Message.objects.create(subject="Bonjour", body="Une question")
    late_page("À revoir")
    page = make_page("Mienne")
    page.save_revision(user=user)
    image = make_image()
    Image.objects.filter(pk=image.pk).update(description="IMG_0431.jpg")

    assert titles(EditorialTodos(), user) == {
        "Messages to answer": 1,
        "Pages to review": 1,
        "Drafts that you started": 1,
        "Images to describe better": 1,
    }


def test_a_leader_sends_letters_and_approves_texts(in_aisne) -> None:
    editor = person(RoleKind.DEPARTMENT_EDITOR, AISNE)
    leader = person(RoleKind.DEPARTMENT_COORDINATOR, AISNE)
    NewsletterIssue.objects.create(subject="La rentrée")
    page = make_page("Proposée")
    page.save_revision(user=editor)
    page.get_workflow().start(page, editor)

    assert titles(EditorialTodos(), leader) == {
        "Letters to finish and send": 1,
        "Texts that wait for your approval": 1,
    }
    assert titles(EditorialTodos(), editor) == {}


def test_a_text_sent_back_returns_to_its_author(in_aisne) -> None:
    editor = person(RoleKind.DEPARTMENT_EDITOR, AISNE)
    leader = person(RoleKind.DEPARTMENT_COORDINATOR, AISNE)
    page = make_page("Proposée")
    page.save_revision(user=editor)
    state = page.get_workflow().start(page, editor)

    state.current_task_state.specific.reject(user=leader)

    assert titles(EditorialTodos(), editor)["Texts sent back to you"] == 1


def test_an_auditor_has_nothing_of_the_editors(in_aisne) -> None:
    Message.objects.create(subject="Bonjour", body="Une question")
    late_page("À revoir")

    assert titles(EditorialTodos(), person(RoleKind.AUDITOR, AISNE)) == {}


def test_alerts_are_for_national_staff_on_the_national_site(db) -> None:
    user = person(RoleKind.NATIONAL_ADMINISTRATOR, NATIONAL)
    alerts.raise_alert("test", "un", level=AlertLevel.CRITICAL, message="Le feu")

    with enter("national"):
        found = PlatformTodos().todos(user)
    with enter("tne_02"):
        elsewhere = PlatformTodos().todos(user)

    assert [(todo.count, todo.is_urgent) for todo in found if "alert" in todo.url] == [(1, True)]
    assert elsewhere == ()


class Shuffled:
    name = "shuffled"

    def todos(self, user):
        today = timezone.localdate()
        return [
            Todo(title="Sans date", url="/a/"),
            Todo(title="Demain", url="/b/", due_on=today + timedelta(days=1)),
            Todo(title="Au feu", url="/c/", is_urgent=True),
            Todo(title="Hier", url="/d/", due_on=today - timedelta(days=1)),
        ]


def test_urgent_lines_come_first_then_the_nearest(coordinator) -> None:
    todo_sources.register(Shuffled())
    try:
        html = coordinator.get("/admin/").content.decode()
    finally:
        todo_sources.forget("shuffled")

    places = [html.index(title) for title in ("Au feu", "Hier", "Demain", "Sans date")]
    assert places == sorted(places)


def test_the_dashboard_is_ours_alone(coordinator) -> None:
    html = coordinator.get("/admin/").content.decode()

    assert "<h1" in html
    assert "Aisne" in html
    assert "w-summary" not in html
    assert "/admin/guide/" in html


def queries(client) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get("/admin/").status_code == 200
    return len(seen)


@pytest.mark.parametrize("kind", [RoleKind.DEPARTMENT_COORDINATOR, RoleKind.DEPARTMENT_EDITOR])
def test_many_things_to_do_cost_no_more_queries(db, kind) -> None:
    user = person(kind, AISNE)
    client = signed_in(user, AISNE)
    client.get("/admin/")

    def more(number: int) -> None:
        with enter("tne_02"):
            for _ in range(number):
                Message.objects.create(subject="Bonjour", body="Une question")
                page = late_page("À revoir")
                page.save_revision(user=user)
                page.get_workflow().start(page, user)

    more(1)
    few = queries(client)
    more(4)

    assert queries(client) == few
