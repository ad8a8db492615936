"""Send an issue of the newsletter, in batches that a crash cannot repeat."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from cms.models import IssueState, NewsletterIssue, Subscriber
from cms.visibility import unlocked
from kernel.domain import DomainError
from tenants import outbox
from tenants.context import current_tenant
from tenants.outbox import Block

BATCH = 200
UNSUBSCRIBE = "/lettre/quitter/{key}/"


class IssueAlreadySent(DomainError):
    """An issue leaves once."""


@transaction.atomic
def start_issue(*, issue_id: int) -> NewsletterIssue:
    """Close the issue to changes and hand it to the worker; or raise IssueAlreadySent."""
    from cms.tasks import send_issue_batch  # noqa: PLC0415  the task calls this module

    issue: NewsletterIssue = NewsletterIssue.objects.select_for_update().get(pk=issue_id)
    if issue.state != IssueState.DRAFT:
        raise IssueAlreadySent(_("This letter has been sent already."))
    issue.state = IssueState.SENDING
    issue.save(update_fields=["state"])
    send_issue_batch.enqueue(issue.pk)
    return issue


@transaction.atomic
def send_next_batch(*, issue_id: int, at: datetime) -> bool:
    """Write the messages of the next subscribers, and say whether there are more.

    The last subscriber reached is stored in the same transaction as the messages: a batch is
    written whole, once, or not at all.
    """
    issue: NewsletterIssue = NewsletterIssue.objects.select_for_update().get(pk=issue_id)
    if issue.state != IssueState.SENDING:
        return False
    wanted = Subscriber.objects.active().filter(
        language=issue.language, pk__gt=issue.last_subscriber
    )
    batch = list(wanted.order_by("pk")[:BATCH])
    news = _news(issue)
    for subscriber in batch:
        _write(issue, subscriber, news)
    issue.last_subscriber = batch[-1].pk if batch else issue.last_subscriber
    issue.recipients = F("recipients") + len(batch)
    if len(batch) < BATCH:
        issue.state, issue.sent_at = IssueState.SENT, at
    issue.save(update_fields=["last_subscriber", "recipients", "state", "sent_at"])
    return len(batch) == BATCH


def unsubscribe_path(key: UUID) -> str:
    return UNSUBSCRIBE.format(key=key)


def _write(issue: NewsletterIssue, subscriber: Subscriber, news: Block) -> None:
    outbox.write(
        "cms.newsletter",
        issue,
        to=subscriber.email,
        language=subscriber.language,
        context={"subject": issue.subject, "introduction": issue.introduction, "news": news},
        unsubscribe_url=_root_url() + unsubscribe_path(subscriber.key),
    )


def _news(issue: NewsletterIssue) -> Block:
    """List the issue's news that are still published."""
    pages = issue.news.live().filter(unlocked()).order_by("-published_at")
    rows = [(page.full_url, page.title, page.summary) for page in pages]
    html = format_html_join("", '<h2><a href="{}">{}</a></h2><p>{}</p>', rows)
    text = "\n\n".join(f"{title}\n{summary}\n{url}" for url, title, summary in rows)
    return Block(html=format_html("{}", html), text=text)


def _root_url() -> str:
    tenant = current_tenant()
    return tenant.root_url if tenant else ""
