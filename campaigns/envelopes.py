"""Envelopes of the solidarity: what is in each, which campaign each is for; two queries for all."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.domain import accounts
from campaigns.domain.boosts import Books
from campaigns.domain.eligibility import REASONS, Rules, Subject, misses, of_earmark
from campaigns.domain.taxonomy import Level, Theme
from campaigns.models import Account, Agreement, Boost, Campaign
from campaigns.reading import figures_of, standing_of
from kernel.money import ZERO, Money
from territories.models import Department


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Money that waits for campaigns, and the rules of whoever gave it."""

    account: str
    name: str
    balance: Money
    rules: Rules
    agreement: Agreement | None = None

    def misses(self, subject: Subject, day: date) -> list[str]:
        """Say, in the active language, why a campaign is not for it; empty when it is."""
        found = [_(REASONS[name]) for name in misses(self.rules, subject)]
        if self.agreement and not self.agreement.starts_on <= day <= self.agreement.ends_on:
            found.append(_("dates of the agreement"))
        return found


def envelopes() -> list[Envelope]:
    """Return every envelope that holds something, the narrowest first, the free fund last."""
    rows = Account.objects.filter(family="fund", is_guarded=True).order_by("code")
    balances = {row.code: Money(row.balance_cents) for row in rows if row.balance_cents}
    kept = Agreement.objects.select_related("patron")
    agreements = {row.account: row for row in kept}
    names = _department_names()
    found = [
        _envelope(code, balance, agreements.get(code), names) for code, balance in balances.items()
    ]
    return sorted(found, key=lambda one: (one.agreement is None, -one.rules.number, one.account))


def _department_names() -> Mapping[str, str]:
    return dict(Department.objects.values_list("code", "name"))


def _envelope(
    code: str, balance: Money, agreement: Agreement | None, names: Mapping[str, str]
) -> Envelope:
    if agreement is not None:
        return Envelope(
            account=code,
            name=str(agreement),
            balance=balance,
            rules=agreement.rules,
            agreement=agreement,
        )
    earmark = code.removeprefix(accounts.SOLIDARITY).removeprefix(":")
    return Envelope(
        account=code, name=fund_name(code, names), balance=balance, rules=of_earmark(earmark)
    )


def fund_name(code: str, departments: Mapping[str, str] | None = None) -> str:
    """Name an account of the fund in the active language."""
    kind, _colon, value = code.removeprefix(accounts.SOLIDARITY).removeprefix(":").partition(":")
    match kind:
        case "theme":
            value = str(dict(Theme.choices).get(value, value))
        case "level":
            value = str(dict(Level.choices).get(value, value))
        case "department":
            value = (departments or _department_names()).get(value, value)
        case _:
            return _("Solidarity fund")
    return _("Solidarity fund, kept for: %(what)s") % {"what": value}


def subject_of(campaign: Campaign) -> Subject:
    """Say what rules look at; the campaign comes with its proposal and its school."""
    school, proposal = campaign.school, campaign.proposal
    told = (campaign.title, proposal.pitch, proposal.who_we_are, proposal.the_project)
    return Subject(
        theme=campaign.theme,
        format=campaign.format,
        levels=campaign.levels,
        labels=school.labels if school else (),
        department=school.department_id if school else "",
        commune=(school.commune_id or "") if school else "",
        text=" ".join(told),
    )


def books_of(campaigns: Collection[Campaign]) -> Mapping[UUID, Books]:
    """Read what rules of boosts ask, for many campaigns in two queries."""
    keys = [campaign.pk for campaign in campaigns]
    figures = figures_of(keys)
    rows = Boost.objects.posted().filter(campaign__in=keys).values_list("campaign")
    given = dict(rows.annotate(Sum("amount_cents")).values_list("campaign", "amount_cents__sum"))
    return {
        campaign.pk: Books(
            raised=Money(figures[campaign.pk].raised_cents),
            boosts=Money(given.get(campaign.pk, 0)),
            room=Money(standing_of(campaign, figures[campaign.pk]).left_cents),
            minimum=Money(campaign.minimum_cents or 0),
        )
        for campaign in campaigns
    }


def fitting(found: Iterable[Envelope], campaign: Campaign, at: datetime) -> list[Envelope]:
    """Keep the envelopes that a campaign is eligible for."""
    subject, day = subject_of(campaign), timezone.localdate(at)
    return [one for one in found if not one.misses(subject, day) and one.balance > ZERO]


@dataclass(frozen=True, slots=True, kw_only=True)
class Supporter:
    """Whom a page thanks for a boost; without a patron it is the fund."""

    name: str
    logo_url: str = ""
    website: str = ""


def supporters_of(campaign: Campaign) -> list[Supporter]:
    """Return who helped the campaign, each once; patrons that do not show themselves are left."""
    rows = Boost.objects.posted().filter(campaign=campaign).order_by("approved_at")
    found: dict[str, Supporter] = {}
    for boost in rows.select_related("agreement__patron"):
        if boost.agreement is None:
            found["fund"] = Supporter(name=_("the solidarity fund, given by donors"))
        elif (patron := boost.agreement.patron).is_shown:
            logo = patron.logo.url if patron.logo else ""
            found[str(patron.pk)] = Supporter(
                name=patron.name, logo_url=logo, website=patron.website
            )
    return list(found.values())
