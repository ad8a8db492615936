"""JSON-LD (schema.org) of each kind of page: facts that the page shows, nothing more.

Other apps describe their own types when they start; a page of no known type is a WebPage.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from cms.models.base import BasePage
from cms.models.contact import ContactPage
from cms.models.faq import FaqPage
from cms.models.home import HomePage
from cms.models.news import NewsIndexPage, NewsPage
from cms.navigation import Link, site_of

type Data = dict[str, Any]
# Of a page, a request and the page's own address.
type Describer = Callable[[Any, HttpRequest, str], Data]
CONTEXT = "https://schema.org"
_describers: dict[type[Any], Describer] = {}


def describe(model: type[Any], describer: Describer) -> None:
    """Say how pages of a type, and of the types made from it, are told."""
    _describers[model] = describer


def of(page: Any, request: HttpRequest, url: str) -> Data:
    """Return the page's data, by the most precise type that is known."""
    found = (_describers[kind] for kind in type(page).__mro__ if kind in _describers)
    return {"@context": CONTEXT, **next(found)(page, request, url)}


def web_page(page: Any, _request: HttpRequest, url: str, kind: str = "WebPage") -> Data:
    """What may be said of any page."""
    data: Data = {
        "@type": kind,
        "name": page.title,
        "description": page.description,
        "url": url,
        "inLanguage": page.locale.language_code,
    }
    if page.last_published_at:
        data["dateModified"] = page.last_published_at.isoformat()
    return data


def of_kind(kind: str) -> Describer:
    """Return the describer of a page that schema.org has a type for."""
    return lambda page, request, url: web_page(page, request, url, kind)


def breadcrumb(links: Iterable[Link | Data], current: str, request: HttpRequest) -> Data:
    """Return the way to a page, the page itself last."""
    steps = [_step(link) for link in links]
    found: list[Data] = [
        {"name": str(text), "item": request.build_absolute_uri(url)} for text, url in steps
    ]
    found.append({"name": current, "item": request.build_absolute_uri(request.path)})
    items = [
        {"@type": "ListItem", "position": number, **step} for number, step in enumerate(found, 1)
    ]
    return {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


def _step(link: Link | Data) -> tuple[str, str]:
    return (link["text"], link["url"]) if isinstance(link, dict) else (link.text, link.url)


def _article(page: NewsPage, request: HttpRequest, url: str) -> Data:
    data = {
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


def _questions(page: FaqPage, _request: HttpRequest, _url: str) -> Data:
    questions = [question for section in page.sections for question in section.value["questions"]]
    return {
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


def _site(_page: HomePage, request: HttpRequest, url: str) -> Data:
    results = request.build_absolute_uri(reverse("search:results"))
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{results}?q={{search_term}}"},
        "query-input": "required name=search_term",
    }
    name = site_of(request).name
    return {"@type": "WebSite", "name": name, "url": url, "potentialAction": search}


describe(BasePage, web_page)
describe(NewsPage, _article)
describe(NewsIndexPage, of_kind("CollectionPage"))
describe(ContactPage, of_kind("ContactPage"))
describe(FaqPage, _questions)
describe(HomePage, _site)
