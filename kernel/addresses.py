"""Which outside addresses may be asked for by a program of ours: public ones, over the web.

A link written by an editor must not make the server read its own network. Pure Python.
"""

import ipaddress
from urllib.parse import SplitResult, urlsplit

from kernel.domain import DomainError, gettext_noop

PORTS = {None, 80, 443}
# All that IANA has given out of IPv6. What is outside may hide an IPv4 address (::127.0.0.1, NAT64)
# or belong to a site (fec0::/10).
GIVEN_OUT = ipaddress.ip_network("2000::/3")
# Teredo and 6to4 are inside, and hide one too.
TUNNELS = (ipaddress.ip_network("2001::/32"), ipaddress.ip_network("2002::/16"))
LOCAL = (".local", ".localhost", ".internal", ".lan", ".home", ".intranet")


class UnreachableAddress(DomainError):
    """An address that readers outside could not open, or that we may not ask for."""


def check(url: str) -> SplitResult:
    """Return the parts of a public web address; raise UnreachableAddress."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise UnreachableAddress(gettext_noop("This is no web address.")) from error
    host = (parts.hostname or "").rstrip(".").lower()
    if parts.scheme not in {"http", "https"} or not host:
        raise UnreachableAddress(gettext_noop("Start with https://, then the name of the site."))
    if parts.username or parts.password:
        raise UnreachableAddress(gettext_noop("Remove the name and the password from the address."))
    is_named = "." in host and not host.endswith(LOCAL)
    if port not in PORTS or not (is_public(host) if is_number(host) else is_named):
        raise UnreachableAddress(
            gettext_noop("Readers cannot open this address: it is that of a private network.")
        )
    return parts


def is_number(host: str) -> bool:
    """Say whether a host is written as a number, in any of the forms that systems accept."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        # 127.1, 0x7f.0.0.1, 2130706433: systems read these as addresses too.
        last = host.rsplit(".", 1)[-1]
        return last.isdecimal() or last.startswith("0x")
    return True


def is_public(address: str) -> bool:
    """Say whether an address is one of the internet, neither private nor of this machine."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if found.version == 6 and (  # noqa: PLR2004  IPv6
        found not in GIVEN_OUT or any(found in network for network in TUNNELS)
    ):
        return False
    return found.is_global and not found.is_multicast
