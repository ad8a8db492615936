"""Tax receipts of the demonstration: issued in the order of their days, the last ones waiting."""

from datetime import datetime, timedelta

from accounts.models import User
from campaigns.actions.issue_receipt import issue_receipt, replace_receipt
from campaigns.domain.states import State
from campaigns.models import Gift, Structure
from campaigns.receipts import asked_of

AFTER, MOST, STRUCTURES = timedelta(days=40), 8, 14


def issue(manager: User, at: datetime) -> None:
    """Let some structures answer their donors; the first one mends a receipt."""
    issuing = Structure.objects.filter(issues_receipts=True).order_by("pk")[:STRUCTURES]
    for rank, structure in enumerate(issuing):
        waiting = asked_of(structure).filter(campaign__state__in=[State.PAID, State.COMPLETED])
        dated = [(_day(gift), gift) for gift in waiting[:MOST]]
        issued = [
            issue_receipt(gift_id=gift.pk, by=manager, at=day)
            for day, gift in sorted(dated, key=lambda row: row[0])
            if day < at
        ]
        if issued and rank == 0:
            first = issued[0]
            replace_receipt(
                receipt_id=first.pk,
                name=first.donor_name,
                address=f"Résidence du Parc, {first.donor_address}",
                siret="",
                reason="L’adresse était incomplète.",
                by=manager,
                at=max(receipt.issued_at for receipt in issued) + timedelta(days=1),
            )


def _day(gift: Gift) -> datetime:
    campaign = gift.campaign
    return (campaign.ended_at if campaign and campaign.ended_at else gift.created_at) + AFTER
