"""Names of places that lists and forms show beside their codes."""

from django.core.cache import cache

from territories.models import Department

KEY, SECONDS = "territories:departments", 3600


def department_names() -> dict[str, str]:
    """Return "02 Aisne" by code, in the order of codes: only a law changes them."""
    found: dict[str, str] | None = cache.get(KEY)
    if not found:
        rows = Department.objects.order_by("code").values_list("code", "name")
        found = {code: f"{code} {name}" for code, name in rows}
        cache.set(KEY, found, SECONDS)
    return found
