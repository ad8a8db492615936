"""For national staff and auditors: who did what."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_safe

from tenants import audit
from tenants.models import AuditEntry, Tenant
from tenants.models.audit import AuditQuerySet
from tenants.views.staff import needs, page_of, show


class AuditFilter(forms.Form):
    """All fields are optional; a value that means nothing is said to be so and filters nothing."""

    action = forms.CharField(
        label=gettext_lazy("Action"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Its first letters: role., site., mail…"),
    )
    actor = forms.IntegerField(
        label=gettext_lazy("Actor's number"), min_value=1, max_value=2**62, required=False
    )
    target = forms.CharField(label=gettext_lazy("Object"), max_length=200, required=False)
    schema = forms.ChoiceField(label=gettext_lazy("Site"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        sites = [(tenant.schema_name, str(tenant)) for tenant in Tenant.objects.all()]
        self.fields["schema"].choices = [("", _("All")), ("public", "public"), *sites]  # type: ignore[attr-defined]  # a field of choices

    def chosen(self) -> AuditQuerySet:
        """Return the entries asked for."""
        rows = AuditEntry.objects.all()
        asked = self.cleaned_data if self.is_valid() else {}
        if asked.get("action"):
            rows = rows.of_action(asked["action"])
        if asked.get("actor"):
            rows = rows.of_actor(asked["actor"])
        if asked.get("target"):
            rows = rows.of_target(asked["target"])
        if asked.get("schema"):
            rows = rows.of_site(asked["schema"])
        return rows


@require_safe
@needs("tenants.view_auditentry")
def list_entries(request: HttpRequest) -> HttpResponse:
    form = AuditFilter(request.GET)
    page = page_of(request, form.chosen())
    lines = [{"entry": entry, "what": audit.words_of(entry.action)} for entry in page]
    return show(request, "audit", _("Audit log"), "history", form=form, page=page, lines=lines)
