"""What the file of a recipient structure must hold before it is paid. Pure Python."""

from collections.abc import Collection
from datetime import timedelta

from kernel.domain import gettext_noop

# A changed account waits: time for the manager and the head to say that it was not them.
DELAY = timedelta(days=7)
ASSOCIATIONS = frozenset({"cooperative", "sports_association", "lyceens_house", "ogec"})
DOCUMENTS = ("sirene", "bank", "representative")
# Which papers prove each thing that the file says.
PROOFS = {
    "legal_name": frozenset({"sirene", "bank", "statutes"}),
    "siret": frozenset({"sirene"}),
    "address": frozenset({"sirene"}),
    "representative": frozenset({"representative"}),
    "representative_born_on": frozenset({"representative"}),
}
GAPS = {
    "siret": gettext_noop("The SIRET is missing."),
    "address": gettext_noop("The address is missing."),
    "representative": gettext_noop("The legal representative, or their date of birth, is missing."),
    "sirene": gettext_noop("The Sirene notice is not accepted yet."),
    "bank": gettext_noop("The bank details (RIB) are not accepted yet."),
    "statutes": gettext_noop("The statutes are not accepted yet."),
    "account": gettext_noop("No bank account can be used yet."),
}
APPOINTMENT = gettext_noop("The appointment of the legal representative is not accepted yet.")


def required_documents(kind: str) -> tuple[str, ...]:
    """Return the kinds of documents that a structure sends."""
    return (*DOCUMENTS, "statutes") if kind in ASSOCIATIONS else DOCUMENTS


def proofs_of(changed: Collection[str]) -> frozenset[str]:
    """Return the kinds of documents to read again once these fields say something else."""
    return frozenset[str]().union(*(PROOFS[field] for field in changed))


def gaps(  # noqa: PLR0913  each part of the file
    *,
    kind: str,
    has_siret: bool,
    has_address: bool,
    has_representative: bool,
    accepted: Collection[str],
    has_account: bool,
) -> list[str]:
    """Return what is missing, in sentences; nothing when the structure can be paid."""
    found = [
        GAPS[name]
        for name, is_there in (
            ("siret", has_siret),
            ("address", has_address),
            ("representative", has_representative),
        )
        if not is_there
    ]
    words = GAPS | {"representative": APPOINTMENT}
    found += [words[name] for name in required_documents(kind) if name not in accepted]
    return found if has_account else [*found, GAPS["account"]]
