"""Which projects most need help: suggested with reasons, decided by staff. Pure Python."""

from collections.abc import Collection

from kernel.domain import gettext_noop

# The definition of 2022: inclusion, priority education, isolation, vocational lycées.
REASONS = {
    "rep_plus": gettext_noop("The school is in priority education (REP+)."),
    "rep": gettext_noop("The school is in priority education (REP)."),
    "isolated": gettext_noop("The school is isolated."),
    "vocational_lycee": gettext_noop("The school has vocational courses."),
    "inclusive": gettext_noop("The school is an inclusive one."),
}
SPECIAL = gettext_noop("The project is for pupils with disabilities or apart from the main course.")


def reasons(labels: Collection[str], levels: Collection[str]) -> tuple[str, ...]:
    """Return why the label fits; empty when nothing suggests it."""
    found = [reason for label, reason in REASONS.items() if label in labels]
    return (*found, SPECIAL) if "special" in levels else tuple(found)
