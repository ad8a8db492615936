"""The words of workshops and registrations: kinds, states, where, for whom."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class WorkshopKind(TextChoices):
    WORKSHOP = "workshop", _("Workshop")
    CAFE = "cafe", _("Parents’ café")
    MEETING = "meeting", _("Meeting")
    CONFERENCE = "conference", _("Conference")
    WEBINAR = "webinar", _("Webinar")
    DROP_IN = "drop_in", _("Drop-in session")
    TERRITORIAL_MEETING = "territorial", _("Territorial meeting")
    SEMINAR = "seminar", _("Seminar")
    DISTRICT_MEETING = "district", _("Meeting of a school district")
    TRAINING = "training", _("Training of intervenors")


# Held among professionals: not counted among what was held for parents.
FOR_PROFESSIONALS = frozenset(
    {WorkshopKind.SEMINAR, WorkshopKind.DISTRICT_MEETING, WorkshopKind.TRAINING}
)


class WorkshopState(TextChoices):
    """What staff decided; whether one may register follows from it, the date and the places."""

    DRAFT = "draft", pgettext_lazy("workshop", "Draft")
    PUBLISHED = "published", pgettext_lazy("workshop", "Published")
    CANCELLED = "cancelled", pgettext_lazy("workshop", "Cancelled")


class Mode(TextChoices):
    ON_SITE = "on_site", _("In a place")
    ONLINE = "online", _("Online")
    BOTH = "both", _("In a place and online")


class Amenity(TextChoices):
    """What makes a workshop possible for somebody: a facet of the finder."""

    STEP_FREE = "step_free", _("Step-free access")
    SIGN_LANGUAGE = "sign_language", _("French sign language")
    HEARING_LOOP = "hearing_loop", _("Hearing loop")
    CHILDCARE = "childcare", _("Children are looked after")
    INTERPRETER = "interpreter", _("An interpreter is there")
    EQUIPMENT = "equipment", _("Computers are lent")


class SpokenLanguage(TextChoices):
    """Languages that a workshop is held in; each named in the reader's language."""

    FRENCH = "fr", _("French")
    ARABIC = "ar", _("Arabic")
    ENGLISH = "en", _("English")
    PORTUGUESE = "pt", _("Portuguese")
    TURKISH = "tr", _("Turkish")
    UKRAINIAN = "uk", _("Ukrainian")
    SPANISH = "es", _("Spanish")
    CREOLE = "gcf", _("Guadeloupean Creole")
    SIGN = "fsl", _("French sign language")


class RegistrationState(TextChoices):
    CONFIRMED = "confirmed", pgettext_lazy("registration", "Confirmed")
    WAITING = "waiting", pgettext_lazy("registration", "Waiting list")
    OFFERED = "offered", pgettext_lazy("registration", "Place offered")
    EXPIRED = "expired", pgettext_lazy("registration", "Offer expired")
    CANCELLED = "cancelled", pgettext_lazy("registration", "Cancelled")


# Those that hold places: an offer keeps them for the person it was made to.
HOLDING = frozenset({RegistrationState.CONFIRMED, RegistrationState.OFFERED})
# Those that may still come.
LIVE = HOLDING | {RegistrationState.WAITING}


class RegistrationSource(TextChoices):
    ONLINE = "online", _("On the site")
    PHONE = "phone", _("By telephone")
    DOOR = "door", _("At the door")


class CallReason(TextChoices):
    """Why somebody without e-mail must be telephoned."""

    OFFER = "offer", _("A place is free")
    MOVED = "moved", _("The workshop was moved")
    CANCELLED = "cancelled", _("The workshop is cancelled")
    REMINDER = "reminder", _("Reminder")
    MESSAGE = "message", _("Message to read out")
