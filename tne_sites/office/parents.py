"""Resource parents: what each wrote, where they are on their way, the next step."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from kernel.domain import DomainError
from tne_sites import clock, places
from tne_sites.actions.move_parent import move_parent
from tne_sites.domain.parents import NEXT, ParentState
from tne_sites.forms.office import MoveForm
from tne_sites.models import ResourceParent
from tne_sites.office.access import desk, screen

# What the button of each step says.
STEPS = {
    ParentState.CHARTER: _("Accept, and prepare the charter"),
    ParentState.ACTIVE: _("The charter is signed"),
    ParentState.DECLINED: _("Decline"),
    ParentState.LEFT: _("Has left"),
}


@desk("tne_sites.change_resourceparent")
@require_http_methods(["GET", "POST"])
def follow(request: SignedInRequest, pk: int) -> HttpResponse:
    parent = get_object_or_404(ResourceParent, pk=pk)
    data = request.POST if request.method == "POST" else None
    form = MoveForm(data, state=parent.state, initial={"on": clock.today()})
    if form.is_bound and form.is_valid():
        return _move(request, parent, form)
    context = {
        **screen(str(parent), "user"),
        "parent": parent,
        "place": places.communes([parent.commune_code]).get(parent.commune_code),
        "steps": [(step, STEPS[step]) for step in NEXT[ParentState(parent.state)]],
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "tne_sites/office/parent.html", context, status=status)


def _move(request: SignedInRequest, parent: ResourceParent, form: MoveForm) -> HttpResponse:
    target, on = ParentState(form.cleaned_data["target"]), form.cleaned_data["on"]
    try:
        move_parent(parent_id=parent.pk, target=target, by=request.user, on=on, at=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Written down: %(state)s.") % {"state": target.label})
    return redirect("office:parent", pk=parent.pk)
