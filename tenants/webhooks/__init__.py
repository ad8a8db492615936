"""Outgoing webhooks: written in the transaction of the fact, signed, sent, retried, replayed.

    webhooks.write(WebhookEvent.CHANGED, facts)    # in the transaction that publishes

The body holds what anybody may read at its address, and nothing else.
"""

from tenants.webhooks.writing import write

__all__ = ["write"]
