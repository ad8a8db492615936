"""Search by title and summary, on the catalogue's own columns.

A title that starts with what was typed comes first, then entries by how many of the words they
hold, words of the title counting double. At least half of the words must be there.
"""

from collections.abc import Sequence
from functools import reduce
from operator import add

from django.conf import settings
from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.expressions import Combinable

from search import analysis
from search.catalogue import EntryQuerySet

LONGEST_TEXT, MOST_WORDS = 200, 12
SAME_TITLE, TITLE_STARTS, WORD_IN_TITLE, WORD_ANYWHERE = 2_000, 1_000, 1, 1


def shorten(text: str) -> str:
    """Return what is searched of what was typed."""
    return " ".join(analysis.clean(text[: LONGEST_TEXT * 2]).split())[:LONGEST_TEXT]


def matching(entries: EntryQuerySet, text: str, languages: Sequence[str]) -> EntryQuerySet:
    """Keep what answers the text, with a `score`; without text keep everything, without score."""
    text = shorten(text)
    if not text:
        return entries
    folded = analysis.fold(text)
    starts = Q(folded_title__startswith=folded) if folded else Q(pk__in=[])
    words = alternatives(text, languages)
    parts: list[Combinable] = [
        _points(Q(folded_title=folded), SAME_TITLE),
        _points(starts, TITLE_STARTS),
    ]
    condition = starts
    if words:
        held = [_points(Q(stems__overlap=stems), WORD_ANYWHERE) for stems in words]
        parts += held
        parts += [_points(Q(title_stems__overlap=stems), WORD_IN_TITLE) for stems in words]
        entries = entries.alias(words_held=reduce(add, held))
        some = Q(stems__overlap=sorted({stem for stems in words for stem in stems}))
        condition |= some & Q(words_held__gte=-(-len(words) // 2))
    return entries.annotate(score=reduce(add, parts)).filter(condition)


def alternatives(text: str, languages: Sequence[str]) -> list[list[str]]:
    """Return the stems of each word, one for each language that entries may be in.

    A word that one language drops is dropped in all: "the" is no word to look for in French titles.
    """
    known = [*languages, *(code for code, _ in settings.LANGUAGES if code not in languages)]
    by_language = [analysis.analyse(text, language) for language in known]
    found: dict[str, set[str]] = {}
    for word in by_language[0]:
        stems = {analysed[word] for analysed in by_language if word in analysed}
        found[word] = stems
    return [sorted(stems) for stems in list(found.values())[:MOST_WORDS]]


def _points(condition: Q, points: int) -> Case:
    return Case(When(condition, then=Value(points)), default=Value(0), output_field=IntegerField())
