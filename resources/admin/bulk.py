"""Bulk edit of the library's pages: audience, theme, licence, review date."""

from typing import Any

from django import forms
from django.contrib import messages
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.admin.widgets import AdminDateInput

from cms.domain.taxonomy import Audience
from resources.actions.edit_pages import Changes, Outcome, edit_pages
from resources.domain.vocabulary import Licence
from resources.models import LibraryItemPage
from resources.models.resource import THEMES


class BulkForm(forms.Form):
    """What to write on all; what is left empty is not touched."""

    audiences = forms.MultipleChoiceField(
        label=gettext_lazy("Audiences"),
        choices=Audience.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("Themes"),
        choices=THEMES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    licence = forms.ChoiceField(
        label=gettext_lazy("Licence"),
        choices=[("", gettext_lazy("Leave as it is")), *Licence.choices],
        required=False,
    )
    review_on = forms.DateField(
        label=gettext_lazy("To be reviewed on"), required=False, widget=AdminDateInput
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not any(cleaned.values()) and not self.errors:
            raise forms.ValidationError(_("Choose at least one thing to change."))
        return cleaned

    def changes(self) -> Changes:
        said = self.cleaned_data
        return Changes(
            audiences=tuple(said["audiences"]),
            themes=tuple(said["themes"]),
            licence=said["licence"],
            review_on=said["review_on"],
        )


class EditLibraryPages(PageBulkAction):
    display_name = gettext_lazy("Tag")
    aria_label = gettext_lazy("Change audience, theme, licence or review date")
    action_type = "edit_library"
    action_priority = 15
    template_name = "resources/admin/bulk_edit.html"
    form_class = BulkForm
    outcome: Outcome | None = None

    def check_perm(self, page: Any) -> bool:
        is_ours = issubclass(page.specific_class or object, LibraryItemPage)
        return bool(is_ours and page.permissions_for_user(self.request.user).can_edit())

    def get_execution_context(self) -> dict[str, Any]:
        changes = self.cleaned_form.changes()
        return {"changes": changes, "user": self.request.user, "view": self}

    @classmethod
    def execute_action(
        cls, objects: Any, *, changes: Any = None, user: Any = None, view: Any = None, **_rest: Any
    ) -> tuple[int, int]:
        outcome = edit_pages(
            pages=(page.specific for page in objects), changes=changes or Changes(), by=user
        )
        if view is not None:
            view.outcome = outcome
        return outcome.published + outcome.drafts, 0

    def get_success_message(self, num_parent_objects: int, _num_child_objects: int) -> str:
        outcome = self.outcome
        for refusal in outcome.refused if outcome else ():
            messages.error(self.request, refusal)
        drafts = outcome.drafts if outcome else 0
        said = ngettext(
            "%(count)s page has been changed.",
            "%(count)s pages have been changed.",
            num_parent_objects,
        ) % {"count": num_parent_objects}
        if drafts:
            said += " " + ngettext(
                "%(count)s is a draft to publish.", "%(count)s are drafts to publish.", drafts
            ) % {"count": drafts}
        return said
