"""Six digits sent to an address prove that whoever gives reads it."""

import secrets
from datetime import timedelta

from django.utils.crypto import constant_time_compare, salted_hmac

CODE_LIFE, MOST_TRIES = timedelta(minutes=15), 5


def new_digits() -> str:
    return f"{secrets.randbelow(1_000_000):06d}"


def print_of(digits: str, email: str) -> str:
    """Return what may be kept of a code: it tells neither the digits nor the address."""
    said = salted_hmac("campaigns.giving.code", f"{digits}:{email}", algorithm="sha256")
    return said.hexdigest()


def is_code(kept: str, digits: str, email: str) -> bool:
    return constant_time_compare(kept, print_of(digits, email))
