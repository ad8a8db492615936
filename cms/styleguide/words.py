"""Words and short lists of the style guide. French on purpose: this is content, not interface."""

from typing import Any

from cms.domain.identity import NATIONAL, Pair
from cms.navigation import Department, Language

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
PAIRS: list[dict[str, Any]] = [
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
# Lists of a few words each, under the names the templates give them.
SMALL: dict[str, Any] = {
    "crumbs": [{"text": "Accueil", "url": "/"}],
    "sections": [
        ("papiers", "Papiers"), ("boutons", "Boutons"), ("formulaires", "Formulaires"), ("progression", "Progression"),
        ("cartes", "Cartes"), ("ateliers", "Ateliers"), ("mallette", "Mallette"), ("messages", "Messages"),
        ("chiffres", "Chiffres"), ("departements-exemple", "Départements"), ("navigation", "Navigation"),
    ],
    "chips_removable": [{"text": "Éducation prioritaire", "url": "#boutons"}, {"text": "Collège", "url": "#boutons"}],
    "chips_plain": [{"text": "7 ressources"}, {"text": "1 h 10 en tout"}, {"text": "aquarium", "url": "#boutons"}],
    "form_steps": ["Votre don", "Vous", "Vérifier et payer"],
    "amounts": [
        {"cents": 1000, "text": "3,40 € après impôt"},
        {"cents": 3000, "text": "10,20 € après impôt"},
        {"cents": 5000, "text": "17 € après impôt"},
    ],
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
