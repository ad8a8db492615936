"""/styleguide/: every component in every state, for those who draw pages and test them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.domain.identity import identity_css
from cms.styleguide import sample_page, words


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    response = render(request, "cms/styleguide.html", sample_page())
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def sample_identities(_request: HttpRequest) -> HttpResponse:
    """The pairs that the style guide shows, served as a department's own would be."""
    others = {str(row["slug"]): row["pair"] for row in words.PAIRS}
    return HttpResponse(identity_css(None, others=others), content_type="text/css")
