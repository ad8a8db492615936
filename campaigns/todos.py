"""What waits for the team: proposals to read, complete pages to publish."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.actions.guards import is_treasurer
from campaigns.actions.send_back import BY_TRANSFER
from campaigns.domain.states import State
from campaigns.models import (
    BankLine,
    Campaign,
    LineCorrection,
    LineState,
    Payment,
    Payout,
    PayoutState,
    Refund,
    Release,
    Word,
    WordState,
)
from campaigns.views.review import READERS, followed, within
from kernel.ports import Todo, todo_sources
from tenants.context import current_tenant


class ProposalTodos:
    """For officers, those of the académies they follow."""

    name = "campaigns.proposals"

    def todos(self, user: Any) -> Sequence[Todo]:
        tenant = current_tenant()
        is_reader = isinstance(user, User) and (user.is_superuser or user.has_role(*READERS))
        if tenant is None or not tenant.is_national or not is_reader:
            return []
        titles = {
            State.SUBMITTED: _("Projects to read"),
            State.AWAITING_VALIDATION: _("Projects to publish"),
        }
        found = []
        for state, title in titles.items():
            waiting = within(Campaign.objects.filter(state=state), followed(user), "").count()
            if waiting:
                url = f"{reverse('proposals:queue')}?etat={state}"
                found.append(Todo(title=title, url=url, count=waiting))
        waiting = Word.objects.filter(state=WordState.WAITING).count()
        if waiting:
            url = reverse("proposals:words")
            found.append(Todo(title=_("Words of support to read"), url=url, count=waiting))
        return found


class MoneyTodos:
    """For those who keep the platform's own money."""

    name = "campaigns.money"

    def todos(self, user: Any) -> Sequence[Todo]:
        tenant = current_tenant()
        is_here = tenant is not None and tenant.is_national
        return _money() if is_here and isinstance(user, User) and is_treasurer(user) else []


def _money() -> list[Todo]:
    waiting = [*_at_the_bank(), *_to_decide()]
    return [
        Todo(title=title, url=reverse(name), count=count) for title, name, count in waiting if count
    ]


def _at_the_bank() -> Sequence[tuple[str, str, int]]:
    sent = [PayoutState.DRAFT, PayoutState.APPROVED]
    going = set(PayoutState) - {PayoutState.RETURNED}
    lines = BankLine.objects.filter(state=LineState.NEW)
    refunds = Refund.objects.filter(state__in=BY_TRANSFER).exclude(payouts__state__in=going)
    payouts = Payout.objects.filter(state__in=sent)
    return (
        (_("Lines of the bank to explain"), "proposals:bank", lines.count()),
        (_("Payments of ours to approve or send"), "proposals:payouts", payouts.count()),
        (_("Refunds to pay by transfer"), "proposals:payouts", refunds.count()),
    )


def _to_decide() -> Sequence[tuple[str, str, int]]:
    releases = Release.objects.waiting()
    payments = Payment.objects.to_examine()
    odd = _("Payments that differ from what was asked")
    corrections = LineCorrection.objects.waiting()
    return (
        (_("Matches to correct"), "proposals:bank", corrections.count()),
        (_("Releases of envelopes to agree to"), "proposals:envelopes", releases.count()),
        (odd, "proposals:reconciliation", payments.count()),
    )


def install() -> None:
    """Called when the app starts."""
    todo_sources.register(ProposalTodos())
    todo_sources.register(MoneyTodos())
