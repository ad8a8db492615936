"""What national editors may write about search, checked before it serves."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from search import analysis, wording
from search.editorial import Promotion, WordingVersion
from tenants.models import Tenant

MOST_QUERIES = 30


class WordsForm(forms.ModelForm[WordingVersion]):
    """A new version of synonyms and stop words."""

    class Meta:
        model = WordingVersion
        fields = ("synonyms", "stop_words")
        widgets = {
            "synonyms": forms.Textarea({"rows": 24}),
            "stop_words": forms.Textarea({"rows": 3}),
        }
        help_texts = {
            "synonyms": _("One group a line, with commas: each word finds the others too."),
            "stop_words": _("Words that say nothing, with spaces. They never empty a search."),
        }

    def clean_synonyms(self) -> str:
        text: str = self.cleaned_data["synonyms"]
        wrong = [
            forms.ValidationError(
                _("Line %(number)s is not a group of different words: %(line)s."),
                params={"number": number, "line": line[:100]},
            )
            for number, line in wording.problems(text)
        ]
        if wrong:
            raise forms.ValidationError(wrong[:5])
        return text


class PromotionForm(forms.ModelForm[Promotion]):
    """A page put first for some searches, or the address they lead to."""

    field_order = ("searches", "schema", "title", "text", "url", "is_redirect", "until")
    searches = forms.CharField(
        label=_("Searches"),
        help_text=_("One a line. Accents and capitals do not matter."),
        widget=forms.Textarea({"rows": 4}),
    )

    class Meta:
        model = Promotion
        fields = ("schema", "title", "text", "url", "is_redirect", "until")
        help_texts = {"url": _("A path of the site, as /campagnes/, or https:// and the rest.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sites = Tenant.objects.reachable().order_by("name").values_list("schema_name", "name")
        self.fields["schema"] = forms.ChoiceField(
            label=_("Site"), choices=[("", _("All sites")), *sites], required=False
        )
        self.fields["until"].widget = forms.DateInput({"type": "date"})
        if self.instance.pk:
            self.fields["searches"].initial = "\n".join(self.instance.queries)

    def clean_searches(self) -> list[str]:
        lines = self.cleaned_data["searches"].splitlines()[:MOST_QUERIES]
        found = dict.fromkeys(analysis.title_key(line)[:200] for line in lines)
        queries = [query for query in found if query]
        if not queries:
            raise forms.ValidationError(_("Write at least one search."))
        return queries

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"].strip()
        is_path = url.startswith("/") and not url.startswith(("//", "/\\"))
        if not (is_path or url.startswith("https://")) or len(url.split()) != 1:
            raise forms.ValidationError(_("This is neither a path nor an address in https."))
        return url

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        return until

    def save(self, commit: bool = True) -> Promotion:  # noqa: FBT001, FBT002  Django's
        self.instance.queries = self.cleaned_data["searches"]
        return super().save(commit)
