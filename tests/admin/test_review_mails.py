"""Who is told of a text to approve, through the outbox and nowhere else."""

from django.core import mail

from accounts.domain.roles import RoleKind
from tenants.models import Mail
from tests.admin.conftest import AISNE, person
from tests.cms.factories import make_page


def proposed(editor):
    page = make_page("Proposée")
    page.save_revision(user=editor)
    return page.get_workflow().start(page, editor)


def written(kind: str) -> set[str]:
    return set(Mail.objects.filter(kind=kind).values_list("to", flat=True))


def test_leaders_are_asked_once_each_and_the_author_is_not(in_aisne) -> None:
    editor = person(RoleKind.DEPARTMENT_EDITOR, AISNE)
    leader = person(RoleKind.DEPARTMENT_COORDINATOR, AISNE)

    proposed(editor)

    asked = written("cms.review-asked")
    assert leader.email in asked
    assert editor.email not in asked
    assert mail.outbox == []


def test_the_author_learns_what_became_of_it(in_aisne) -> None:
    editor = person(RoleKind.DEPARTMENT_EDITOR, AISNE)
    leader = person(RoleKind.DEPARTMENT_COORDINATOR, AISNE)

    back = proposed(editor)
    back.current_task_state.specific.reject(user=leader, comment="Il manque l’heure.")
    proposed(editor).current_task_state.specific.approve(user=leader)

    assert written("cms.review-approved") == {editor.email}
    sent = Mail.objects.get(kind="cms.review-sent-back")
    assert sent.to == editor.email
    assert "Il manque l’heure." in sent.text
    assert "/admin/pages/" in sent.text
