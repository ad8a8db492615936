"""What became of the words of a file: what search knows of it, or why it knows nothing."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TextState(TextChoices):
    READ = "read", _("Its words are found by search.")
    EMPTY = "empty", _("It holds no words: a scanned page is a picture. Send a version with text.")
    LOCKED = "locked", _("A password keeps it: nobody can open it. Send a version without.")
    DAMAGED = "damaged", _("It cannot be read: it is damaged. Export it again.")
    TOO_LARGE = (
        "too_large",
        _("It is too large to be read: split it, or lighten its pictures."),
    )
    TOO_LONG = "too_long", _("It takes too long to be read: export it again, or split it.")


# What an editor can do something about.
FAILED = tuple(state for state in TextState if state is not TextState.READ)
