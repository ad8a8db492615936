"""Proving an address without a session: the code goes to the mailbox, tokens to the caller.

The first token holds a print of the code and the second one a print of the address: neither tells
anybody's name, and both have their end.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils.translation import get_language

from accounts import limits
from campaigns import gift_mails
from campaigns.codes import CODE_LIFE, MOST_TRIES, is_code, new_digits, print_of
from campaigns.forms.giving import asked_at
from campaigns.views.giving_limits import take_code
from kernel.ratelimit import RateLimit
from kernel.signing import InvalidLink, seal, unseal

CODE, PROOF = "campaigns.api-code", "campaigns.api-proof"
PROOF_LIFE = timedelta(hours=2)
# For one code, whoever tries it; longer than any code lives.
TRIES = RateLimit(
    name="campaigns.api-tries",
    per_caller=limits.NO_LIMIT,
    per_target=MOST_TRIES,
    window=timedelta(days=1),
)


@dataclass(frozen=True, slots=True)
class Token:
    """What the caller keeps, and until when it serves."""

    text: str
    until: datetime


def send(request: HttpRequest, email: str, at: datetime) -> Token:
    """Send a new code to this address; or raise TooManyAttempts."""
    take_code(request, email)
    digits, until = new_digits(), at + CODE_LIFE
    gift_mails.send_code(email, digits, asked_at(at), get_language() or "")
    return _sealed(CODE, until, uuid.uuid4().hex, print_of(digits, email))


def prove(token: str, email: str, digits: str, at: datetime) -> Token | None:
    """Return the proof when these are the digits that were sent; five wrong tries end a code."""
    said = _opened(CODE, token, at)
    if said is None:
        return None
    number, kept = said
    may_try = limits.is_allowed(lambda: limits.take_for(TRIES, number))
    if not (may_try and is_code(kept, digits, email)):
        return None
    return _sealed(PROOF, at + PROOF_LIFE, print_of("", email))


def is_proven(proof: str, email: str, at: datetime) -> bool:
    said = _opened(PROOF, proof, at)
    return said is not None and is_code(said[0], "", email)


def _sealed(purpose: str, until: datetime, *values: str) -> Token:
    whole = until.replace(microsecond=0)
    return Token(seal(purpose, [int(whole.timestamp()), *values]), whole)


def _opened(purpose: str, token: str, at: datetime) -> list[str] | None:
    try:
        until, *values = unseal(purpose, token)
    except InvalidLink:
        return None
    return values if at.timestamp() < until else None
