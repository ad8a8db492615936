"""Tells a collection and its news for the API, from the same functions as its page."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest

from campaigns import links, story
from campaigns.domain.states import State
from campaigns.envelopes import supporters_of
from campaigns.models import Campaign, Picture, Update
from campaigns.models.gift_money import donors_of
from campaigns.reading import standing_of
from campaigns.search_documents import SHOWN
from cms.navigation import address


def campaign_out(campaign: Campaign, request: HttpRequest) -> dict[str, Any]:
    is_open = campaign.state == State.PUBLISHED
    give = address("giving:give", campaign.slug) if is_open else ""
    return {
        "id": campaign.pk,
        "slug": campaign.slug,
        "title": campaign.title,
        **_project(campaign),
        "is_courte_echelle": campaign.is_courte_echelle,
        "school": _school(campaign),
        "structure": campaign.structure.legal_name if campaign.structure else "",
        "validations": story.validations(campaign),
        "story": [asdict(part) for part in story.parts(campaign)],
        "budget": [asdict(line) for line in story.budget(campaign)],
        "rewards": [
            {"label": reward["label"], "from_cents": reward["cents"]}
            for reward in campaign.proposal.rewards
        ],
        "pictures": [_picture(picture, request) for picture in campaign.pictures.all()],
        "supporters": [
            {"name": one.name, "website": one.website} for one in supporters_of(campaign)
        ],
        "progress": progress_out(campaign),
        "published_at": campaign.published_at,
        "url": links.public_url(campaign),
        "give_url": request.build_absolute_uri(give) if give else None,
    }


def _project(campaign: Campaign) -> dict[str, Any]:
    proposal = campaign.proposal
    return {
        "summary": proposal.pitch,
        "locale": "fr",
        "theme": campaign.theme,
        "format": campaign.format,
        "levels": campaign.levels,
        "pupils": proposal.pupils,
        "project_from": proposal.project_from,
        "project_until": proposal.project_until,
    }


def _school(campaign: Campaign) -> dict[str, str]:
    school = campaign.school
    if school is None:
        return dict.fromkeys(("uai", "name", "town", "department"), "")
    return {
        "uai": school.uai,
        "name": school.name,
        "town": school.commune.name if school.commune else "",
        "department": school.department_id,
    }


def _picture(picture: Picture, request: HttpRequest) -> dict[str, str]:
    return {
        "url": request.build_absolute_uri(picture.wide.url),
        "card_url": request.build_absolute_uri(picture.card.url),
        "alt": picture.alt,
        "credit": picture.credit,
    }


def progress_out(campaign: Campaign) -> dict[str, Any]:
    standing = standing_of(campaign)
    return {
        "state": SHOWN.get(State(campaign.state), "over"),
        "raised_cents": standing.raised_cents,
        "minimum_cents": standing.minimum_cents,
        "optimum_cents": standing.optimum_cents,
        "left_cents": standing.left_cents if campaign.state == State.PUBLISHED else 0,
        "has_minimum": standing.has_minimum,
        "donors": donors_of([campaign.pk]).get(campaign.pk, 0),
        "ends_at": campaign.closes_at,
    }


def update_out(row: Update) -> dict[str, Any]:
    return {
        "id": row.pk,
        "kind": row.kind,
        "title": row.title,
        "text": row.text,
        "published_at": row.at,
        "edited_at": row.edited_at,
    }
