"""Tables of campaigns, one idea a file; in the national schema alone."""

from campaigns.models.campaign import Campaign
from campaigns.models.ledger import Account, AccountState, Entry, Hold, HoldState, Movement, Pattern
from campaigns.models.people import Attestation, Post, PostKind
from campaigns.models.proposal import FieldComment, Profession, Proposal
from campaigns.models.statement import Statement
from campaigns.models.structure import Structure, StructureKind

__all__ = [
    "Account",
    "AccountState",
    "Attestation",
    "Campaign",
    "Entry",
    "FieldComment",
    "Hold",
    "HoldState",
    "Movement",
    "Pattern",
    "Post",
    "PostKind",
    "Profession",
    "Proposal",
    "Statement",
    "Structure",
    "StructureKind",
]
