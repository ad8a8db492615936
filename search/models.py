"""Where Django looks for tables; the catalogue itself is in `search.catalogue`."""

from search.catalogue import Entry

__all__ = ["Entry"]
