"""Background entry points: each calls one action."""

from django.tasks import task

from tenants.tasks import Priority
from tne_sites.actions.change_site import carry_out


@task(priority=Priority.AWAITED)
def change_site(operation_id: int) -> None:
    carry_out(operation_id=operation_id)
