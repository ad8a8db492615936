"""What editors put first for some searches."""

from datetime import date

from django.db.models import Q

from search import analysis
from search.editorial import Promotion
from tenants.context import current_schema

MOST = 3


def for_text(text: str, today: date) -> list[Promotion]:
    """Return what was promoted for exactly these words, on this site or on all: one query."""
    key = analysis.title_key(text)
    if not key:
        return []
    rows = Promotion.objects.filter(queries__contains=[key], schema__in=["", current_schema()])
    return list(rows.filter(Q(until__isnull=True) | Q(until__gte=today))[:MOST])
