"""The screens of Wagtail Localize, as our editors need them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.views.update_translations import (
    UpdateTranslationsForm,
    UpdateTranslationsView,
)

from cms.translation_review import unread


class UpdateForm(UpdateTranslationsForm):
    """Bring the changes of the original into its translations, and publish none of them.

    Wagtail Localize offers it to whoever may translate: French sentences would become public in the
    Arabic page. Whoever may publish does so on the page, once it is translated.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["publish_translations"]

    def clean(self) -> dict[str, Any]:
        return {**super().clean(), "publish_translations": False}


class UpdateView(UpdateTranslationsView):
    def get_form(self) -> forms.Form:
        return UpdateForm(self.request.POST if self.request.method == "POST" else None)


def urls() -> list[URLPattern]:
    """Return what is found before Wagtail Localize's own, under the same name."""
    address = "localize/update/<int:translation_source_id>/"
    return [path(address, UpdateView.as_view(), name="update_translations")]


def say_what_to_read(request: HttpRequest, page: Page) -> None:
    """Tell why the button is not there."""
    if request.method == "GET" and (number := unread(page)):
        sentence = ngettext(
            "A machine translated %(number)s sentence of this page. Read it, correct it and save "
            "it: the page may be published afterwards.",
            "A machine translated %(number)s sentences of this page. Read, correct and save each "
            "of them: the page may be published afterwards.",
            number,
        )
        messages.warning(request, sentence % {"number": number})
