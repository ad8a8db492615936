"""Words that tag editorial content.

The same in every site, so that a national list can filter on them.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Audience(TextChoices):
    """Who a page speaks to."""

    PARENTS = "parents", _("Parents")
    TEACHERS = "teachers", _("Teachers")
    PROFESSIONALS = "professionals", _("Support professionals")
    AUTHORITIES = "authorities", _("Local authorities")
    DONORS = "donors", _("Donors")


class Topic(TextChoices):
    """What a piece of news is about."""

    SCHOOLING = "schooling", _("Following schooling")
    EQUIPMENT = "equipment", _("Equipment and connection")
    SAFETY = "safety", _("Screens and safety")
    MEDIA = "media", _("Media and information")
    INCLUSION = "inclusion", _("Inclusion and languages")
    GUIDANCE = "guidance", _("Guidance")
    CULTURE = "culture", _("Arts and culture")
    NATURE = "nature", _("Environment")
    CAMPAIGNS = "campaigns", _("Campaigns")
    NETWORK = "network", _("Life of the network")


class Scene(TextChoices):
    """Collages that stand where there is no photograph (static/scenes)."""

    TROUSSE = "trousse", _("Pencil case")
    WORKSHOP = "atelier", _("Workshop")
    SKY = "ciel", _("Sky")
    BOOK = "livre", _("Book")
    HANDS = "mains", _("Hands")
    SEA = "mer", _("Sea")
    MOUNTAIN = "montagne", _("Mountain")
    DIGITAL = "numerique", _("Computer")
    BREAD = "pain", _("Bread")
    RADIO = "radio", _("Radio")
    THEATRE = "theatre", _("Theatre")
    GARDEN = "jardin", _("Garden")


SCENE_OF_TOPIC = {
    Topic.SCHOOLING: Scene.BOOK,
    Topic.EQUIPMENT: Scene.DIGITAL,
    Topic.SAFETY: Scene.DIGITAL,
    Topic.MEDIA: Scene.RADIO,
    Topic.INCLUSION: Scene.HANDS,
    Topic.GUIDANCE: Scene.SKY,
    Topic.CULTURE: Scene.THEATRE,
    Topic.NATURE: Scene.GARDEN,
    Topic.CAMPAIGNS: Scene.TROUSSE,
    Topic.NETWORK: Scene.WORKSHOP,
}


def scene_for(topics: list[str]) -> Scene:
    """Return the collage of the first topic; hands when nothing says better."""
    return next((SCENE_OF_TOPIC[Topic(topic)] for topic in topics if topic in Topic), Scene.HANDS)
