"""Keeps robots out of a form without asking anything of people, and without a third party.

Three nets: a field that nobody sees and robots fill in; a sealed time, since nobody writes in two
seconds; a limit for each network. A net that closes on somebody by mistake loses nothing of what
was typed.
"""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kernel.http import client_address
from kernel.ratelimit import RateLimit, TooManyAttempts
from kernel.signing import InvalidLink, seal, unseal

QUICKEST = timedelta(seconds=2)
OLDEST = timedelta(days=1)
PURPOSE = "form"


class GuardedForm(forms.Form):
    """A form for anybody; `is_trapped` says that a robot filled it in."""

    limit = RateLimit(name="public-form", per_caller=8, window=timedelta(minutes=10))

    # A name that robots like; people never see it (the template hides it), nor hear it.
    website = forms.CharField(
        required=False,
        label=_("Leave this empty"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.is_limited = False
        self.fields["stamp"].initial = now_sealed()
        if self.is_bound:
            # A page sent back with an error carries a fresh time, whatever happened to the old one.
            data = QueryDict(mutable=True)
            data.update(self.data)
            self.given_stamp = str(data.get("stamp", ""))
            data["stamp"] = now_sealed()
            self.data = data

    @property
    def is_trapped(self) -> bool:
        return bool(self.data.get("website"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self._check_time()
            self._check_limit()
        return cleaned

    def _check_time(self) -> None:
        try:
            shown_at = unseal(PURPOSE, self.given_stamp)
        except InvalidLink:
            shown_at = 0
        age = timedelta(seconds=timezone.now().timestamp() - shown_at)
        if age > OLDEST:
            raise ValidationError(_("This page was open for too long. Please send again."))
        if age < QUICKEST:
            raise ValidationError(
                _("That was very quick. Please check what you wrote and send again.")
            )

    def _check_limit(self) -> None:
        try:
            self.limit.take(caller=client_address(self.request))
        except TooManyAttempts as error:
            self.is_limited = True
            raise ValidationError(str(error)) from error

    @property
    def status(self) -> int:
        """The HTTP status of a page that shows this form again."""
        if self.is_limited:
            return 429
        return 422 if self.is_bound and self.errors else 200


def now_sealed() -> str:
    return seal(PURPOSE, timezone.now().timestamp())
