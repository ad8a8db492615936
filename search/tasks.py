"""What a worker does for search; each entry calls one function."""

from django.tasks import task
from django.utils import timezone

from search.engines import sync


@task()
def send_changes() -> int:
    """Tell Elasticsearch of what has changed; what does not get there waits for the job."""
    return sync.push(timezone.now()).done
