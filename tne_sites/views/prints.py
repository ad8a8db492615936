"""Poster and leaflets of one workshop, for anybody who wants to print them."""

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from tne_sites import prints
from tne_sites.views.workshops import found

MINUTES = 300


@require_safe
@cache_control(public=True, max_age=MINUTES)
def poster(request: HttpRequest, pk: int) -> HttpResponse:
    workshop = found(request, pk)
    return answer(prints.poster(workshop), f"affiche-{workshop.slug}")


@require_safe
@cache_control(public=True, max_age=MINUTES)
def leaflets(request: HttpRequest, pk: int) -> HttpResponse:
    workshop = found(request, pk)
    return answer(prints.leaflets(workshop), f"tracts-{workshop.slug}")


def answer(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{slugify(name)[:80]}.pdf"'},
    )
