"""Collections: the list with its filters, one with all its page says, its news, its progress."""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from campaigns.api.schemas import CampaignOut, Name, Progress, UpdateList
from campaigns.api.telling import campaign_out, progress_out, update_out
from campaigns.models import Campaign
from campaigns.search_documents import KIND
from cms import campaigns as rows
from cms.api.pages import LOCALES
from kernel.api.answers import answer
from kernel.api.paging import Paging, next_url, page_of
from kernel.api.problems import NOT_FOUND, Problem, documented
from search.api import MOST_VALUES, Value, Words, answer_things, list_answers
from search.listings import Facet, Query as Wanted, Scope, Sort
from search.text import shorten
from tenants.context import current_tenant

router = Router(tags=["campaigns"])
FACETS = {
    "need": Facet.NEED,
    "label": Facet.LABEL,
    "level": Facet.LEVEL,
    "theme": Facet.THEME,
    "format": Facet.FORMAT,
    "amount": Facet.AMOUNT,
    "academy": Facet.ACADEMY,
    "department": Facet.DEPARTMENT,
}


class Asked(Schema):
    """Values of one facet widen a choice, facets narrow each other."""

    q: Words = ""
    state: Literal["open", "succeeded"] = "open"
    need: list[Value] = Field([], max_length=MOST_VALUES)
    label: list[Value] = Field([], max_length=MOST_VALUES)
    level: list[Value] = Field([], max_length=MOST_VALUES)
    theme: list[Value] = Field([], max_length=MOST_VALUES)
    format: list[Value] = Field([], max_length=MOST_VALUES)
    amount: list[Value] = Field([], max_length=MOST_VALUES)
    academy: list[Value] = Field([], max_length=MOST_VALUES)
    department: list[Value] = Field([], max_length=MOST_VALUES)
    sort: Literal["relevance", "ending", "recent", "title"] | None = None
    locale: Literal[LOCALES] = settings.LANGUAGE_CODE  # type: ignore[valid-type]  # languages of the settings
    limit: Annotated[int, Field(ge=1, le=100)] = 20
    cursor: Annotated[str, Field(max_length=2000)] = ""


@router.get("campaigns", response=list_answers(NOT_FOUND), summary="List collections")
def list_campaigns(request: HttpRequest, asked: Query[Asked]) -> HttpResponseBase:
    """Open collections, those that end first before the others; or those that succeeded."""
    national_only()
    return answer_things(request, query_of(asked), asked.locale)


@router.get(
    "campaigns/{name}",
    response={200: CampaignOut, **documented(NOT_FOUND)},
    summary="Read a collection",
)
def read_campaign(
    request: HttpRequest,
    name: Name,
    locale: Literal[LOCALES] = settings.LANGUAGE_CODE,  # type: ignore[valid-type]  # languages of the settings
) -> HttpResponseBase:
    """All that the page of a published collection says; headings in the asked language."""
    campaign = found(name)
    with translation.override(locale):
        return answer(request, campaign_out(campaign, request))


@router.get(
    "campaigns/{name}/progress",
    response={200: Progress, **documented(NOT_FOUND)},
    summary="Read how much a collection raised",
)
def read_progress(request: HttpRequest, name: Name) -> HttpResponseBase:
    """The figures alone, as of now: for a counter that is asked often."""
    return answer(request, progress_out(found(name)), is_live=True)


@router.get(
    "campaigns/{name}/updates",
    response={200: UpdateList, **documented(NOT_FOUND)},
    summary="List the news of a collection",
)
def list_updates(request: HttpRequest, name: Name, asked: Query[Paging]) -> HttpResponseBase:
    """What its holder told since, the newest first; the report of what became of it among them."""
    news, cursor = page_of(found(name).updates.all(), asked, "-at", "pk")
    items = [update_out(row) for row in news]
    return answer(request, {"items": items, "next": next_url(request, cursor)})


def national_only() -> None:
    tenant = current_tenant()
    if tenant is None or not tenant.is_national:
        raise Problem(NOT_FOUND, _("Collections are on the national site."))


def found(name: str) -> Campaign:
    """Return a collection that whoever comes may see."""
    national_only()
    related = ("proposal", "school__department", "school__commune", "structure", "attestation")
    public = Campaign.objects.public().select_related(*related).prefetch_related("pictures")
    campaign = public.filter(slug=name).first() or _by_id(public, name)
    if campaign is None:
        raise Problem(NOT_FOUND, _("No such collection."))
    return campaign


def _by_id(public: Any, name: str) -> Campaign | None:
    try:
        key = UUID(name)
    except ValueError:
        return None
    campaign: Campaign | None = public.filter(pk=key).first()
    return campaign


def query_of(asked: Asked) -> Wanted:
    text = shorten(asked.q)
    is_open = asked.state == "open"
    chosen = {facet: getattr(asked, name) for name, facet in FACETS.items()}
    default = "relevance" if text else "ending" if is_open else "recent"
    return Wanted(
        text=text,
        kinds=[KIND],
        facets={facet: values for facet, values in chosen.items() if values}
        | {Facet.STATE: [rows.OPEN if is_open else rows.SUCCEEDED]},
        scope=Scope.NATIONAL,
        not_over_at=timezone.now() if is_open else None,
        sort=Sort(asked.sort or default),
        per_page=asked.limit,
        cursor=asked.cursor,
        count=list(FACETS.values()),
    )
