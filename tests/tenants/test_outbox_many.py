"""Messages by the hundred: the same as one by one, in a few statements."""

import pytest
from django.core import mail as django_mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tenants import outbox
from tenants.models import Mail
from tenants.tasks import Priority, enqueue_all
from tests.queue import drain
from tests.tenants import mails, tasks
from tests.tenants.mails import CONTEXT, KIND, write


@pytest.fixture(autouse=True)
def kind():
    with mails.known():
        yield


def letters(number: int, **changed) -> list[outbox.Letter]:
    told = {"kind": KIND.name, "language": "fr", "context": CONTEXT} | changed
    return [outbox.Letter(key=n, to=f"zoe{n}@example.org", **told) for n in range(number)]


@pytest.mark.django_db
def test_many_are_what_one_by_one_would_be():
    one = write("one", to="zoe0@example.org")
    outbox.write_all(letters(1))
    other = Mail.objects.exclude(pk=one.pk).get()

    for name in ("subject", "text", "html", "language", "schema", "sender_name", "is_bulk"):
        assert getattr(one, name) == getattr(other, name)
    drain()
    assert len(django_mail.outbox) == 2


@pytest.mark.django_db
def test_written_again_they_are_sent_once():
    assert outbox.write_all(letters(3)) == 3
    assert outbox.write_all(letters(4)) == 1

    drain()

    assert len(django_mail.outbox) == Mail.objects.count() == 4


@pytest.mark.django_db
def test_a_hundred_cost_as_many_queries_as_two():
    def queries(number: int) -> int:
        Mail.objects.all().delete()
        with CaptureQueriesContext(connection) as caught:
            outbox.write_all(letters(number))
        return len(caught)

    assert queries(100) == queries(2)


@pytest.mark.django_db
def test_one_that_is_wrong_stops_them_all():
    wrong = [*letters(2), outbox.Letter(kind=KIND.name, key="x", to="nobody", context=CONTEXT)]

    with pytest.raises(ValidationError):
        outbox.write_all(wrong)
    with pytest.raises(KeyError):
        outbox.write_all(letters(1, kind="test.unknown"))

    assert not Mail.objects.exists()


@pytest.mark.django_db
def test_a_task_for_each_argument():
    enqueue_all(tasks.remember.using(priority=Priority.MONEY), ["a", "b"])

    assert drain() == 2
