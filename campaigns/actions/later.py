"""What actions ask for later, by the name of the task: tasks call actions, never the reverse."""

from django.utils.module_loading import import_string


def refund_later(refund_id: int) -> None:
    import_string("campaigns.tasks.ask_refund").enqueue(refund_id)


def handle_later(event_pk: int) -> None:
    import_string("campaigns.tasks.handle_event").enqueue(event_pk)
