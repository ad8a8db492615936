"""For national staff: the addresses that listen, their secrets, what was sent and what was not."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tenants import audit
from tenants.models import DeliveryState, Tenant, Webhook, WebhookDelivery, WebhookEvent
from tenants.views.staff import needs, page_of, show
from tenants.webhooks.delivery import replay as send_again
from tenants.webhooks.signing import secret_of


class WebhookForm(forms.ModelForm[Webhook]):
    events = forms.MultipleChoiceField(
        label=gettext_lazy("Events"),
        choices=WebhookEvent.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    schemas = forms.MultipleChoiceField(
        label=gettext_lazy("Sites"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None ticked: every site."),
    )

    class Meta:
        model = Webhook
        fields = ("name", "url", "events", "schemas", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sites = Tenant.objects.order_by("type", "code").values_list("schema_name", "name")
        self.fields["schemas"].choices = list(sites)  # type: ignore[attr-defined]  # a field of choices


@never_cache
@require_http_methods(["GET", "POST"])
@needs("tenants.change_webhook")
def list_webhooks(request: HttpRequest) -> HttpResponse:
    """The addresses that listen and the last messages; one more address."""
    form = WebhookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        hook = form.save()
        audit.record(action="webhook.created", actor=request.user, target=hook)  # type: ignore[arg-type]  # signed in: nobody else comes here
        return redirect("plumbing:webhook", pk=hook.pk)
    rows, state = WebhookDelivery.objects.select_related("webhook"), request.GET.get("state", "")
    if state in DeliveryState.values:
        rows = rows.filter(state=state)
    context = {
        "form": form,
        "hooks": Webhook.objects.all(),
        "page": page_of(request, rows),
        "states": DeliveryState.choices,
        "state": state,
    }
    return show(request, "webhooks", _("Webhooks"), "link", **context)


@never_cache
@require_http_methods(["GET", "POST"])
@needs("tenants.change_webhook")
def change_webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """One address, with the secret that its messages are signed with."""
    hook = get_object_or_404(Webhook, pk=pk)
    form = WebhookForm(request.POST or None, instance=hook)
    if request.method == "POST" and form.is_valid():
        form.save()
        audit.record(action="webhook.changed", actor=request.user, target=hook)  # type: ignore[arg-type]  # signed in: nobody else comes here
        messages.success(request, _("The webhook is changed."))
        return redirect("plumbing:webhooks")
    return show(request, "webhook", hook.name, "link", form=form, hook=hook, secret=secret_of(hook))


@require_POST
@needs("tenants.change_webhook")
def rotate(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign with another secret from now on: the one before was perhaps seen."""
    hook = get_object_or_404(Webhook, pk=pk)
    hook.salt = uuid.uuid4()
    hook.save(update_fields=["salt"])
    audit.record(action="webhook.rotated", actor=request.user, target=hook)  # type: ignore[arg-type]  # signed in: nobody else comes here
    messages.success(request, _("The secret is another one. Give it to the program that listens."))
    return redirect("plumbing:webhook", pk=hook.pk)


@require_POST
@needs("tenants.change_webhook")
def replay(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(WebhookDelivery, pk=pk)
    send_again(row)
    audit.record(action="webhook.replayed", actor=request.user, target=row)  # type: ignore[arg-type]  # signed in: nobody else comes here
    messages.success(request, _("The message will be sent again."))
    return redirect("plumbing:webhooks")
