"""What is read of what was typed."""

from search import analysis

LONGEST_TEXT = 200


def shorten(text: str) -> str:
    """Return what is searched of what was typed."""
    return " ".join(analysis.clean(text[: LONGEST_TEXT * 2]).split())[:LONGEST_TEXT]
