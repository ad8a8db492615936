"""Staff help a campaign from an envelope: proposed, agreed to, given; or taken back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from campaigns.actions.advance import ReasonMissing, locked
from campaigns.actions.approve_settlement import AnotherPerson
from campaigns.actions.guards import require_staff
from campaigns.actions.later import close_later
from campaigns.domain import accounts
from campaigns.domain.boosts import BoostRefused, is_over, refuse_boost
from campaigns.domain.ledger import Line, Posting, reverse
from campaigns.domain.states import State
from campaigns.envelopes import Envelope, books_of, envelopes, fitting
from campaigns.models import Boost, BoostState, Campaign
from campaigns.models.posting import NotEnoughMoney, lock, post, read
from campaigns.search_documents import SOURCE
from campaigns.terms import terms_of
from kernel.domain import DomainError, gettext_noop
from kernel.money import Money
from search import registry
from tenants import alerts, audit

# Raised when a refused gift leaves more boosts than the policy allows.
BOOSTS_OVER = "campaigns.boosts-over"
TAKES_BOOSTS = frozenset({State.PUBLISHED, State.CLOSING})


@transaction.atomic
def propose_boost(  # noqa: PLR0913  what a boost is
    *, campaign_id: UUID, fund: str, amount: Money, by: User, at: datetime, exception: str = ""
) -> Boost:
    """Keep a boost that the policy allows; above the limit somebody else must agree."""
    campaign = _open(campaign_id, by)
    envelope = _envelope(campaign, fund, amount, at)
    terms = terms_of(campaign)
    refuse_boost(books_of([campaign])[campaign.pk], amount, terms, exception)
    waiting = Boost.objects.filter(campaign=campaign, fund=fund, state=BoostState.PROPOSED)
    if waiting.exists():
        raise BoostRefused(gettext_noop("A boost from this envelope already waits."))
    boost = Boost.objects.create(
        campaign=campaign,
        fund=fund,
        agreement=envelope.agreement,
        amount_cents=amount.cents,
        exception=exception.strip()[:300],
        wants_two=amount > terms.two_persons_above,
        proposed_by=by,
        proposed_at=at,
    )
    _note("proposed", boost, by)
    return boost


@transaction.atomic
def approve_boost(*, boost_id: UUID, by: User, at: datetime) -> Boost:
    """Give it: everything is judged again under the campaign's lock, and written once."""
    boost = Boost.objects.select_for_update(of=("self",)).get(pk=boost_id)
    campaign = _open(boost.campaign_id, by)
    if boost.state != BoostState.PROPOSED:
        raise BoostRefused(gettext_noop("This boost waits no more."))
    if boost.wants_two and boost.proposed_by_id == by.pk:
        raise AnotherPerson
    amount = Money(boost.amount_cents)
    _envelope(campaign, boost.fund, amount, at)
    code = accounts.campaign(campaign.pk)
    lock(code)
    refuse_boost(books_of([campaign])[campaign.pk], amount, terms_of(campaign), boost.exception)
    post(
        Posting(
            kind="topup",
            key=f"topup:{boost.pk}",
            lines=(Line(boost.fund, code, amount),),
            source=boost.source,
            campaign=code,
            at=at,
        )
    )
    boost.state, boost.approved_by, boost.approved_at = BoostState.POSTED, by, at
    boost.save()
    _note("given", boost, by)
    registry.refresh(SOURCE, str(campaign.pk))
    close_later(campaign.pk)
    return boost


@transaction.atomic
def withdraw_boost(*, boost_id: UUID, by: User, at: datetime) -> Boost:
    """Set aside a boost that was not given."""
    boost = Boost.objects.select_for_update(of=("self",)).get(pk=boost_id)
    require_staff(boost.campaign, by)
    if boost.state != BoostState.PROPOSED:
        raise BoostRefused(gettext_noop("This boost waits no more."))
    boost.state, boost.ended_at = BoostState.WITHDRAWN, at
    boost.save(update_fields=["state", "ended_at"])
    _note("withdrawn", boost, by)
    return boost


@transaction.atomic
def take_back_boost(*, boost_id: UUID, by: User, at: datetime, reason: str) -> Boost:
    """Correct a boost while gifts are taken, by its mirror; another person than who gave it."""
    boost = Boost.objects.select_for_update(of=("self",)).get(pk=boost_id)
    campaign = _open(boost.campaign_id, by)
    if boost.state != BoostState.POSTED:
        raise BoostRefused(gettext_noop("This boost was not given."))
    if boost.approved_by_id == by.pk:
        raise AnotherPerson
    if not reason.strip():
        raise ReasonMissing
    given = read(f"topup:{boost.pk}")
    if given is None:
        raise DomainError(gettext_noop("This boost was not given."))
    post(reverse(given, at=at))
    boost.state, boost.ended_at = BoostState.RETURNED, at
    boost.save(update_fields=["state", "ended_at"])
    _note("taken_back", boost, by, reason.strip()[:300])
    if not is_over(books_of([campaign])[campaign.pk], terms_of(campaign)):
        alerts.clear(BOOSTS_OVER, campaign.pk)
    registry.refresh(SOURCE, str(campaign.pk))
    return boost


def mark_returned(source: str, at: datetime) -> None:
    """A settlement has sent a boost back to its envelope; in the caller's transaction."""
    kind, _colon, key = source.partition(":")
    if kind == "boost" and len(key) == len(str(UUID(int=0))):
        Boost.objects.filter(pk=key).update(state=BoostState.RETURNED, ended_at=at)


def _open(campaign_id: UUID, by: User) -> Campaign:
    campaign = locked(campaign_id)
    require_staff(campaign, by)
    if campaign.state not in TAKES_BOOSTS:
        raise BoostRefused(gettext_noop("This campaign takes no boost: it is not collecting."))
    return campaign


def _envelope(campaign: Campaign, fund: str, amount: Money, at: datetime) -> Envelope:
    """Return the envelope when the campaign is for it and it holds enough."""
    for envelope in fitting(envelopes(), campaign, at):
        if envelope.account == fund:
            if envelope.balance < amount:
                raise NotEnoughMoney(gettext_noop("There is not enough money for this."))
            return envelope
    raise BoostRefused(gettext_noop("This campaign is not for this envelope."))


def _note(what: str, boost: Boost, by: User, reason: str = "") -> None:
    said = {"cents": boost.amount_cents, "fund": boost.fund, "boost": str(boost.pk)}
    said |= {"exception": boost.exception} if boost.exception else {}
    said |= {"reason": reason} if reason else {}
    audit.record(action=f"boost.{what}", actor=by, target=boost.campaign, detail=said)
