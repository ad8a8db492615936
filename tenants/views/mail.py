"""For national staff: the outbox, and the texts of messages with their previews."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _, override
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tenants import audit, outbox
from tenants.models import Mail, MailState, MailText
from tenants.outbox import delivery, kinds
from tenants.outbox.kinds import MailKind
from tenants.views.staff import needs, page_of, show


@require_safe
@needs("tenants.view_mail")
def list_mail(request: HttpRequest) -> HttpResponse:
    """The outbox, the newest first, by state. The words of a message are not shown here."""
    state = request.GET.get("state", "")
    rows = Mail.objects.defer("text", "html")
    if state in MailState.values:
        rows = rows.filter(state=state)
    context = {"page": page_of(request, rows), "states": MailState.choices, "state": state}
    return show(request, "outbox", _("Outbox"), "mail", **context)


@require_POST
@needs("tenants.change_mail")
def retry_mail(request: HttpRequest, pk: int) -> HttpResponse:
    mail = get_object_or_404(Mail.objects.dead(), pk=pk)
    delivery.retry(mail)
    audit.record(action="mail.retried", actor=request.user, target=mail)  # type: ignore[arg-type]  # signed in: nobody else comes here
    messages.success(request, _("The message will be sent again."))
    return redirect("plumbing:outbox")


@require_safe
@needs("tenants.view_mailtext")
def list_texts(request: HttpRequest) -> HttpResponse:
    """Every message the platform sends, and in which languages staff have changed it."""
    changed: dict[str, set[str]] = {}
    for kind, language in MailText.objects.values_list("kind", "language"):
        changed.setdefault(kind, set()).add(language)
    rows = [
        {
            "kind": kind,
            "languages": [
                (code, name, code in changed.get(kind.name, ()))
                for code, name in settings.LANGUAGES
            ],
        }
        for kind in kinds.all_kinds()
    ]
    return show(request, "mail_texts", _("Texts of messages"), "mail", rows=rows)


class MailTextForm(forms.ModelForm[MailText]):
    class Meta:
        model = MailText
        fields = ("subject", "body")
        widgets = {"body": forms.Textarea(attrs={"rows": 16})}


@require_http_methods(["GET", "POST"])
@needs("tenants.change_mailtext")
def edit_text(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """Change a message in one language, or go back to the text that came with the platform."""
    known = _known(kind, language)
    saved = MailText.objects.filter(kind=kind, language=language).first()
    if request.method == "POST" and "reset" in request.POST:
        MailText.objects.filter(kind=kind, language=language).delete()
        return _saved(request, "mail_text.reset", kind, language)
    with override(language):
        first = {"subject": str(known.subject), "body": str(known.body)}
    text = saved or MailText(kind=kind, language=language, **first)
    form = MailTextForm(request.POST or None, instance=text)
    if request.method == "POST" and form.is_valid():
        form.save()
        return _saved(request, "mail_text.changed", kind, language)
    names = {**known.variables, **kinds.COMMON}
    context: dict[str, Any] = {
        "form": form,
        "kind": known,
        "language": language,
        "is_changed": saved is not None,
        "variables": [(name, names[name], name in known.required) for name in sorted(names)],
    }
    return show(request, "mail_text", str(known.title), "mail", **context)


@require_safe
@xframe_options_sameorigin
@needs("tenants.view_mailtext")
def preview_text(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """The message with sample values, as its readers see it; shown inside a sandboxed frame."""
    del request
    _known(kind, language)
    return HttpResponse(outbox.preview(kind, language).html)


def _known(kind: str, language: str) -> MailKind:
    known = kinds.find(kind)
    if known is None or language not in dict(settings.LANGUAGES):
        raise Http404
    return known


def _saved(request: HttpRequest, action: str, kind: str, language: str) -> HttpResponse:
    audit.record(action=action, actor=request.user, target=f"{kind}:{language}")  # type: ignore[arg-type]  # signed in: nobody else comes here
    messages.success(request, _("The text is saved."))
    return redirect("plumbing:mail_text", kind=kind, language=language)
