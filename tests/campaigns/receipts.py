"""Short words for tests of receipts: a funded project whose structure issues them."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from campaigns.actions.close_campaign import close_campaign
from campaigns.models import Campaign, Gift, PostKind
from tests.campaigns.factories import post_of
from tests.campaigns.gifts import give, open_campaign, work

WHO = {"name": "Claude Martin", "address": "3 rue des Lilas\n02000 Laon"}
SIRET = "73282932000074"


def a_structure_that_issues(campaign: Campaign) -> User:
    """Complete the file of the structure, and return its manager."""
    structure = campaign.structure
    structure.address, structure.representative = "1 rue de l’École, 02000 Laon", "Hélène Roche"
    structure.siret, structure.issues_receipts = SIRET, True
    structure.verified_at = timezone.now()
    structure.save()
    return post_of(campaign, PostKind.MANAGER)


def a_funded_gift(till, *, euros: int = 60, **fields) -> tuple[Gift, User]:
    """A gift of a campaign that succeeded, and the manager who may certify it."""
    campaign = open_campaign(minimum=50)
    manager = a_structure_that_issues(campaign)
    gift = give(till, campaign, euros, wants_receipt=True)
    Gift.objects.filter(pk=gift.pk).update(
        donor_name=WHO["name"], donor_address=WHO["address"], **fields
    )
    close_campaign(campaign_id=campaign.pk, at=timezone.now() + timedelta(days=31))
    work()
    return Gift.objects.get(pk=gift.pk), manager
