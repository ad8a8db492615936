"""Tables of campaigns, one idea a file; in the national schema alone."""

from campaigns.models.bank import (
    BankAccount,
    DocumentKind,
    DocumentState,
    StructureDocument,
)
from campaigns.models.bank_line import BankLine, BankStatement, LineState, StatementFormat
from campaigns.models.campaign import Campaign
from campaigns.models.check_round import CheckRound
from campaigns.models.correction import LineCorrection
from campaigns.models.gift import DonorKind, Gift, Method, OnFailure, Payment, Refund
from campaigns.models.gift_request import GiftRequest
from campaigns.models.inbox import InboxEvent, InboxState, ProviderLine
from campaigns.models.ledger import Account, AccountState, Entry, Hold, HoldState, Movement, Pattern
from campaigns.models.news import Follower, Update, UpdateKind, Word, WordState
from campaigns.models.payout import Payout, PayoutFile, PayoutState
from campaigns.models.people import Attestation, Post, PostKind
from campaigns.models.picture import Picture
from campaigns.models.policy import Policy
from campaigns.models.proposal import FieldComment, Profession, Proposal
from campaigns.models.provider_payout import PayoutPart, ProviderPayout, ProviderPayoutState
from campaigns.models.receipt import GiftMessage, Receipt
from campaigns.models.settlement import Settlement, SettlementKind, SettlementState
from campaigns.models.solidarity import Agreement, Boost, BoostState, Endowment, Patron, Release
from campaigns.models.statement import Statement
from campaigns.models.structure import Structure, StructureKind

__all__ = [
    "Account",
    "AccountState",
    "Agreement",
    "Attestation",
    "BankAccount",
    "BankLine",
    "BankStatement",
    "Boost",
    "BoostState",
    "Campaign",
    "CheckRound",
    "DocumentKind",
    "DocumentState",
    "DonorKind",
    "Endowment",
    "Entry",
    "FieldComment",
    "Follower",
    "Gift",
    "GiftMessage",
    "GiftRequest",
    "Hold",
    "HoldState",
    "InboxEvent",
    "InboxState",
    "LineCorrection",
    "LineState",
    "Method",
    "Movement",
    "OnFailure",
    "Patron",
    "Pattern",
    "Payment",
    "Payout",
    "PayoutFile",
    "PayoutPart",
    "PayoutState",
    "Picture",
    "Policy",
    "Post",
    "PostKind",
    "Profession",
    "Proposal",
    "ProviderLine",
    "ProviderPayout",
    "ProviderPayoutState",
    "Receipt",
    "Refund",
    "Release",
    "Settlement",
    "SettlementKind",
    "SettlementState",
    "Statement",
    "StatementFormat",
    "Structure",
    "StructureDocument",
    "StructureKind",
    "Update",
    "UpdateKind",
    "Word",
    "WordState",
]
