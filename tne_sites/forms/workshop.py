"""What a coordinator fills in for one workshop: words, day and hours, place, places."""

from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _

from cms.domain.taxonomy import Audience, Topic
from kernel.domain import DomainError
from tenants.context import current_tenant
from territories.domain import uai
from tne_sites import clock, places
from tne_sites.actions.plan_workshop import Text
from tne_sites.domain.recurrence import at_local
from tne_sites.domain.states import Amenity, Mode, SpokenLanguage, WorkshopKind
from tne_sites.fields import CommuneFormField
from tne_sites.forms.fields import ClockField, DayField
from tne_sites.models import Structure, Workshop

# Languages that a workshop's words may have beside French.
OTHERS = [(code, name) for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
MOST_PLACES = 2000


def several(label: Any, choices: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class WorkshopForm(forms.Form):
    """`fields()` and `texts()` are what the actions take."""

    title = forms.CharField(label=_("Title"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=WorkshopKind.choices)
    summary = forms.CharField(label=_("In one sentence"), max_length=250, required=False)
    description = forms.CharField(
        label=_("Description"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    organiser = forms.ModelChoiceField(label=_("Organiser"), queryset=Structure.objects.none())
    day = DayField(label=_("Day"))
    start = ClockField(label=_("From"))
    end = ClockField(label=_("To"))
    mode = forms.ChoiceField(label=_("Where"), choices=Mode.choices, initial=Mode.ON_SITE)
    commune_code = CommuneFormField(required=False)
    place_name = forms.CharField(label=_("Name of the place"), max_length=120, required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    access_note = forms.CharField(
        label=_("How to come, access"),
        max_length=300,
        required=False,
        help_text=_("Bus, parking, entrance."),
    )
    online_url = forms.URLField(
        label=_("Link to join"),
        required=False,
        assume_scheme="https",
        help_text=_("Sent to those who are registered, and shown to nobody else."),
    )
    amenities = several(_("Access and help"), Amenity.choices)
    audiences = several(_("For whom"), Audience.choices)
    themes = several(_("Topics"), Topic.choices)
    languages = several(_("Languages spoken"), SpokenLanguage.choices)
    schools = forms.CharField(
        label=_("Target schools"),
        required=False,
        max_length=400,
        help_text=_("UAI codes of the schools whose families are invited, with spaces."),
    )
    needs_registration = forms.BooleanField(
        label=_("People register"), required=False, initial=True
    )
    capacity = forms.IntegerField(
        label=_("Places"),
        required=False,
        min_value=1,
        max_value=MOST_PLACES,
        help_text=_("Empty: no limit."),
    )
    party_most = forms.IntegerField(
        label=_("People in one registration, at most"), min_value=1, max_value=100, initial=6
    )
    has_waiting_list = forms.BooleanField(
        label=_("Waiting list when it is full"), required=False, initial=True
    )
    opens_on = DayField(label=_("Registration opens on"), required=False)
    closes_on = DayField(
        label=_("Registration closes on"),
        required=False,
        help_text=_("At the end of that day; empty: when the workshop begins."),
    )

    def __init__(self, *args: Any, workshop: Workshop | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = {
            **(_initial(workshop) if workshop else _usual()),
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)
        self.workshop = workshop
        self.zone = workshop.time_zone if workshop else clock.zone()
        organisers = Structure.objects.active()
        if workshop:
            organisers |= Structure.objects.filter(pk=workshop.organiser_id)
        self.fields["organiser"].queryset = organisers  # type: ignore[attr-defined]  # a field of choices
        for code, name in OTHERS:
            self._add_language(code, name)

    def _add_language(self, code: str, name: str) -> None:
        words = {"title": 120, "summary": 250, "description": 5000, "access_note": 300}
        for field, length in words.items():
            label = f"{self.fields[field].label} ({name})"
            is_long = field == "description"
            widget = forms.Textarea(attrs={"rows": 4}) if is_long else forms.TextInput()
            widget.attrs |= {"lang": code, "dir": "auto"}
            self.fields[f"{field}_{code}"] = forms.CharField(
                label=label, max_length=length, required=False, widget=widget
            )

    def clean_schools(self) -> list[str]:
        """Every code, its letter checked; the first that is wrong is named."""
        try:
            typed = self.cleaned_data["schools"].replace(",", " ").replace(";", " ").split()
            return [str(uai.parse(code)) for code in dict.fromkeys(typed)]
        except DomainError as error:
            raise ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self._clean_hours(cleaned)
        if cleaned.get("mode") != Mode.ONLINE and not cleaned.get("commune_code"):
            tenant = current_tenant()
            if tenant and tenant.code and "commune_code" not in self.errors:
                self.add_error("commune_code", _("Choose the commune, or “Online”."))
        for code, name in OTHERS:
            if not cleaned.get(f"title_{code}") and cleaned.get(f"description_{code}"):
                self.add_error(
                    f"title_{code}",
                    gettext("Give the title in this language too: %(name)s.") % {"name": name},
                )
        return cleaned

    def _clean_hours(self, cleaned: dict[str, Any]) -> None:
        day, start, end = (cleaned.get(name) for name in ("day", "start", "end"))
        if not (day and start and end):
            return
        if end <= start:
            self.add_error("end", _("The workshop ends before it begins."))
            return
        try:
            cleaned["starts_at"] = at_local(day, start, self.zone)
            cleaned["ends_at"] = at_local(day, end, self.zone)
        except DomainError as error:
            self.add_error("start", str(error))
            return
        cleaned["opens_at"] = self._instant(cleaned.get("opens_on"), time.min)
        cleaned["closes_at"] = self._instant(cleaned.get("closes_on"), time(23, 59))
        opens, closes = cleaned["opens_at"], cleaned["closes_at"]
        if opens and opens >= (closes or cleaned["starts_at"]):
            self.add_error("opens_on", _("Registration opens after it closes."))

    def _instant(self, day: date | None, clock: time) -> datetime | None:
        return datetime.combine(day, clock, tzinfo=self.zone).astimezone(UTC) if day else None

    def values(self) -> dict[str, Any]:
        """What `plan_workshop` and `change_workshop` take; call it on a valid form."""
        given = self.cleaned_data
        names = (
            *("title", "kind", "summary", "description", "organiser", "starts_at", "ends_at"),
            *("mode", "commune_code", "place_name", "address", "access_note", "online_url"),
            *("amenities", "audiences", "themes", "languages", "schools", "needs_registration"),
            *("capacity", "party_most", "has_waiting_list", "opens_at", "closes_at"),
        )
        fields = {name: given[name] for name in names}
        place = places.communes([given["commune_code"]]).get(given["commune_code"])
        fields |= {
            "time_zone_name": self.zone.key,
            "commune_name": place.name if place else "",
            "latitude": place.latitude if place else None,
            "longitude": place.longitude if place else None,
        }
        return fields

    def texts(self) -> list[Text]:
        given = self.cleaned_data
        names = ("title", "summary", "description", "access_note")
        return [
            Text(language=code, **{name: given[f"{name}_{code}"] for name in names})
            for code, _name in OTHERS
        ]


def _usual() -> dict[str, Any]:
    """Return what a new workshop most often is: the nation's are webinars."""
    tenant = current_tenant()
    is_national = tenant is not None and tenant.is_national
    return {"kind": WorkshopKind.WEBINAR, "mode": Mode.ONLINE} if is_national else {}


def _initial(workshop: Workshop) -> dict[str, Any]:
    """Show a workshop in its form, on its own clock."""
    zone = workshop.time_zone
    names = (
        *("title", "kind", "summary", "description", "organiser", "mode", "commune_code"),
        *("place_name", "address", "access_note", "online_url", "amenities", "audiences"),
        *("themes", "languages", "needs_registration", "capacity", "party_most"),
        "has_waiting_list",
    )
    found: dict[str, Any] = {name: getattr(workshop, name) for name in names}
    found |= {
        "day": workshop.local_start.date(),
        "start": workshop.local_start.time(),
        "end": workshop.local_end.time(),
        "schools": " ".join(workshop.schools),
        "opens_on": workshop.opens_at.astimezone(zone).date() if workshop.opens_at else None,
        "closes_on": workshop.closes_at.astimezone(zone).date() if workshop.closes_at else None,
    }
    for text in workshop.texts.all():
        found |= {
            f"{name}_{text.language}": getattr(text, name)
            for name in ("title", "summary", "description", "access_note")
        }
    return found
