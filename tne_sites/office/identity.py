"""The department's look: two colours that everybody can read, a logo, the picture of the home."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.images.widgets import AdminImageChooser

from accounts.http import SignedInRequest
from cms.domain.identity import NATIONAL, Pair, measures
from cms.models import DepartmentHomePage, Image, SiteSettings
from tne_sites.office.access import desk, screen


@dataclass(frozen=True, slots=True)
class Measure:
    sentence: str
    measured: float
    needed: float

    @property
    def is_enough(self) -> bool:
        return self.measured >= self.needed


class IdentityForm(forms.ModelForm):
    """Wagtail's settings hold the rest; the model itself refuses colours that are too weak.

    An input of colours is never empty: a browser sends black for "none". So a box says it, and a
    site without colours shows those of the platform.
    """

    is_plain = forms.BooleanField(
        label=gettext_lazy("Use the colours of the platform"),
        help_text=gettext_lazy("Untick this box to choose two colours."),
        required=False,
    )
    picture = forms.ModelChoiceField(
        queryset=Image.objects.none(),
        label=gettext_lazy("Picture of the home page"),
        required=False,
        widget=AdminImageChooser,
    )

    class Meta:
        model = SiteSettings
        fields = ("deep_colour", "flat_colour", "logo")
        widgets = {
            "deep_colour": forms.TextInput(attrs={"type": "color"}),
            "flat_colour": forms.TextInput(attrs={"type": "color"}),
            "logo": AdminImageChooser,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["picture"]
        field.queryset = Image.objects.all()
        shown = self.instance.pair or NATIONAL
        self.initial.update(
            is_plain=self.instance.pair is None,
            deep_colour=shown.deep.lower(),
            flat_colour=shown.flat.lower(),
        )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("is_plain"):
            if {"deep_colour", "flat_colour"} & set(self.changed_data):
                # Dropping in silence what somebody has just chosen would be worse.
                self.add_error("is_plain", _("You chose colours: untick this box to use them."))
            given["deep_colour"] = given["flat_colour"] = ""
        return given


@desk("cms.change_sitesettings")
@require_http_methods(["GET", "POST"])
def identity(request: SignedInRequest) -> HttpResponse:
    said = SiteSettings.for_request(request)
    home = DepartmentHomePage.objects.filter(locale__language_code="fr").first()
    form = IdentityForm(
        request.POST if request.method == "POST" else None,
        instance=said,
        initial={"picture": home.image_id if home else None},
    )
    if form.is_bound and form.is_valid():
        form.save()
        _set_picture(home, form.cleaned_data["picture"])
        messages.success(request, _("The look of the site is changed."))
        return redirect("office:identity")
    context = {
        **screen(_("Identity"), "image"),
        "form": form,
        "measures": _measures(form),
        "media": form.media,
    }
    status = 422 if form.errors else 200
    return render(request, "tne_sites/office/identity.html", context, status=status)


def _set_picture(home: DepartmentHomePage | None, picture: Image | None) -> None:
    """Publish the home with its picture, as an editor would: with a revision in its history."""
    if home is not None and home.image_id != (picture.pk if picture else None):
        home.image = picture
        home.save_revision().publish()


def _measures(form: IdentityForm) -> list[Measure]:
    """Return what the colours of the form measure, or those that are kept."""
    values = (form["deep_colour"].value(), form["flat_colour"].value())
    try:
        pair = Pair(deep=str(values[0] or ""), flat=str(values[1] or ""))
    except ValueError:
        return []
    return [
        Measure(_(rule.sentence), round(measured, 1), rule.needed)
        for rule, measured in measures(pair)
    ]
