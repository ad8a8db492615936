"""The national team's screen of API keys: give one, replace its secret, take it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actions.manage_api_key import (
    Given,
    create_api_key,
    revoke_api_key,
    rotate_api_key,
)
from accounts.domain.roles import RoleKind
from accounts.forms.api_keys import ApiKeyForm
from accounts.http import SignedInRequest
from accounts.models import ApiKey, ApiScope
from accounts.views.staff import refuse_unless
from kernel.domain import DomainError
from tenants.models import Tenant

MOST = 200


@never_cache
@require_http_methods(["GET", "POST"])
def keys(request: SignedInRequest) -> HttpResponse:
    """List the keys; create one, whose secret this answer alone shows."""
    refuse_unless(request, RoleKind.NATIONAL_ADMINISTRATOR)
    form = ApiKeyForm(request.POST or None)
    given = None
    if request.method == "POST" and form.is_valid():
        given = create_api_key(**form.cleaned_data, by=request.user)
        form = ApiKeyForm()
    return _page(request, form, given)


@never_cache
@require_POST
def rotate(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a new secret; the one before opens for a week more."""
    refuse_unless(request, RoleKind.NATIONAL_ADMINISTRATOR)
    key = get_object_or_404(ApiKey, pk=pk)
    try:
        given = rotate_api_key(key_id=key.pk, by=request.user, at=timezone.now())
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("members:api_keys")
    return _page(request, ApiKeyForm(), given)


@require_POST
def revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    refuse_unless(request, RoleKind.NATIONAL_ADMINISTRATOR)
    key = get_object_or_404(ApiKey, pk=pk)
    try:
        revoke_api_key(key_id=key.pk, by=request.user, at=timezone.now())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The key opens nothing any more."))
    return redirect("members:api_keys")


def _page(request: SignedInRequest, form: ApiKeyForm, given: Given | None) -> HttpResponse:
    names = dict(Tenant.objects.values_list("schema_name", "name"))
    scopes = dict(ApiScope.choices)
    rows = ApiKey.objects.select_related("created_by")[:MOST]
    context = {
        "form": form,
        "given": given,
        "rows": [
            {
                "key": key,
                "is_usable": key.is_usable(),
                "scopes": [scopes.get(scope, scope) for scope in key.scopes],
                "sites": [names.get(schema, schema) for schema in key.schemas],
            }
            for key in rows
        ],
        "header_title": _("API keys"),
        "page_title": _("API keys"),
        "header_icon": "key",
    }
    status = 422 if form.errors else 200
    return render(request, "accounts/members/api_keys.html", context, status=status)
