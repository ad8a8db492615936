"""What the back office shows of this app, and what happens around an editor's save."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext as _
from wagtail import hooks
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from cms.admin import hooks as admin_hooks  # noqa: F401  it registers the rest of the back office
from cms.domain.writing import Hint, hints
from cms.rich_links import PublicPageLinks
from cms.search_documents import body_of
from cms.viewsets import MenuViewSet, MessageViewSet, NewsletterGroup
from kernel.domain import gettext_noop

register_snippet(MenuViewSet)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [MessageViewSet("cms_messages"), NewsletterGroup()]


@hooks.register("register_rich_text_features", order=1)
def lead_to_public_pages(features: FeatureRegistry) -> None:
    features.register_link_type(PublicPageLinks)


@hooks.register("before_serve_page")
def serve_in_its_language(page: Page, request: HttpRequest, *_rest: Any) -> HttpResponse | None:
    """Without a translation Wagtail would answer /ar/ in French, as if it were Arabic.

    Send to the original; so does a copy that only holds the place of a translation.
    """
    original = page.alias_of if page.alias_of_id else None
    is_in_place = page.locale.language_code == get_language()
    if original and original.locale_id != page.locale_id and original.live:
        page = original
    elif is_in_place:
        return None
    url = page.get_url(request)
    return HttpResponseRedirect(url) if url else None


@hooks.register("after_publish_page")
def say_hints(request: HttpRequest, page: Page) -> None:
    """Tell the author what to look at again; the page is published all the same."""
    found = [*hints(html_of(page), text=body_of(page)), *_of_review(page)]
    if found:
        messages.warning(
            request, " ".join([_("Published. To look at again:"), *map(_sentence, found)])
        )


def html_of(page: Any) -> str:
    """Return the page's rich texts as they are stored, links included."""
    rich = [field.name for field in page._meta.fields if isinstance(field, RichTextField)]
    texts = [getattr(page, name) for name in [*page.get_streamfield_names(), *rich]]
    return "\n".join(str(text) for text in texts if text)


def _of_review(page: Any) -> Iterator[Hint]:
    """A date that has passed: the page is published again, and nobody says for how long."""
    day = getattr(page, "review_on", None)
    if day and day <= timezone.localdate():
        sentence = gettext_noop("Its review was due on %(about)s: choose the next date.")
        yield Hint(sentence, date_format(day, "SHORT_DATE_FORMAT"))


def _sentence(hint: Hint) -> str:
    return _(hint.sentence) % {"about": hint.about}
