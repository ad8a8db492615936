"""The port to the payment provider, and its adapters."""
