"""Back office: look at a letter, then send it, once."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.views.generic import IndexView

from cms.actions.send_issue import IssueAlreadySent, start_issue
from cms.models import IssueState, NewsletterIssue, Subscriber
from cms.visibility import unlocked


class IssueIndexView(IndexView):
    """A draft has one more button: the last look before sending."""

    def get_list_more_buttons(self, instance: NewsletterIssue) -> list[MenuItem]:
        buttons: list[MenuItem] = super().get_list_more_buttons(instance)
        if instance.state == IssueState.DRAFT:
            url = reverse("cms_issues:send", args=[instance.pk])
            buttons.append(MenuItem(_("Send…"), url=url, icon_name="mail", priority=5))
        return buttons


class SendIssueMixin:
    """Adds the sending screen to the viewset of letters."""

    index_view_class = IssueIndexView

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("send/<int:pk>/", send, name="send")]  # type: ignore[misc]  # a mixin


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, pk: int) -> HttpResponse:
    if not request.user.has_perm("cms.send_newsletterissue"):
        raise PermissionDenied
    issue = get_object_or_404(NewsletterIssue, pk=pk)
    if request.method == "POST":
        try:
            start_issue(issue_id=issue.pk)
            messages.success(request, _("The letter is being sent."))
        except IssueAlreadySent as error:
            messages.error(request, str(error))
        return redirect("cms_issues:index")
    return render(request, "cms/admin/send_issue.html", _context(issue))


def _context(issue: NewsletterIssue) -> dict[str, Any]:
    readers = Subscriber.objects.active().filter(language=issue.language)
    return {
        "issue": issue,
        "news": issue.news.live().filter(unlocked()).order_by("-published_at"),
        "readers": readers.count(),
        "page_title": _("Send the letter"),
        "header_icon": "mail",
    }
