"""Words of school life that campaigns and resources share: theme, kind of action, level.

Values are never removed: what was written must stay findable. Words of 2017, which this platform
never wrote, have an alias for whoever brings the campaigns of that time in.
"""

from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Theme(TextChoices):
    ARTS_CULTURE = "arts_culture", _("Arts and culture")
    ENVIRONMENT = "environment", _("Environment and sustainable development")
    SPORT = "sport", _("Sport")
    CITIZENSHIP = "citizenship", _("Citizenship and living together")
    INTERCULTURAL_LANGUAGES = (
        "intercultural_languages",
        _("Intercultural exchanges and languages"),
    )
    HISTORY_MEMORY = "history_memory", _("History and memory")
    SCIENCE = "science", _("Scientific and technical culture")
    HEALTH = "health", _("Health and prevention")
    FRENCH_POETRY = "french_poetry", _("French language and poetry")
    MEDIA_LITERACY = "media_literacy", _("Media and information literacy")
    DIGITAL_CULTURE = "digital_culture", _("Digital culture")
    SCHOOL_BUSINESS_GUIDANCE = (
        "school_business_guidance",
        _("School and business, career guidance"),
    )


class Format(TextChoices):
    """What kind of action the project is (« dispositif »)."""

    OVERNIGHT_STAY = "overnight_stay", _("Stay with nights away")
    THEMED_VISIT = "themed_visit", _("Themed visit")
    EVENT = "event", _("Creating or joining an event")
    OUTSIDE_SPEAKER = "outside_speaker", _("Artist or speaker at school")
    TOOL_MAKING = "tool_making", _("Making of tools")
    INTERNATIONAL = "international", _("International experience")
    PATHWAY = "pathway", _("Pathway")


# Not offered any more; kept for the campaigns that have it.
FORMER_FORMATS = frozenset({Format.PATHWAY})


class Level(TextChoices):
    """Classes, from nursery school to the end of lycée; cycle 3 spans école and collège."""

    CYCLE_1 = "cycle_1", _("Nursery school (cycle 1)")
    CYCLE_2 = "cycle_2", _("CP, CE1, CE2 (cycle 2)")
    CYCLE_3 = "cycle_3", _("CM1, CM2, 6e (cycle 3)")
    CYCLE_4 = "cycle_4", _("5e, 4e, 3e (cycle 4)")
    LYCEE = "lycee", _("General and technological lycée")
    LYCEE_PRO = "lycee_pro", _("Vocational lycée, CAP")
    SPECIAL = "special", _("ULIS, SEGPA, UPE2A, EREA, IME")


class Stage(TextChoices):
    """The school that a pupil goes to; cycle 3 spans two of them."""

    NURSERY = "nursery", _("Nursery school")
    PRIMARY = "primary", _("Primary school")
    MIDDLE = "middle", _("Collège")
    HIGH = "high", _("Lycée")


LEVELS_OF_STAGE: dict[str, tuple[Level, ...]] = {
    Stage.NURSERY: (Level.CYCLE_1,),
    Stage.PRIMARY: (Level.CYCLE_2, Level.CYCLE_3),
    Stage.MIDDLE: (Level.CYCLE_3, Level.CYCLE_4),
    Stage.HIGH: (Level.LYCEE, Level.LYCEE_PRO),
}

# The words of 2017, and what they have become.
OLD_THEMES = {
    "environnement": Theme.ENVIRONMENT,
    "sante_prevention": Theme.HEALTH,
    "medias_information": Theme.MEDIA_LITERACY,
    "relation_ecole_entreprise": Theme.SCHOOL_BUSINESS_GUIDANCE,
}
OLD_FORMATS = {
    "classes_decouvertes": Format.OVERNIGHT_STAY,
    "intervention_artiste": Format.OUTSIDE_SPEAKER,
    "outils_pedagogiques": Format.TOOL_MAKING,
    "outils_etablissement": Format.TOOL_MAKING,
}


def current_theme(code: str) -> str:
    """Return today's code of a theme, whatever the year it was written."""
    return str(OLD_THEMES.get(code, code))


def current_format(code: str) -> str:
    """Return today's code of a kind of action, whatever the year it was written."""
    return str(OLD_FORMATS.get(code, code))


def in_order(levels: Iterable[str]) -> list[Level]:
    """Return known levels once each, youngest first."""
    known = set(levels)
    return [level for level in Level if level.value in known]
