"""Where Django looks for tables; the catalogue itself is in `search.catalogue`."""

from search.catalogue import Entry
from search.editorial import Asked, AskedBy, Promotion, WordingVersion
from search.tables import Change, Frequency, Posting, Profile, Statistic, Word

__all__ = [
    "Asked",
    "AskedBy",
    "Change",
    "Entry",
    "Frequency",
    "Posting",
    "Profile",
    "Promotion",
    "Statistic",
    "Word",
    "WordingVersion",
]
