"""What a new back office needs: who reads a text before it is published, a name for the root."""

from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Page, Workflow

from accounts import rights
from cms.roles import LEADERS
from tenants.lifecycle import Moment, at
from tenants.models import Tenant

# French, as the names of groups: editors meet them in the back office.
WORKFLOW = "Relecture"
TASK = "Accord d’un responsable du site"
# Wagtail's own groups, in which nobody is: roles make ours.
UNUSED_GROUPS = ("Moderators", "Editors")
ROOT_TITLE = "Toutes les pages"  # instead of “Root”


def prepare_office(_tenant: Tenant) -> None:
    """Ask the site’s leaders, not the empty group of Wagtail’s migrations; harmless twice."""
    root = Page.get_first_root_node()
    Page.objects.filter(depth=1).update(title=ROOT_TITLE, draft_title=ROOT_TITLE)
    workflow = Workflow.objects.filter(workflow_pages__page=root).first() if root else None
    if workflow is None:
        return
    Workflow.objects.filter(pk=workflow.pk).exclude(name=WORKFLOW).update(name=WORKFLOW)
    task = GroupApprovalTask.objects.filter(workflow_tasks__workflow=workflow).first()
    if task is not None:
        task.name = TASK
        task.save()
        names = [rights.GROUP_NAMES[kind] for kind in LEADERS]
        task.groups.set(Group.objects.filter(name__in=names))
    Group.objects.filter(name__in=UNUSED_GROUPS).delete()


def install() -> None:
    """Called when the app starts."""
    at(Moment.CREATED)(prepare_office)
