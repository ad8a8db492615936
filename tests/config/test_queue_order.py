"""What somebody waits for passes what an import of pages has put in the queue before it."""

import pytest
from django_tasks_db.models import DBTaskResult

from campaigns.tasks import ask_refund
from cms.tasks import prepare_renditions, read_document
from tests.cms.factories import make_page
from tests.queue import drain
from tne_sites.tasks import change_site


@pytest.mark.django_db
def test_a_backlog_of_wagtails_own_tasks_lets_people_and_money_pass(national) -> None:
    earlier = set(DBTaskResult.objects.values_list("pk", flat=True))
    make_page("Une page comme mille autres")
    read_document.enqueue(0)
    prepare_renditions.enqueue(0)
    ask_refund.enqueue(0)
    change_site.enqueue(0)

    drain(failures=True)

    done = DBTaskResult.objects.exclude(pk__in=earlier).order_by("started_at")
    names = [result.task_path.rpartition(".")[2] for result in done]
    assert names[:3] == ["change_site", "ask_refund", "prepare_renditions"]
    assert names[-1] == "read_document"
    assert len(names) > len({"change_site", "ask_refund", "prepare_renditions", "read_document"})
