"""Events that cross apps: declared here so that neither side imports the other.

An event that only its own app reads stays in that app's ``domain/events.py``.
"""

from dataclasses import dataclass

from kernel.domain import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAnonymised(Event):
    """Every provider has forgotten a person who asked for it; the user id names nobody now."""

    user_id: int
