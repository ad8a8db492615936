"""Words sent outside a Django form: without the character that no column holds, and not endless."""

from django.http import HttpRequest


def typed(request: HttpRequest, name: str, most: int = 2000) -> str:
    return request.POST.get(name, "").replace("\0", "").strip()[:most]
