"""Words of support that wait for somebody of the team."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from campaigns.actions.leave_word import answer_word
from campaigns.models import Word, WordState
from campaigns.views.review import PAGE_SIZE, staff_only
from kernel.domain import DomainError


@require_http_methods(["GET", "POST"])
def moderate(request: HttpRequest) -> HttpResponse:
    """List what was not read yet, the oldest first, or what was; each answer may change."""
    user = staff_only(request)
    error = ""
    if request.method == "POST":
        try:
            answer_word(
                word_id=_key(request.POST.get("word", "")),
                by=user,
                at=timezone.now(),
                is_shown=request.POST.get("answer") == "show",
            )
        except DomainError as refusal:
            error = str(refusal)
        else:
            messages.success(request, _("Answered."))
            return redirect(request.get_full_path())
    state = request.GET.get("etat", "")
    known = state if state in WordState.values else WordState.WAITING
    rows = Word.objects.filter(state=known).select_related("campaign").order_by("at", "pk")
    context = {
        "page_title": _("Words of support"),
        "header_icon": "comment",
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("p")),
        "states": WordState.choices,
        "state": known,
        "error": error,
    }
    status = 422 if error else 200
    return render(request, "campaigns/admin/words.html", context, status=status)


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise DomainError(_("These words are no longer there.")) from None
