"""What waits for an editor: messages, texts to read again or to finish, translations, letters."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.permissions import policy_registry
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.admin import pages
from cms.admin.files import may_mend, unreadable
from cms.admin.images import may_describe, named_after_their_file
from cms.models import IssueState, Message, NewsletterIssue
from kernel.ports import Todo, todo_sources


class EditorialTodos:
    """Only what this user may do something about: one query a question, whatever the rows."""

    name = "cms"

    def todos(self, user: Any) -> Sequence[Todo]:
        found = [*_messages(user), *_letters(user)]
        if policy_registry.get_by_type(Page).user_has_any_permission(user, ["change", "publish"]):
            found += [*_to_approve(user), *_sent_back(user), *_drafts(user), *_reviews(user)]
        if user.has_perm("wagtail_localize.submit_translation"):
            found += _translations()
        if may_describe(user):
            found += _images()
        if may_mend(user):
            found += _files()
        return found


def _messages(user: Any) -> Iterator[Todo]:
    if user.has_perm("cms.change_message"):
        url = f"{reverse('cms_messages:index')}?state=new"
        yield from line(_("Messages to answer"), url, Message.objects.waiting().count())


def _letters(user: Any) -> Iterator[Todo]:
    if user.has_perm("cms.send_newsletterissue"):
        drafts = NewsletterIssue.objects.filter(state=IssueState.DRAFT)
        yield from line(
            _("Letters to finish and send"), reverse("cms_issues:index"), drafts.count()
        )


def _to_approve(user: Any) -> Iterator[Todo]:
    url = f"{reverse('wagtailadmin_reports:workflow_tasks')}?reviewable=true"
    yield from line(
        _("Texts that wait for your approval"), url, TaskState.objects.reviewable_by(user).count()
    )


def _sent_back(user: Any) -> Iterator[Todo]:
    state = WorkflowState.STATUS_NEEDS_CHANGES
    mine = WorkflowState.objects.filter(requested_by=user, status=state)
    url = f"{reverse('wagtailadmin_reports:workflow')}?status={state}&requested_by={user.pk}"
    yield from line(_("Texts sent back to you"), url, mine.count())


def _drafts(user: Any) -> Iterator[Todo]:
    mine = Page.objects.filter(has_unpublished_changes=True, latest_revision__user=user)
    waiting = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        current_task_state__revision=OuterRef("latest_revision"),
    )
    url = explorer(state="draft", edited_by=user.pk)
    yield from line(_("Drafts that you started"), url, mine.exclude(Exists(waiting)).count())


def _reviews(_user: Any) -> Iterator[Todo]:
    count = pages.late(timezone.localdate()).count()
    yield from line(_("Pages to review"), explorer(review="late"), count)


def _translations() -> Iterator[Todo]:
    done = StringTranslation.objects.filter(
        translation_of=OuterRef("string_id"),
        context=OuterRef("context_id"),
        locale=OuterRef(OuterRef("target_locale_id")),
        has_error=False,
    )
    waiting = StringSegment.objects.filter(~Exists(done), source=OuterRef("source_id"))
    unfinished = Translation.objects.filter(Exists(waiting), enabled=True)
    url = reverse("wagtail_localize:translations_report")
    yield from line(_("Translations to finish"), url, unfinished.count())


def _images() -> Iterator[Todo]:
    url = reverse("cms_admin:images_to_describe")
    yield from line(_("Images to describe better"), url, named_after_their_file().count())


def _files() -> Iterator[Todo]:
    url = reverse("cms_admin:files_not_read")
    yield from line(_("Files that search cannot read"), url, unreadable().count())


def line(title: str, url: str, count: int) -> list[Todo]:
    """Return the line, or nothing when nothing waits."""
    return [Todo(title=title, url=url, count=count)] if count else []


def explorer(**filters: object) -> str:
    """Return the address of the explorer of all pages, filtered."""
    asked = "&".join(f"{name}={value}" for name, value in filters.items())
    return f"{reverse('wagtailadmin_explore_root')}?search_all=1&{asked}"


def install() -> None:
    """Called when the app starts."""
    todo_sources.register(EditorialTodos())
