"""What actions ask for later, by the name of the task: tasks call actions, never the reverse."""

from collections.abc import Iterable, Sequence

from django.utils.module_loading import import_string

from tenants.tasks import enqueue_all


def refund_later(refund_id: int) -> None:
    import_string("campaigns.tasks.ask_refund").enqueue(refund_id)


def all_refunds_later(refund_ids: Sequence[int]) -> None:
    """Ask for each of them by a task of its own: one that the provider refuses stops no other."""
    enqueue_all(import_string("campaigns.tasks.ask_refund"), refund_ids)


def close_pages_later(payment_ids: Iterable[object]) -> None:
    """Close pages of a gift that was paid otherwise: each once this transaction is over."""
    task = import_string("campaigns.tasks.close_page")
    enqueue_all(task, [str(payment_id) for payment_id in payment_ids])


def close_later(campaign_id: object) -> None:
    """Look, in a moment, whether a campaign reached its end."""
    import_string("campaigns.tasks.close_campaign").enqueue(str(campaign_id))


def settle_later(settlement_id: object) -> None:
    import_string("campaigns.tasks.run_settlement").enqueue(str(settlement_id))


def handle_later(event_pk: int) -> None:
    import_string("campaigns.tasks.handle_event").enqueue(event_pk)
