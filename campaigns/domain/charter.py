"""The charter: what makes a project eligible. A version is never changed, only followed."""

from kernel.domain import gettext_noop

# Read by the holder before sending, ticked by staff before accepting: the same words for both.
VERSIONS: dict[int, dict[str, str]] = {
    1: {
        "educational": gettext_noop("The aim is educational, and distinct from leisure."),
        "pupils": gettext_noop("It is for pupils, at least partly in school time."),
        "group": gettext_noop("It concerns a whole class, section or club."),
        "complement": gettext_noop(
            "It completes the duties of the State and of local authorities, and replaces none."
        ),
        "non_profit": gettext_noop("Nobody makes a profit from it."),
        "school_project": gettext_noop("It is part of the project voted by the school."),
        "no_equipment": gettext_noop("It does not fit out a classroom."),
        "values": gettext_noop(
            "It respects equality, solidarity, neutrality, secularism and human rights."
        ),
    }
}
CURRENT = max(VERSIONS)


def criteria(version: int = CURRENT) -> dict[str, str]:
    """Return what a version asks for, by its word."""
    return VERSIONS[version]


def unmet(version: int, ticked: set[str]) -> list[str]:
    """Return the criteria that were not ticked, in the charter's order."""
    return [word for word in VERSIONS[version] if word not in ticked]
