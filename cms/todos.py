"""What waits for an editor: messages to answer, pages to review."""

from collections.abc import Sequence

from django.contrib.auth.base_user import AbstractBaseUser
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.models import Message
from cms.search_documents import page_models
from kernel.ports import Todo, todo_sources


class EditorialTodos:
    """Only what this user may do something about."""

    name = "cms"

    def todos(self, user: AbstractBaseUser) -> Sequence[Todo]:
        return [todo for todo in (self._messages(user), self._reviews(user)) if todo]

    @staticmethod
    def _messages(user: AbstractBaseUser) -> Todo | None:
        if not user.has_perm("cms.change_message"):  # type: ignore[attr-defined]  our user has permissions
            return None
        count = Message.objects.waiting().count()
        title = _("Messages to answer")
        return Todo(title=title, url=reverse("cms_messages:index"), count=count) if count else None

    @staticmethod
    def _reviews(user: AbstractBaseUser) -> Todo | None:
        if not user.has_perm("wagtailadmin.access_admin"):  # type: ignore[attr-defined]  our user has permissions
            return None
        today = timezone.localdate()
        count = sum(
            model.objects.live().filter(review_on__lte=today).count() for model in page_models()
        )
        root = Page.objects.filter(depth=2).first()
        if not count or root is None:
            return None
        url = reverse("wagtailadmin_explore", args=[root.pk])
        return Todo(title=_("Pages to review"), url=url, count=count)


def install() -> None:
    """Called when the app starts."""
    todo_sources.register(EditorialTodos())
