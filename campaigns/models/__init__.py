"""Tables of campaigns, one idea a file; in the national schema alone."""

from campaigns.models.campaign import Campaign
from campaigns.models.ledger import Account, AccountState, Entry, Hold, HoldState, Movement, Pattern
from campaigns.models.statement import Statement
from campaigns.models.structure import Structure

__all__ = [
    "Account",
    "AccountState",
    "Campaign",
    "Entry",
    "Hold",
    "HoldState",
    "Movement",
    "Pattern",
    "Statement",
    "Structure",
]
