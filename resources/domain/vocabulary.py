"""Words that sort resources: kinds, themes of the mallettes, licences, durations, subjects."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ResourceKind(TextChoices):
    """What a resource is."""

    INFOGRAPHIC = "infographic", _("Infographic")
    ANIMATION = "animation", _("Animation")
    TOOL_SHEET = "tool_sheet", _("Tool sheet")
    VIDEO = "video", _("Video")
    PODCAST = "podcast", _("Podcast")
    CONFERENCE = "conference", _("Conference (replay)")
    BOOKLET = "booklet", _("Booklet")
    HANDOUT = "handout", _("Handout")
    DIAGNOSIS_TOOL = "diagnosis_tool", _("Diagnosis tool")
    COURSE = "course", _("M@gistère course")
    LINK = "link", _("Link to another site")


WATCHED = frozenset({ResourceKind.ANIMATION, ResourceKind.VIDEO, ResourceKind.CONFERENCE})
HEARD = frozenset({ResourceKind.PODCAST})
PLAYED = WATCHED | HEARD
# What leads outside instead of being here.
OUTSIDE = frozenset({ResourceKind.COURSE, ResourceKind.LINK})
# What is read or printed: a text on the page, or a file to download.
READ = frozenset(
    {
        ResourceKind.TOOL_SHEET,
        ResourceKind.BOOKLET,
        ResourceKind.HANDOUT,
        ResourceKind.DIAGNOSIS_TOOL,
    }
)


class KitTheme(TextChoices):
    """The four themes of the mallettes de la coéducation."""

    EQUIP_COMMUNICATE = "equip_communicate", _("Getting equipped and communicating")
    OPEN_WORLD = "open_world", _("Opening up to the world in the digital age")
    FOLLOW_SCHOOLING = "follow_schooling", _("Following schooling")
    PROTECT_SECURE = "protect_secure", _("Protecting and securing")


class Duration(TextChoices):
    """How long it takes, in four steps: what a list is narrowed by."""

    MINUTES_5 = "5", _("Up to 5 minutes")
    MINUTES_15 = "15", _("5 to 15 minutes")
    MINUTES_60 = "60", _("15 minutes to an hour")
    LONGER = "longer", _("More than an hour")


class Verdict(TextChoices):
    """What an idée reçue is worth."""

    FALSE = "false", _("False")
    NUANCED = "nuanced", _("To be nuanced")
    TRUE = "true", _("True")


class Subject(TextChoices):
    """What the outside links are about: school subjects, then life around them."""

    FRENCH = "french", _("French")
    MATHEMATICS = "mathematics", _("Mathematics")
    HISTORY_GEOGRAPHY = "history_geography", _("History and geography")
    CIVICS = "civics", _("Civics and media")
    SCIENCE = "science", _("Science and technology")
    LANGUAGES = "languages", _("Languages")
    ARTS = "arts", _("Arts and music")
    SPORT = "sport", _("Physical education")
    DIGITAL = "digital", _("Digital life")
    PARENTING = "parenting", _("Being a pupil’s parent")
    INCLUSION = "inclusion", _("Special needs")
    GUIDANCE = "guidance", _("Guidance and rights")


class Licence(TextChoices):
    """What others may do with a resource."""

    CC_BY = "cc-by", _("CC BY 4.0")
    CC_BY_SA = "cc-by-sa", _("CC BY-SA 4.0")
    CC_BY_NC = "cc-by-nc", _("CC BY-NC 4.0")
    CC_BY_NC_SA = "cc-by-nc-sa", _("CC BY-NC-SA 4.0")
    CC_BY_ND = "cc-by-nd", _("CC BY-ND 4.0")
    CC_BY_NC_ND = "cc-by-nc-nd", _("CC BY-NC-ND 4.0")
    ETALAB = "etalab", _("Licence Ouverte 2.0")
    CC0 = "cc0", _("No rights reserved (CC0)")
    RESERVED = "reserved", _("All rights reserved, for use in class and in workshops")


@dataclass(frozen=True, slots=True)
class Deed:
    """Where a licence can be read, and what it allows in one sentence."""

    url: str
    sentence: Promise | str


FREELY = _("You may print, share and adapt it. Name its authors.")
ALIKE = _("You may print, share and adapt it. Name its authors and share alike.")
UNSOLD = _("You may print, share and adapt it, but not sell it. Name its authors.")
UNSOLD_ALIKE = _(
    "You may print, share and adapt it, but not sell it. Name its authors and share alike."
)
AS_IT_IS = _("You may print and share it as it is. Name its authors.")
AS_IT_IS_UNSOLD = _("You may print and share it as it is, but not sell it. Name its authors.")
DEEDS: dict[str, Deed] = {
    Licence.CC_BY: Deed("https://creativecommons.org/licenses/by/4.0/", FREELY),
    Licence.CC_BY_SA: Deed("https://creativecommons.org/licenses/by-sa/4.0/", ALIKE),
    Licence.CC_BY_NC: Deed("https://creativecommons.org/licenses/by-nc/4.0/", UNSOLD),
    Licence.CC_BY_NC_SA: Deed("https://creativecommons.org/licenses/by-nc-sa/4.0/", UNSOLD_ALIKE),
    Licence.CC_BY_ND: Deed("https://creativecommons.org/licenses/by-nd/4.0/", AS_IT_IS),
    Licence.CC_BY_NC_ND: Deed(
        "https://creativecommons.org/licenses/by-nc-nd/4.0/", AS_IT_IS_UNSOLD
    ),
    Licence.ETALAB: Deed("https://www.etalab.gouv.fr/licence-ouverte-open-licence/", FREELY),
    Licence.CC0: Deed(
        "https://creativecommons.org/publicdomain/zero/1.0/", _("You may do what you like with it.")
    ),
    Licence.RESERVED: Deed("", _("Ask its authors before any other use.")),
}


def duration_of(minutes: int | None) -> Duration | None:
    """Return the step of a duration; none when it is not known."""
    if not minutes:
        return None
    steps = ((5, Duration.MINUTES_5), (15, Duration.MINUTES_15), (60, Duration.MINUTES_60))
    return next((step for most, step in steps if minutes <= most), Duration.LONGER)
