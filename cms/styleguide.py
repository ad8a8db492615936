"""Sample data of /styleguide/: every component in every state, in the words of the product.

French on purpose: this is content, not interface. Names of people and schools are invented.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.paginator import Paginator

from cms.domain.identity import NATIONAL, Pair, measures
from cms.navigation import Department, Language

PARIS = ZoneInfo("Europe/Paris")

PAPERS = [
    {"name": "Encre", "key": "encre", "code": "#16204a"},
    {"name": "Sapin", "key": "sapin", "code": "#0b5a3d"},
    {"name": "Brique", "key": "brique", "code": "#98290f"},
    {"name": "Ciel profond", "key": "abysse", "code": "#0b4d7c"},
    {"name": "Pourpre", "key": "pourpre", "code": "#8c2350"},
    {"name": "Souci", "key": "souci", "code": "#f8b41c"},
    {"name": "Ciel", "key": "ciel", "code": "#7cc4ea"},
    {"name": "Rose", "key": "rose", "code": "#f6a9bb"},
]
THEMES = [
    {"key": "arts_culture", "text": "Arts et culture"},
    {"key": "environment", "text": "Environnement, développement durable"},
    {"key": "sport", "text": "Sport"},
    {"key": "citizenship", "text": "Citoyenneté, vivre ensemble"},
    {"key": "intercultural_languages", "text": "Échanges interculturels, langues"},
    {"key": "history_memory", "text": "Histoire et mémoire"},
    {"key": "science", "text": "Culture scientifique et technique"},
    {"key": "health", "text": "Santé et prévention"},
    {"key": "french_poetry", "text": "Langue française, poésie"},
    {"key": "media_literacy", "text": "Éducation aux médias et à l’information"},
    {"key": "digital_culture", "text": "Culture numérique"},
    {"key": "school_business_guidance", "text": "Orientation, école et entreprise"},
]
STATES = [
    {"key": "open", "text": "En collecte"},
    {"key": "min", "text": "Minimum atteint"},
    {"key": "late", "text": "Plus que 4 jours"},
    {"key": "new", "text": "Nouvelle"},
    {"key": "done", "text": "Collecte terminée"},
]
PAIRS = [
    {"name": "National", "slug": "national", "pair": NATIONAL},
    {"name": "Isère", "slug": "isere", "pair": Pair("#0b5a3d", "#f6a9bb")},
    {"name": "Finistère", "slug": "finistere", "pair": Pair("#0b4d7c", "#f8b41c")},
    {"name": "Aisne", "slug": "aisne", "pair": Pair("#98290f", "#7cc4ea")},
    {"name": "Vienne", "slug": "vienne", "pair": Pair("#8c2350", "#7cc4ea")},
    {"name": "Doubs (refusée)", "slug": "doubs", "pair": Pair("#3f7fb5", "#f6a9bb")},
]
DEPARTMENTS = [
    Department("02", "Aisne", "aisne", "#departements"),
    Department("13", "Bouches-du-Rhône", "bouches-du-rhone", "#departements"),
    Department("2A", "Corse-du-Sud", "corse-du-sud", "#departements"),
    Department("29", "Finistère", "finistere", "#departements"),
    Department("38", "Isère", "isere", "#departements"),
    Department("86", "Vienne", "vienne", "#departements"),
    Department("95", "Val-d’Oise", "val-d-oise", "#departements"),
    Department("971", "Guadeloupe", "guadeloupe", "#departements"),
    Department("976", "Mayotte", "mayotte", "#departements"),
]
YEARS = [
    {"label": "2019", "value": 341},
    {"label": "2020", "value": 248},
    {"label": "2021", "value": 402},
    {"label": "2022", "value": 459},
]
SHARES = [
    {"label": "École élémentaire", "value": 214},
    {"label": "Collège", "value": 131},
    {"label": "Maternelle", "value": 62},
    {"label": "Lycée professionnel", "value": 35},
    {"label": "Lycée général", "value": 17},
]


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
        "papers": PAPERS,
        "themes": THEMES,
        "states": STATES,
        "pairs": [{**row, "measures": measures(row["pair"])} for row in PAIRS],
        "departments": DEPARTMENTS,
        "years": YEARS,
        "shares": SHARES,
        "messages_shown": [
            Message("success", "C’est enregistré : votre place est réservée."),
            Message("error", "Le fichier est trop lourd : 12 Mo, pour 10 Mo au plus."),
        ],
        "empty_form": SampleForm(prefix="vide"),
        "wrong_form": SampleForm({"faux-email": "claire.exemple.fr"}, prefix="faux"),
        "page_of_many": Paginator(range(240), 16).page(7),
        "campaigns": campaigns(),
        "progresses": [(31000, 60000, 95000), (141000, 70000, 150000), (0, 60000, 95000), (95000, 60000, 95000)],
        "news": news(),
        "workshops": workshops(),
        "items": items(),
        "results": results(),
        "facets": facets(),
        **small_samples(),
        "amounts": [
            {"cents": 1000, "text": "3,40 € après impôt"},
            {"cents": 3000, "text": "10,20 € après impôt"},
            {"cents": 5000, "text": "17 € après impôt"},
        ],
    }  # fmt: skip


def small_samples() -> dict[str, Any]:
    """Lists of a few words each."""
    return {
        "crumbs": [{"text": "Accueil", "url": "/"}],
        "sections": [
            ("papiers", "Papiers"), ("boutons", "Boutons"), ("formulaires", "Formulaires"), ("progression", "Progression"),
            ("cartes", "Cartes"), ("ateliers", "Ateliers"), ("mallette", "Mallette"), ("messages", "Messages"),
            ("chiffres", "Chiffres"), ("departements-exemple", "Départements"), ("navigation", "Navigation"),
        ],
        "chips_removable": [{"text": "Éducation prioritaire", "url": "#boutons"}, {"text": "Collège", "url": "#boutons"}],
        "chips_plain": [{"text": "7 ressources"}, {"text": "1 h 10 en tout"}, {"text": "aquarium", "url": "#boutons"}],
        "form_steps": ["Votre don", "Vous", "Vérifier et payer"],
        "facts": [
            {"term": "Niveau", "value": "CM1, CM2"}, {"term": "Durée", "value": "Deux demi-journées"},
            {"term": "Licence", "value": "CC BY-SA 4.0", "url": "#resultats"},
        ],
        "figures": [
            {"value": "459", "label": "campagnes réussies dans l’année"},
            {"value": "89 %", "label": "des collectes terminées ont atteint leur minimum"},
            {"value": "126", "label": "coups de pouce du fonds de solidarité"},
            {"value": "88 %", "label": "des donateurs sont prêts à redonner"},
        ],
        "steps": [
            {"heading": "Une classe raconte son projet", "text": "La direction de l’établissement donne son accord."},
            {"heading": "Vous donnez ce que vous voulez", "text": "À partir de 5 €, sans créer de compte."},
            {"heading": "La classe vous répond", "text": "Photos, carnet de bord, reçu fiscal."},
        ],
        "budget_head": ["Dépense", "Minimum", "Optimum"],
        "budget_rows": [["Train aller et retour", "620 €", "620 €"], ["Bottes et cirés prêtés", "280 €", "280 €"], ["Loupes et carnets", "–", "320 €"]],
        "budget_total": ["Total", "900 €", "1 220 €"],
        "places": [
            {"name": "Bourgoin-Jallieu", "text": "Médiathèque, 9 décembre, 18 h", "url": "#departements-exemple", "url_text": "Itinéraire vers Bourgoin-Jallieu"},
            {"name": "La Mure", "text": "École des Capucins, 15 décembre, 17 h"},
        ],
        "tabs": [
            {"text": "Tout", "url": "#navigation", "count": 23, "is_current": True},
            {"text": "Collectes", "url": "#navigation", "count": 9}, {"text": "Ressources", "url": "#navigation", "count": 11},
        ],
        "languages": [
            Language("fr", "Français", "#navigation", "ltr", is_current=True),
            Language("ar", "العربية", "#navigation", "rtl", is_current=False),
            Language("tr", "Türkçe", "#navigation", "ltr", is_current=False),
        ],
    }  # fmt: skip


def campaigns() -> list[dict[str, Any]]:
    rows = [
        ("Une semaine à marée basse", "École Jean-Moulin, Échirolles (38)", "intercultural_languages", "Séjours et sorties",
         "mer", "min", "Minimum atteint", 124000, 90000, 200000),
        ("La haie qui nourrit les oiseaux", "École des Tilleuls, Guise (02)", "environment", "Environnement",
         "jardin", "late", "Plus que 4 jours", 31000, 60000, 95000),
        ("Radio Cartable, en direct du CDI", "Lycée Rosa-Parks, Montgeron (91)", "media_literacy", "Médias",
         "radio", "new", "Nouvelle", 18000, 50000, 90000),
    ]  # fmt: skip
    names = ("title", "school", "pair", "theme", "scene", "state", "state_text")
    cents = ("raised_cents", "minimum_cents", "optimum_cents")
    return [dict(zip((*names, *cents), row, strict=True), url="#cartes") for row in rows]


def news() -> list[dict[str, Any]]:
    return [
        {"title": "Quatre ordinateurs en prêt à La Mure", "url": "#cartes", "date": date(2026, 11, 18),
         "summary": "La communauté de communes prête du matériel aux familles pour toute l’année.",
         "scene": "numerique", "pair": "equipment", "is_new": True, "place": "Isère"},
        {"title": "Les parents ressources racontent", "url": "#cartes", "date": date(2026, 11, 12),
         "summary": "Ils sont douze, parlent neuf langues et aident d’autres familles le samedi.",
         "scene": "livre", "pair": "inclusion"},
        {"title": "ورشة حول الشاشات في البيت", "url": "#cartes", "date": date(2026, 11, 9), "lang": "ar",
         "direction": "rtl", "summary": "لقاء مجاني للأولياء مع مترجم.", "scene": "atelier", "pair": "safety"},
    ]  # fmt: skip


def workshops() -> list[dict[str, Any]]:
    return [
        {"title": "Se connecter à l’ENT et y rester", "url": "#ateliers", "when": "Samedi 5 décembre, 10 h à 12 h",
         "starts_at": datetime(2026, 12, 5, 10, tzinfo=PARIS), "place": "Maison des habitants, Échirolles",
         "details": "Café des parents", "state": "open", "state_text": "7 places"},
        {"title": "Les écrans à la maison : et si on en riait ?", "url": "#ateliers",
         "when": "Mercredi 9 décembre, 18 h à 19 h 30", "starts_at": datetime(2026, 12, 9, 18, tzinfo=PARIS),
         "place": "Médiathèque, Bourgoin-Jallieu", "state": "late", "state_text": "3 places"},
        {"title": "Comprendre Parcoursup en famille", "url": "#ateliers", "when": "Samedi 12 décembre, 14 h à 16 h",
         "starts_at": datetime(2026, 12, 12, 14, tzinfo=PARIS), "place": "Lycée Vaucanson, Grenoble",
         "details": "Atelier traduit en arabe", "state": "done", "state_text": "Liste d’attente"},
    ]  # fmt: skip


def items() -> list[dict[str, Any]]:
    rows = [
        ("video", "Se connecter pour la première fois", "Vidéo, 4 min, sous-titres", "Voir la vidéo"),
        ("audio", "« Chez nous, le téléphone dort dans l’entrée »", "Récit audio, 9 min, transcription", "Écouter"),
        ("fiche", "Le lexique de l’école en une page", "Fiche PDF, 210 Ko, français, arabe, turc", ""),
        ("jeu", "Vrai ou faux : dix idées reçues", "Jeu à imprimer, 15 min, dès 8 ans", ""),
        ("lien", "Le guide de la rentrée", "Page d’un autre site", ""),
        ("mallette", "Suivre l’école sans s’y perdre", "Mallette, 7 ressources, 1 h 10", ""),
    ]  # fmt: skip
    return [
        {"kind": kind, "title": title, "meta": meta, "url": "#mallette",
         "actions": [{"url": "#mallette", "text": action, "is_main": True}] if action else []}
        for kind, title, meta, action in rows
    ]  # fmt: skip


def results() -> list[dict[str, Any]]:
    return [
        {"kind": "Fiche projet", "pair": "environment", "title": "Monter une classe de mer : le calendrier",
         "url": "#resultats", "summary": "Réservation, autorisations, budget : un rétroplanning sur neuf mois.",
         "meta": "Fiche, 6 pages, PDF 420 Ko"},
        {"kind": "Vidéo", "pair": "science", "title": "Pourquoi la mer monte et descend", "url": "#resultats",
         "summary": "La Lune, la Terre et un saladier.", "meta": "Vidéo, 5 min, sous-titres et transcription"},
    ]  # fmt: skip


def facets() -> list[dict[str, Any]]:
    levels = [
        ("maternelle", "Maternelle", 18),
        ("elementaire", "Élémentaire", 52),
        ("college", "Collège", 39),
    ]
    ends = [("bientot", "Se termine bientôt", 9), ("presque", "Presque financée", 14)]
    return [
        {"name": name, "legend": legend, "type": kind, "options": [
            {"value": value, "text": text, "count": count, "is_checked": rank == 1}
            for rank, (value, text, count) in enumerate(rows)]}
        for name, legend, kind, rows in (("niveau", "Niveau", "checkbox", levels), ("fin", "Fin", "radio", ends))
    ]  # fmt: skip
