"""News of the departments: three are written in full, the others tell two stories of their town."""

from copy import deepcopy
from typing import Any

from cms.demo.texts import news_aisne, news_val_d_oise, news_vosges

WRITTEN = {"02": news_aisne.NEWS, "88": news_vosges.NEWS, "95": news_val_d_oise.NEWS}
# {town} is replaced; days are counted from the site's own number.
STORIES: list[dict[str, Any]] = [
    {
        "title": "{town} : un premier rendez-vous pour les parents",
        "slug": "premier-rendez-vous",
        "days": 5,
        "topics": ["network"],
        "audiences": ["parents"],
        "image": None,
        "is_national": True,
        "summary": "Deux heures pour se rencontrer, dire ce qui manque et choisir les premiers ateliers.",
        "text": "<p>La coordination invite les parents de {town} et des communes voisines. On y parlera "
        "d’horaires, de lieux et de ce que chacun aimerait apprendre. Une garde d’enfants est prévue.</p>",
    },
    {
        "title": "Emprunter un ordinateur pour l’année",
        "slug": "emprunter-un-ordinateur",
        "days": 20,
        "topics": ["equipment"],
        "audiences": ["parents"],
        "image": None,
        "is_national": False,
        "summary": "Comment faire à {town} : à qui demander, quoi apporter, combien de temps cela prend.",
        "text": "<p>La demande se fait à l’école ou au collège. Aucune caution n’est demandée. Une personne "
        "vient installer la machine et revient une semaine plus tard.</p>",
    },
]


def of(code: str, town: str, number: int) -> list[dict[str, Any]]:
    """Return a site's news; `number` shifts the dates, so that sites do not publish together."""
    if code in WRITTEN:
        return WRITTEN[code]
    stories = deepcopy(STORIES)
    for story in stories:
        story["days"] += number
        story["body"] = [("text", story.pop("text").replace("{town}", town))]
        for name in ("title", "summary"):
            story[name] = story[name].replace("{town}", town)
    return stories
