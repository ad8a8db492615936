"""Addresses as people type them, and which belong to the education system."""

from collections.abc import Iterable


def normalise(address: str) -> str:
    """Return an address as it is stored and compared: no spaces around, lower case."""
    return address.strip().lower()


def domain_of(address: str) -> str:
    """Return what follows the last @, lower case; "" when there is none."""
    _mailbox, at, domain = normalise(address).rpartition("@")
    return domain.rstrip(".") if at else ""


def candidates(addresses: Iterable[str]) -> set[str]:
    """Return the domains to look up: each address's own, and those above it but the last word.

    `prof@etu.ac-lyon.fr` is looked up as etu.ac-lyon.fr and ac-lyon.fr: only a domain registered
    with its subdomains answers for the second.
    """
    found: set[str] = set()
    for address in addresses:
        labels = domain_of(address).split(".")
        found.update(".".join(labels[start:]) for start in range(len(labels) - 1))
    return found


def mask(address: str) -> str:
    """Return an address that its owner recognises and nobody else learns: m•••@ac-lyon.fr."""
    mailbox, at, domain = address.rpartition("@")
    return f"{mailbox[:1]}•••{at}{domain}"
