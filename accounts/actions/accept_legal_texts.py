"""A person accepts the legal texts in force."""

from accounts.models import Acceptance, LegalVersion, User


def accept_current_texts(*, user: User) -> None:
    """Record acceptance of every text in force; doing it twice records it once."""
    Acceptance.objects.bulk_create(
        [
            Acceptance(user=user, version=version)
            for version in LegalVersion.objects.latest_of_each()
        ],
        ignore_conflicts=True,
    )


def has_texts_to_accept(user: User) -> bool:
    """Say whether a version that must be accepted was not, nor any later one of the same text."""
    accepted = dict(
        Acceptance.objects.filter(user=user)
        .order_by("version__kind", "version__number")
        .values_list("version__kind", "version__number")
    )
    return any(
        accepted.get(version.kind, 0) < version.number
        for version in LegalVersion.objects.to_accept()
    )
