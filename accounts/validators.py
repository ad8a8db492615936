"""The rules of passwords as Django asks them; what is counted is in `domain/passwords.py`."""

from functools import cache
from pathlib import Path

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, ngettext

from accounts.domain import passwords
from accounts.models import User

FRENCH = Path(__file__).parent / "data" / "common_passwords.txt"


@cache
def known_passwords() -> frozenset[str]:
    """The passwords that attackers try first.

    Django's twenty thousand, and the French ones they lack.
    """
    return frozenset(CommonPasswordValidator().passwords) | set(FRENCH.read_text().split())


class Length:
    """Long enough to resist, short enough to hash."""

    def validate(self, password: str, _user: User | None = None) -> None:
        if len(password) < passwords.MIN_LENGTH:
            raise ValidationError(
                ngettext(
                    "This password has %(count)s character. It needs at least %(least)s.",
                    "This password has %(count)s characters. It needs at least %(least)s.",
                    len(password),
                )
                % {"count": len(password), "least": passwords.MIN_LENGTH},
                code="password_too_short",
            )
        if len(password) > passwords.MAX_LENGTH:
            raise ValidationError(
                _("At most %(most)s characters, please.") % {"most": passwords.MAX_LENGTH},
                code="password_too_long",
            )

    def get_help_text(self) -> str:
        return _(
            "At least %(least)s characters. A sentence you will remember is best: four or five "
            "words that do not belong together."
        ) % {"least": passwords.MIN_LENGTH}


class Strength:
    """Not easily guessed: repetitions, keyboard runs and known passwords count for nothing."""

    def validate(self, password: str, _user: User | None = None) -> None:
        if passwords.roots(password) & known_passwords():
            raise ValidationError(
                _("This password is among the first that are tried. Choose another one."),
                code="password_too_common",
            )
        if passwords.bits(password) < passwords.MIN_BITS:
            raise ValidationError(
                _(
                    "This password is easy to guess: it repeats itself, follows the keyboard or "
                    "the alphabet, or has few different characters. Add a word or two."
                ),
                code="password_too_weak",
            )

    def get_help_text(self) -> str:
        return _("Neither a known password nor a run of the keyboard. Capitals are not required.")


class NotPersonal:
    """Not made of the person's own name or address."""

    def validate(self, password: str, user: User | None = None) -> None:
        own = [user.first_name, user.last_name, user.email.rpartition("@")[0]] if user else []
        if passwords.personal_part(password, own):
            raise ValidationError(
                _("This password is mostly your name or your address. Choose another one."),
                code="password_too_similar",
            )

    def get_help_text(self) -> str:
        return _("Not your name or your address.")
