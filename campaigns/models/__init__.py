"""Tables of campaigns, one idea a file; in the national schema alone."""

from campaigns.models.campaign import Campaign
from campaigns.models.gift import DonorKind, Gift, Method, OnFailure, Payment, Refund
from campaigns.models.inbox import InboxEvent, InboxState, ProviderLine
from campaigns.models.ledger import Account, AccountState, Entry, Hold, HoldState, Movement, Pattern
from campaigns.models.people import Attestation, Post, PostKind
from campaigns.models.proposal import FieldComment, Profession, Proposal
from campaigns.models.settlement import Settlement, SettlementKind, SettlementState
from campaigns.models.statement import Statement
from campaigns.models.structure import Structure, StructureKind

__all__ = [
    "Account",
    "AccountState",
    "Attestation",
    "Campaign",
    "DonorKind",
    "Entry",
    "FieldComment",
    "Gift",
    "Hold",
    "HoldState",
    "InboxEvent",
    "InboxState",
    "Method",
    "Movement",
    "OnFailure",
    "Pattern",
    "Payment",
    "Post",
    "PostKind",
    "Profession",
    "Proposal",
    "ProviderLine",
    "Refund",
    "Settlement",
    "SettlementKind",
    "SettlementState",
    "Statement",
    "Structure",
    "StructureKind",
]
