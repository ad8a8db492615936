"""Sample data of /styleguide/: every component in every state, in the words of the product."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Paginator

from cms.domain.identity import measures
from cms.styleguide import lists, words


@dataclass(frozen=True, slots=True)
class Message:
    """As Django's messages, for the toasts."""

    level_tag: str
    text: str

    def __str__(self) -> str:
        return self.text


class SampleForm(forms.Form):
    """One field of each kind; shown empty, then with its errors."""

    name = forms.CharField(label="Votre nom", max_length=80)
    email = forms.EmailField(label="Adresse électronique", help_text="Exemple : nom@exemple.fr")
    department = forms.ChoiceField(label="Département", choices=[("38", "Isère"), ("02", "Aisne")])
    audience = forms.ChoiceField(
        label="Vous êtes",
        choices=[("parent", "Parent d’élève"), ("teacher", "Enseignante ou enseignant")],
        widget=forms.RadioSelect,
    )
    needs = forms.MultipleChoiceField(
        label="Besoins",
        choices=[("interpreter", "Un interprète"), ("childcare", "Une garde d’enfants")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    message = forms.CharField(label="Votre message", widget=forms.Textarea(attrs={"rows": 4}))
    picture = forms.FileField(label="Une pièce jointe", required=False)
    agrees = forms.BooleanField(label="J’accepte que l’on me réponde par courriel")


def sample_page() -> dict[str, Any]:
    """Return the whole context of the style guide."""
    return {
        "papers": words.PAPERS,
        "themes": words.THEMES,
        "states": words.STATES,
        "pairs": [{**row, "measures": measures(row["pair"])} for row in words.PAIRS],
        "departments": words.DEPARTMENTS,
        "years": words.YEARS,
        "shares": words.SHARES,
        "messages_shown": [
            Message("success", "C’est enregistré : votre place est réservée."),
            Message("error", "Le fichier est trop lourd : 12 Mo, pour 10 Mo au plus."),
        ],
        "empty_form": SampleForm(prefix="vide"),
        "wrong_form": SampleForm({"faux-email": "claire.exemple.fr"}, prefix="faux"),
        "page_of_many": Paginator(range(240), 16).page(7),
        "campaigns": lists.campaigns(),
        "progresses": [(31000, 60000, 95000), (141000, 70000, 150000), (0, 60000, 95000), (95000, 60000, 95000)],
        "news": lists.news(),
        "resources": lists.resources(),
        "workshops": lists.workshops(),
        "items": lists.items(),
        "results": lists.results(),
        "facets": lists.facets(),
        "gauges": lists.gauges(),
        **words.SMALL,
    }  # fmt: skip
