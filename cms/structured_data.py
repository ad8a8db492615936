"""JSON-LD (schema.org) of each kind of page: facts that the page shows, nothing more."""

from typing import Any

from django.http import HttpRequest

from cms.models.faq import FaqPage
from cms.models.home import HomePage
from cms.models.news import NewsPage
from cms.navigation import site_of

CONTEXT = "https://schema.org"


def of(page: Any, request: HttpRequest, url: str) -> dict[str, Any] | None:
    """Return the page's data, or nothing when its kind has none."""
    if isinstance(page, NewsPage):
        return _article(page, request, url)
    if isinstance(page, FaqPage):
        return _questions(page)
    if isinstance(page, HomePage):
        return _site(request, url)
    return None


def _article(page: NewsPage, request: HttpRequest, url: str) -> dict[str, Any]:
    data = {
        "@context": CONTEXT,
        "@type": "NewsArticle",
        "headline": page.title,
        "description": page.description,
        "url": url,
        "inLanguage": page.locale.language_code,
        "datePublished": page.published_at.isoformat(),
        "publisher": {"@type": "Organization", "name": site_of(request).name},
    }
    if page.updated_at:
        data["dateModified"] = page.updated_at.isoformat()
    if page.image:
        data["image"] = request.build_absolute_uri(page.image.file.url)
    return data


def _questions(page: FaqPage) -> dict[str, Any]:
    questions = [question for section in page.sections for question in section.value["questions"]]
    return {
        "@context": CONTEXT,
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": question["question"],
                "acceptedAnswer": {"@type": "Answer", "text": str(question["answer"].source)},
            }
            for question in questions
        ],
    }


def _site(request: HttpRequest, url: str) -> dict[str, Any]:
    return {"@context": CONTEXT, "@type": "WebSite", "name": site_of(request).name, "url": url}
