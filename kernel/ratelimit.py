"""How often something may be tried, without giving anybody the means to lock somebody else out.

A count is always kept for a *caller* (a network address), never for a target alone: who hammers a
victim's address uses up their own allowance, and the victim, elsewhere, notices nothing. Beside it
each caller has a smaller allowance per target: one caller cannot try a thousand passwords of one
account.
"""

import hashlib
import hmac
import ipaddress
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from django.conf import settings
from django.core.cache import caches
from django.utils import timezone

from kernel.domain import DomainError, gettext_noop


class TooManyAttempts(DomainError):
    """The caller must wait; answer HTTP 429 with ``retry_after`` seconds."""

    def __init__(self, retry_after: int) -> None:
        minutes = -(-retry_after // 60)
        super().__init__(
            gettext_noop("Too many attempts. Please try again in %(minutes)s min."), minutes=minutes
        )
        self.retry_after = retry_after


class Counter(Protocol):
    """Counts in one place for all processes."""

    def add(self, key: str, *, seconds: int) -> int:
        """Add one atomically and return the new count; forget the key after that many seconds."""
        ...


class CacheCounter:
    """Counts in the default cache: exact with Redis, per process with local memory."""

    def add(self, key: str, *, seconds: int) -> int:
        cache = caches["default"]
        cache.add(key, 0, timeout=seconds)
        try:
            return int(cache.incr(key))
        except ValueError:  # expired between the two calls
            cache.set(key, 1, timeout=seconds)
            return 1


_counter: Counter = CacheCounter()


def use(counter: Counter) -> Counter:
    """Count elsewhere from now on; return the counter used before."""
    global _counter
    before, _counter = _counter, counter
    return before


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimit:
    """``RateLimit(name="sign-in", per_caller=50, per_target=5, window=timedelta(minutes=10))``."""

    name: str
    per_caller: int
    window: timedelta
    per_target: int | None = None
    # Where to count, when an exact count is not worth its price; None: where all others count.
    counter: Counter | None = None

    def take(self, *, caller: str, target: str = "") -> None:
        """Use one attempt of this caller (on this target), or raise TooManyAttempts."""
        seconds = int(self.window.total_seconds())
        now = int(timezone.now().timestamp())
        window, elapsed = divmod(now, seconds)
        network = network_of(caller)
        counter = self.counter or _counter
        allowances = [(self.per_caller, network, "")]
        if target and self.per_target is not None:
            allowances.append((self.per_target, network, target.casefold()))
        for allowed, *who in allowances:
            if counter.add(_key(self.name, str(window), *who), seconds=seconds) > allowed:
                raise TooManyAttempts(seconds - elapsed)


def network_of(address: str) -> str:
    """Return what a caller is known by: an IPv4 address, or the /64 that an IPv6 line is given."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if ip.version == 6:  # noqa: PLR2004 - the IP version
        if ip.ipv4_mapped:
            return str(ip.ipv4_mapped)
        return str(ipaddress.ip_network((ip, 64), strict=False))
    return str(ip)


def _key(*parts: str) -> str:
    """Make an opaque key: neither addresses nor e-mails stay in a cache or a table."""
    digest = hmac.new(settings.SECRET_KEY.encode(), "\0".join(parts).encode(), hashlib.sha256)
    return f"ratelimit:{digest.hexdigest()[:40]}"
