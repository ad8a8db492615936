"""Who reads a text before it is published: an editor proposes, those who lead the site accept."""

from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Page, Workflow

from accounts import rights
from cms.permissions import LEADERS
from tenants.lifecycle import Moment, at
from tenants.models import Tenant

# French, as the names of groups: editors meet them in the back office.
WORKFLOW = "Relecture"
TASK = "Accord d’un responsable du site"
# Wagtail's own groups, in which nobody is: roles make ours.
UNUSED_GROUPS = ("Moderators", "Editors")


def prepare_workflow(_tenant: Tenant) -> None:
    """Ask the site’s leaders, not the empty group of Wagtail’s migrations; harmless twice."""
    root = Page.get_first_root_node()
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
    at(Moment.CREATED)(prepare_workflow)
