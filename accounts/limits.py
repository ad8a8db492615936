"""How often one may try.

No allowance can be used up on somebody else's behalf, save where a way in remains.

Each caller has an allowance of its own, and a smaller one for each account. An account that is
tried from everywhere has one for strangers too; past it, strangers must go through the owner's
mailbox. The owner's own devices (`accounts.devices`) are not strangers: what an attacker uses up is
never theirs.
"""

from collections.abc import Callable
from datetime import timedelta

from django.http import HttpRequest

from kernel.http import client_address
from kernel.ratelimit import RateLimit, TooManyAttempts

# For allowances that are counted for a target alone.
NO_LIMIT = 1_000_000_000
# A school's hundred teachers share one address on the internet.
SIGN_IN = RateLimit(
    name="accounts.sign-in", per_caller=200, per_target=10, window=timedelta(minutes=5)
)
SIGN_IN_DEVICE = RateLimit(
    name="accounts.device", per_caller=NO_LIMIT, per_target=20, window=timedelta(minutes=10)
)
SIGN_IN_STRANGERS = RateLimit(
    name="accounts.strangers", per_caller=NO_LIMIT, per_target=100, window=timedelta(hours=1)
)
SIGN_UP = RateLimit(
    name="accounts.sign-up", per_caller=200, per_target=5, window=timedelta(hours=1)
)
RESET = RateLimit(name="accounts.reset", per_caller=100, per_target=5, window=timedelta(minutes=15))
CODE = RateLimit(name="accounts.code", per_caller=100, per_target=5, window=timedelta(minutes=5))
CODE_STRANGERS = RateLimit(
    name="accounts.code-strangers", per_caller=NO_LIMIT, per_target=50, window=timedelta(hours=1)
)
# For somebody already signed in: the person is the target, and only they can use it up.
PASSWORD = RateLimit(
    name="accounts.password", per_caller=NO_LIMIT, per_target=10, window=timedelta(minutes=10)
)
ADDRESSES = RateLimit(
    name="accounts.addresses", per_caller=NO_LIMIT, per_target=10, window=timedelta(hours=1)
)
# What strangers can have sent to one mailbox. Past it nothing is sent, and the links sent before
# still work.
MAILS = RateLimit(
    name="accounts.mails", per_caller=NO_LIMIT, per_target=5, window=timedelta(hours=1)
)


def take(limit: RateLimit, request: HttpRequest, target: str = "") -> None:
    """Use one attempt of this caller on this target; raise TooManyAttempts when none is left."""
    limit.take(caller=client_address(request), target=target)


def take_for(limit: RateLimit, target: str) -> None:
    """Use one attempt on this target, whoever calls; raise TooManyAttempts when none is left."""
    limit.take(caller="", target=target)


def is_allowed(attempt: Callable[[], None]) -> bool:
    """Say whether an attempt was left, for what is skipped in silence."""
    try:
        attempt()
    except TooManyAttempts:
        return False
    return True
