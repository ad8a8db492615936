"""Drafts for a front end elsewhere: a signed link that shows one revision of one page of one site.

Making the link needs a key; following it needs nothing else, until it expires.
"""

from datetime import datetime, timedelta
from typing import Annotated

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation
from ninja import Field, Router, Schema
from wagtail.models import Page, Revision

from accounts.api_keys import need
from accounts.models import ApiScope
from cms.api.blocks import settle
from cms.api.page_types import PageOut
from cms.api.pages import detail_of
from cms.models import BasePage
from kernel.api.answers import answer
from kernel.api.problems import FORBIDDEN, GONE, NOT_FOUND, Problem, documented
from kernel.signing import InvalidLink, seal, unseal
from tenants.context import current_schema

router = Router(tags=["previews"])
PURPOSE = "api-preview"
A_WEEK = 7 * 24


class PreviewIn(Schema):
    """Which page, and for how many hours; without `revision`, its latest one."""

    page: Annotated[int, Field(ge=1, le=2**31 - 1)]
    revision: Annotated[int | None, Field(ge=1, le=2**31 - 1)] = None
    hours: Annotated[int, Field(ge=1, le=A_WEEK)] = 24


class PreviewLink(Schema):
    """`url` answers the page as that revision has it, until `expires_at`."""

    token: str
    url: str
    expires_at: datetime


@router.post(
    "previews",
    response={201: PreviewLink, **documented(NOT_FOUND, FORBIDDEN)},
    summary="Make a link that shows a draft",
    openapi_extra={"security": [{"key": ["preview"]}]},
)
def make_preview(request: HttpRequest, given: PreviewIn) -> HttpResponseBase:
    """Bound to this site, this page and this revision; what is written later is not in it."""
    need(request, ApiScope.PREVIEW)
    page = get_object_or_404(Page.objects.filter(depth__gt=1), pk=given.page)
    revisions = Revision.objects.for_instance(page.specific)
    revision = get_object_or_404(revisions, pk=given.revision or page.latest_revision_id)
    until = timezone.now() + timedelta(hours=given.hours)
    token = seal(PURPOSE, [current_schema(), page.pk, revision.pk, int(until.timestamp())])
    url = request.build_absolute_uri(f"/api/v1/previews/{token}")
    data = {"token": token, "url": url, "expires_at": until.replace(microsecond=0)}
    return answer(request, data, is_private=True, status=201)


@router.get(
    "previews/{token}",
    response={200: PageOut, **documented(NOT_FOUND, GONE)},
    summary="Read a draft by its link",
)
def read_preview(
    request: HttpRequest, token: Annotated[str, Field(max_length=500)]
) -> HttpResponseBase:
    """The page as `/pages/` would give it if this revision were published."""
    page = _draft(token)
    with translation.override(page.locale.language_code):
        data = settle(detail_of(page, request), request)
        response = answer(request, data, is_private=True)
    response["X-Robots-Tag"] = "noindex"
    return response


def _draft(token: str) -> BasePage:
    try:
        schema, page_id, revision_id, until = unseal(PURPOSE, token)
    except InvalidLink as error:
        raise Problem(GONE, str(error)) from error
    if schema != current_schema() or until < timezone.now().timestamp():
        raise Problem(GONE, str(InvalidLink("This link has expired. Ask for a new one.")))
    page = get_object_or_404(Page, pk=page_id)
    revision = get_object_or_404(Revision.objects.for_instance(page.specific), pk=revision_id)
    draft = revision.as_object()
    if not isinstance(draft, BasePage):
        raise Problem(NOT_FOUND)
    return draft
