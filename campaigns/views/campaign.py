"""The page of one campaign, its code and its sheets to print: for whoever comes."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns import links, prints, story
from campaigns.domain.states import State
from campaigns.envelopes import supporters_of
from campaigns.models import Campaign, WordState
from campaigns.models.gift_money import donors_of
from campaigns.reading import figures_of, standing_of
from campaigns.search_documents import SOURCE
from cms import campaigns as rows, navigation
from cms.navigation import address
from cms.prints import qr as draw_code
from cms.seo import Meta, may_be_indexed, script
from cms.structured_data import CONTEXT
from search import listings
from search.listings import Facet, Query, Scope

RELATED, MOST = 3, 50


def published(slug: str) -> Campaign:
    """Return a campaign that whoever comes may see; 404 for any other."""
    related = ("proposal", "school__department", "school__commune", "structure", "attestation")
    found = Campaign.objects.public().select_related(*related).prefetch_related("pictures")
    campaign = found.filter(slug=slug.replace("\0", "")[:110]).first()
    if campaign is None:
        raise Http404
    return campaign


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Both goals, what happens if they are missed, what the money pays, the news."""
    campaign = published(slug)
    standing = standing_of(campaign, figures_of([campaign.pk])[campaign.pk])
    now = timezone.now()
    is_open = campaign.state == State.PUBLISHED
    context: dict[str, Any] = {
        "campaign": campaign,
        "school": campaign.school,
        "proposal": campaign.proposal,
        "parts": story.parts(campaign),
        "facts": story.facts(campaign),
        "budget": story.budget(campaign),
        "standing": standing,
        "stickers": story.stickers(campaign, standing, now),
        "is_open": is_open,
        "givers": donors_of([campaign.pk]).get(campaign.pk, 0),
        "give_url": address("giving:give", campaign.slug) if is_open else "",
        "end": story.end_of(campaign),
        "validations": story.validations(campaign),
        "pictures": list(campaign.pictures.all()),
        "scene": rows.scene_of(campaign.theme),
        "share_url": links.public_url(campaign),
        "mail_url": links.mail_url(campaign),
        "updates": campaign.updates.all()[:MOST],
        "supporters": supporters_of(campaign),
        "words": campaign.words.filter(state=WordState.SHOWN)[:MOST],
        "related": _related(campaign),
        "meta": _meta(request, campaign),
        "crumbs": _crumbs(request),
    }
    return render(request, "campaigns/campaign.html", context)


def _crumbs(request: HttpRequest) -> list[navigation.Link]:
    return [
        navigation.Link(_("Home"), navigation.site_of(request).home_url),
        navigation.Link(_("Collections"), reverse("collections:index")),
    ]


def _related(campaign: Campaign) -> list[dict[str, Any]]:
    """Return open campaigns that are most alike."""
    query = Query(
        kinds=[rows.KIND],
        facets={Facet.STATE: [rows.OPEN]},
        scope=Scope.NATIONAL,
        not_over_at=timezone.now(),
        per_page=RELATED,
    )
    return rows.shown(listings.related(SOURCE, str(campaign.pk), query))


def _meta(request: HttpRequest, campaign: Campaign) -> Meta:
    picture = next(iter(campaign.pictures.all()), None)
    return Meta(
        title=campaign.title,
        description=campaign.proposal.pitch,
        canonical=links.public_url(campaign),
        is_indexed=may_be_indexed(request) and campaign.state != State.CANCELLED,
        kind="article",
        image_url=request.build_absolute_uri(picture.wide.url) if picture else "",
        image_alt=picture.alt if picture else "",
        json_ld=script(_data(campaign, request)),
    )


def _data(campaign: Campaign, request: HttpRequest) -> dict[str, Any]:
    """schema.org: a project to which one may give while it is open."""
    data: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "WebPage",
        "name": campaign.title,
        "description": campaign.proposal.pitch,
        "url": links.public_url(campaign),
        "inLanguage": "fr",
    }
    school = campaign.school
    if school is not None:
        place = {"@type": "EducationalOrganization", "name": school.name, "identifier": school.uai}
        data["about"] = {"@type": "Project", "name": campaign.title, "sponsor": place}
        if campaign.state == State.PUBLISHED:
            give = request.build_absolute_uri(address("giving:give", campaign.slug))
            data["potentialAction"] = {"@type": "DonateAction", "target": give, "recipient": place}
    return data


@require_safe
def code(_request: HttpRequest, slug: str) -> HttpResponse:
    """The code that opens the page, as a drawing."""
    answer = HttpResponse(draw_code(links.public_url(published(slug))))
    answer["Content-Type"] = "image/svg+xml"
    patch_cache_control(answer, public=True, max_age=3600)
    return answer


@require_safe
def poster(_request: HttpRequest, slug: str) -> HttpResponse:
    return _pdf(prints.poster(published(slug)), "affiche.pdf")


@require_safe
def slips(_request: HttpRequest, slug: str) -> HttpResponse:
    return _pdf(prints.slips(published(slug)), "papillons.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
