"""What the page of a campaign says: told from its rows, in the active language; nobody's name."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from campaigns.domain.standing import Standing
from campaigns.domain.states import State
from campaigns.domain.taxonomy import Level
from campaigns.models import Campaign
from cms.campaigns import days_left, time_left

LAST_DAYS = 7
SUCCEEDED = frozenset({State.SUCCEEDED, State.PAYING_OUT, State.PAID, State.COMPLETED})


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """What is paid when the minimum is reached, and when the optimum is."""

    label: str
    minimum_cents: int | None
    optimum_cents: int


def parts(campaign: Campaign) -> list[Part]:
    """Return the story in the order of the page, without the parts not written yet."""
    proposal = campaign.proposal
    told = (
        (_("Who are we?"), proposal.who_we_are),
        (_("The educational project"), proposal.the_project),
        (_("Why do we need you?"), proposal.why_you),
    )
    return [Part(title, text) for title, text in told if text.strip()]


def budget(campaign: Campaign) -> list[BudgetLine]:
    return [
        BudgetLine(line["label"], line["cents"] if line.get("essential") else None, line["cents"])
        for line in campaign.proposal.budget
    ]


def stickers(campaign: Campaign, standing: Standing, at: datetime) -> list[dict[str, str]]:
    """Return the state as gommettes, the most important first."""
    found = [{"state": "done", "text": _outcome(campaign)}]
    if campaign.state == State.PUBLISHED and campaign.closes_at and campaign.school:
        days = days_left(campaign.closes_at, at, campaign.school.department.time_zone)
        found = [
            {"state": "late" if days <= LAST_DAYS else "open", "text": time_left(max(days, 0))}
        ]
        if standing.has_minimum:
            found.insert(0, {"state": "min", "text": _("Minimum reached")})
    if campaign.is_courte_echelle:
        found.append({"state": "new", "text": _("Courte Échelle")})
    return found


def _outcome(campaign: Campaign) -> str:
    if campaign.state in SUCCEEDED:
        return _("Succeeded")
    if campaign.state == State.FAILED:
        return _("The minimum was not reached")
    if campaign.state == State.CANCELLED:
        return _("Project cancelled")
    return _("Collection over")


def end_of(campaign: Campaign) -> str:
    """Say until when one may give, on the school's own clock."""
    if campaign.closes_at is None or campaign.school is None:
        return ""
    zone = campaign.school.department.time_zone
    local = campaign.closes_at.astimezone(zone)
    when = {"day": date_format(local, "DATE_FORMAT"), "hour": date_format(local, "H:i")}
    if zone.key == "Europe/Paris":
        return _("%(day)s at %(hour)s") % when
    return _("%(day)s at %(hour)s, the school’s time") % when


def validations(campaign: Campaign) -> list[str]:
    """Say who answered for the project, and when; by their function, never by their name."""
    found = []
    attestation = getattr(campaign, "attestation", None)
    if attestation:
        day = date_format(attestation.at, "DATE_FORMAT")
        found.append(_("Attested by the head of school on %(day)s.") % {"day": day})
    if campaign.published_at:
        day = date_format(campaign.published_at, "DATE_FORMAT")
        found.append(_("Read again and published by the Trousse team on %(day)s.") % {"day": day})
    if campaign.structure:
        kind = str(campaign.structure.get_kind_display())
        names = {"name": campaign.structure.legal_name, "kind": kind}
        found.append(_("The money goes to: %(name)s (%(kind)s).") % names)
    return found


def facts(campaign: Campaign) -> list[dict[str, Any]]:
    proposal = campaign.proposal
    told = [
        (_("Kind of action"), campaign.get_format_display() if campaign.format else ""),
        (_("Levels"), ", ".join(str(label) for label in level_names(campaign))),
        (_("Pupils"), str(proposal.pupils or "")),
        (_("When it takes place"), _dates(campaign)),
    ]
    return [{"term": term, "value": value} for term, value in told if value]


def level_names(campaign: Campaign) -> list[str]:
    return [str(level.label) for level in Level if level.value in campaign.levels]


def _dates(campaign: Campaign) -> str:
    start, end = campaign.proposal.project_from, campaign.proposal.project_until
    if start is None or end is None:
        return ""
    if start == end:
        return date_format(start, "DATE_FORMAT")
    named = {"start": date_format(start, "DATE_FORMAT"), "end": date_format(end, "DATE_FORMAT")}
    return _("%(start)s to %(end)s") % named
