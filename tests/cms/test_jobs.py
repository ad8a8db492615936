from datetime import timedelta

from django.utils import timezone

from cms import jobs
from cms.models import Message, MessageState, Subscriber
from search.catalogue import Entry
from tenants.scheduler import find
from tests.cms.factories import make_news

NOW = timezone.now()


def test_the_jobs_are_declared_for_every_site():
    assert find("cms.publication").per_tenant
    assert find("cms.retention").per_tenant


def test_a_page_planned_for_now_is_published(aisne):
    page = make_news(live=False)
    page.go_live_at = NOW - timedelta(minutes=1)
    page.save_revision(approved_go_live_at=page.go_live_at)

    jobs.publish(NOW)

    assert Entry.objects.filter(key=str(page.translation_key)).exists()


def message(state, **ages):
    row = Message.objects.create(subject=state, body="x", state=state)
    Message.objects.filter(pk=row.pk).update(**{name: NOW - age for name, age in ages.items()})
    return row.pk


def test_messages_are_kept_a_year_after_the_answer_and_while_they_wait(aisne):
    old, young = timedelta(days=366), timedelta(days=364)
    gone = message(MessageState.DONE, answered_at=old)
    kept = message(MessageState.DONE, answered_at=young, created_at=old * 3)
    waiting = message(MessageState.NEW, created_at=old * 3)
    message(MessageState.SPAM, created_at=timedelta(days=31))

    jobs.forget(NOW)

    assert set(Message.objects.values_list("pk", flat=True)) == {kept, waiting}
    assert gone


def test_answering_a_message_dates_it(aisne):
    row = Message.objects.create(subject="a", body="b")

    row.state = MessageState.DONE
    row.save()

    assert row.answered_at is not None


def test_who_never_confirmed_is_forgotten_and_readers_stay(aisne):
    reader = Subscriber.objects.create(email="reader@example.org", confirmed_at=NOW)
    never = Subscriber.objects.create(email="never@example.org")
    Subscriber.objects.filter(pk__in=[reader.pk, never.pk]).update(
        asked_at=NOW - timedelta(days=99)
    )

    jobs.forget(NOW)

    assert list(Subscriber.objects.all()) == [reader]
