"""What search does by itself, now and then."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from search import asking, lexicon
from search.engines import choice, reindex, sync
from search.engines.base import EngineDown
from search.tables import Change
from tenants import alerts
from tenants.scheduler import periodic

DOWN = "search.down"


@periodic("search.learn", every=timedelta(minutes=10), title=_("Learn the words of new pages"))
def learn(_at: datetime) -> str:
    return f"{lexicon.learn()} entries"


@periodic("search.learn_again", daily_at=time(4, 10), title=_("Forget words that have gone"))
def learn_again(_at: datetime) -> str:
    return f"{lexicon.learn(again=True)} entries"


@periodic("search.common", every=timedelta(minutes=10), title=_("Count what common words find"))
def count_common(_at: datetime) -> str:
    from search import snapshot  # noqa: PLC0415  NumPy is for the worker alone

    try:
        return f"{snapshot.keep_up()} words"
    except snapshot.StillWritten:
        return "later: a transaction has been open for long"


@periodic("search.forget", daily_at=time(4, 20), title=_("Forget what few people looked for"))
def forget(at: datetime) -> str:
    return f"{asking.forget(at)} searches"


@periodic("search.send", every=timedelta(minutes=1), title=_("Send changes to Elasticsearch"))
def send(at: datetime) -> str:
    """Send what the task could not; without Elasticsearch nobody waits for the changes."""
    if settings.SEARCH_ENGINE != choice.ELASTICSEARCH:
        return f"{Change.objects.all().delete()[0]} forgotten"
    try:
        if reindex.is_missing():
            reindex.run(at)
        sent = sync.push(at)
    except EngineDown as error:
        alerts.raise_alert(DOWN, "", _("Elasticsearch does not answer: search uses PostgreSQL."))
        return str(error)
    alerts.clear(DOWN)
    return f"{sent.done} sent, {sent.failed} put off"
