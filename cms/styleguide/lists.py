"""Rows of the style guide: campaigns, news, workshops, items of a mallette, results, filters.

French on purpose. Names of people and schools are invented.
"""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


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


def resources() -> list[dict[str, Any]]:
    return [
        {"title": "Se connecter pour la première fois", "url": "#cartes", "kind_text": "Vidéo", "scene": "theatre",
         "meta": "4 min, sous-titres, transcription", "summary": "L’identifiant, le code, et que faire si cela bloque."},
        {"title": "Une classe à l’observatoire", "url": "#cartes", "kind_text": "Fiche projet", "scene": "ciel",
         "meta": "Une semaine", "summary": "Trois nuits sous les étoiles, racontées par six enseignants."},
        {"title": "دليل الأولياء", "url": "#cartes", "kind_text": "Mallette", "scene": "ressource", "lang": "ar",
         "direction": "rtl", "place": "Isère", "summary": "كل ما يلزم لمتابعة الدراسة."},
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


def gauges() -> list[dict[str, Any]]:
    """The funding gauge: computed, estimated, and without enough to say."""

    def row(name: str, *euros: int) -> dict[str, Any]:
        low, median, high = euros
        amounts = {
            key: {"cents": value * 100}
            for key, value in (("low", low), ("median", median), ("high", high))
        }
        places = {"start": low * 520 // 2000, "middle": median * 520 // 2000}
        return {"name": name, "amounts": amounts, "end": high * 520 // 2000, **places}

    minimum, raised = row("minimum", 600, 900, 1200), row("raised", 850, 1350, 1900)
    cost, top = row("cost", 500, 800, 1600), {"cents": 200_000}
    day = date(2026, 9, 1)
    computed = {"origin": "campaigns", "campaigns": 24, "as_of": day, "top": top}
    estimated = {"origin": "editors", "campaigns": 2, "as_of": day, "top": top}
    return [
        {**computed, "rows": [minimum, raised], "main": raised},
        {**estimated, "rows": [cost], "main": cost},
        {"origin": "none", "campaigns": 3, "rows": []},
    ]
