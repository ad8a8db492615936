"""What staff and coordinators fill in about members."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any, cast

from allauth.account.models import EmailAddress
from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.domain.roles import RoleKind, fits, manageable_kinds, may_manage
from accounts.models import CoordinatingBody, LegalKind, User
from accounts.models.role import place_of
from tenants.models import Tenant
from territories.models import Academy

EVERY_SITE = "*"


class DayEnd(forms.DateField):
    """A day typed by a person, as the instant it is over."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}), required=False, **kwargs)

    def clean(self, value: object) -> datetime | None:
        day = super().clean(value)
        return timezone.make_aware(datetime.combine(day, time.max)) if day else None


class InvitationForm(forms.Form):
    """Whom to invite to what; a coordinator is offered only the own site and its roles."""

    email = forms.EmailField(label=_("Address (e-mail)"))
    kind = forms.ChoiceField(label=_("Role"))
    site = forms.ChoiceField(label=_("Site"))
    academies = forms.MultipleChoiceField(
        label=_("Académies"),
        required=False,
        help_text=_("For a project officer: those followed; none for all."),
        widget=forms.CheckboxSelectMultiple,
    )
    until = DayEnd(label=_("Last day"), help_text=_("Empty: without end."))

    def __init__(self, by: User, here: Tenant, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.here, self.holdings = by, here, by.holdings()
        if here.is_national:
            offer(self, "kind", RoleKind.choices)
            offer(self, "site", site_choices())
            academies = Academy.objects.values_list("code", "name")
            offer(self, "academies", list(academies))
        else:
            kinds = manageable_kinds(self.holdings, place_of(here))
            offer(self, "kind", [(kind.value, kind.label) for kind in kinds])
            del self.fields["site"], self.fields["academies"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "kind" not in data or ("site" in self.fields and "site" not in data):
            return data
        data["tenant"] = self._tenant(data)
        kind, place = RoleKind(data["kind"]), place_of(data["tenant"])
        if not fits(kind, place):
            self.add_error("site", _("This role does not exist on this site."))
        elif not self.by.is_superuser and not may_manage(self.holdings, kind, place):
            self.add_error("kind", _("You may not manage this role here."))
        return data

    def _tenant(self, data: dict[str, Any]) -> Tenant | None:
        if not self.here.is_national:
            return self.here
        return None if data["site"] == EVERY_SITE else Tenant.objects.get(schema_name=data["site"])


class MemberFilter(forms.Form):
    """On the national site: which members to list."""

    q = forms.CharField(label=_("Name or address"), required=False)
    site = forms.ChoiceField(label=_("Site"), required=False)
    kind = forms.ChoiceField(label=_("Role"), required=False)
    ended = forms.BooleanField(label=_("Those who left too"), required=False)

    def __init__(self, here: Tenant, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", [("", _("All")), *RoleKind.choices])
        if here.is_national:
            offer(self, "site", [("", _("All")), *site_choices()])
        else:
            del self.fields["site"]


class HandoverForm(forms.Form):
    tenant = forms.ModelChoiceField(label=_("Department"), queryset=Tenant.objects.none())
    body = forms.ModelChoiceField(
        label=_("Body that takes over"),
        queryset=CoordinatingBody.objects.none(),
        required=False,
    )
    new_body = forms.CharField(label=_("Or the name of a new body"), max_length=160, required=False)
    coordinator_email = forms.EmailField(
        label=_("Address of the new coordinator"),
        required=False,
        help_text=_("An invitation is sent to it."),
    )
    on = forms.DateField(
        label=_("First day of the new body"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Empty: from now on. Until that day the team in place keeps its rights."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among(self, "tenant", Tenant.objects.departments())
        among(self, "body", CoordinatingBody.objects.all())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("body")) == bool(data.get("new_body", "").strip()):
            self.add_error("body", _("Choose a body, or name a new one."))
        return data

    def clean_on(self) -> datetime | None:
        """Return the first instant of that day; none for now."""
        day = self.cleaned_data["on"]
        if day is None or day == timezone.localdate():
            return None
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day is over: choose today or a day to come."))
        return timezone.make_aware(datetime.combine(day, time.min))


class AdmissionForm(forms.Form):
    email = forms.EmailField(label=_("Address of the account"))
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept, and shown to those who read the audit log."),
    )

    def clean_email(self) -> str:
        """Find the account; staff may know that there is none."""
        email = self.cleaned_data["email"].lower()
        address = EmailAddress.objects.filter(email=email, verified=True).select_related("user")
        found = address.first()
        if found is None:
            raise forms.ValidationError(_("No account has this confirmed address."))
        self.user = found.user
        return email


class LegalVersionForm(forms.Form):
    """A whole text in each language; the French one binds."""

    kind = forms.ChoiceField(label=_("Text"), choices=LegalKind.choices)
    requires_acceptance = forms.BooleanField(
        label=_("Everybody must accept it at the next visit"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in settings.LANGUAGES:
            self.fields[f"changes_{code}"] = forms.CharField(
                label=_("What changed (%(language)s)") % {"language": name},
                widget=forms.Textarea(attrs={"rows": 2}),
                required=False,
            )
            self.fields[f"body_{code}"] = forms.CharField(
                label=_("Text in simple HTML (%(language)s)") % {"language": name},
                widget=forms.Textarea(attrs={"rows": 12}),
                required=code == "fr",
            )

    def by_language(self, name: str) -> dict[str, str]:
        """Return one field's values, keyed by language."""
        return {code: self.cleaned_data[f"{name}_{code}"] for code, _name in settings.LANGUAGES}


def offer(form: forms.Form, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    cast(forms.ChoiceField, form.fields[name]).choices = choices


def among(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    cast("forms.ModelChoiceField[Any]", form.fields[name]).queryset = rows


def site_choices() -> list[tuple[str, str]]:
    rows = [(tenant.schema_name, str(tenant)) for tenant in Tenant.objects.all()]
    return [(EVERY_SITE, str(_("every site"))), *rows]
