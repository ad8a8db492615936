"""For national staff: alerts, periodic jobs, background tasks that failed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_tasks_db.models import DBTaskResult

from tenants import alerts, audit, scheduler, vitals, worker
from tenants.models import Alert, Beat, Job, JobRun
from tenants.views.staff import needs, page_of, show


@require_safe
@needs("tenants.view_alert")
def list_alerts(request: HttpRequest) -> HttpResponse:
    """What must be looked at, the newest first; with ?all=1 what is solved too."""
    rows = Alert.objects.all() if request.GET.get("all") else Alert.objects.open()
    page = page_of(request, rows.order_by("-level", "-last_at", "-pk"))
    return show(request, "alerts", _("Alerts"), "warning", page=page)


@require_POST
@needs("tenants.change_alert")
def resolve_alert(request: HttpRequest, pk: int) -> HttpResponse:
    alert = get_object_or_404(Alert, pk=pk)
    alerts.resolve(alert, by=request.user)  # type: ignore[arg-type]  # signed in
    messages.success(request, _("The alert is solved."))
    return redirect("plumbing:alerts")


@require_safe
@needs("tenants.view_jobrun")
def list_jobs(request: HttpRequest) -> HttpResponse:
    """Each job with its last runs, the processes alive, and the tasks that failed."""
    last: dict[str, list[JobRun]] = {}
    for run in JobRun.objects.latest_of_each():
        last.setdefault(run.job_id, []).append(run)
    rows = Job.objects.in_bulk()
    jobs = [
        {
            "declared": job,
            "row": rows.get(job.name),
            "runs": last.get(job.name, []),
            "failed": [run for run in last.get(job.name, []) if run.state == "failed"],
        }
        for job in scheduler.all_jobs()
    ]
    failed = DBTaskResult.objects.failed().order_by("-finished_at")
    return show(
        request,
        "jobs",
        _("Jobs and tasks"),
        "time",
        jobs=jobs,
        page=page_of(request, failed),
        waiting=vitals.waiting_by_queue(),
        processes=Beat.objects.alive(timezone.now(), vitals.ALIVE_WITHIN),
    )


@require_POST
@needs("tenants.change_jobrun")
def run_job(request: HttpRequest) -> HttpResponse:
    """Run a job now, in each of its sites."""
    name = request.POST.get("job", "")
    if scheduler.find(name) is None:
        messages.error(request, _("This job does not exist any more."))
    else:
        scheduler.run_now(name, timezone.now())
        audit.record(action="job.run", actor=request.user, target=name)  # type: ignore[arg-type]  # signed in: nobody else comes here
        messages.success(request, _("The job will run in a moment."))
    return redirect("plumbing:jobs")


@require_POST
@needs("tenants.change_jobrun")
def retry_task(request: HttpRequest, pk: str) -> HttpResponse:
    task = get_object_or_404(DBTaskResult, pk=pk)
    if worker.retry(task):
        audit.record(action="task.retried", actor=request.user, target=task.task_path)  # type: ignore[arg-type]  # signed in: nobody else comes here
        messages.success(request, _("The task will run again."))
    return redirect("plumbing:jobs")
