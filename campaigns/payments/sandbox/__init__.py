"""A payment service provider to play with: Stripe's routes, its own process, its own tables.

    python -m campaigns.payments.sandbox --port 9321 --state FOLDER --deliver-to URL --host NAME

It listens on this machine alone, knows no real card, and keeps no donor's data. The production
adapter talks to it through the library's base address, unchanged.
"""

KEY = "sk_test_sandbox"
SECRET = "whsec_sandbox_deliveries"  # noqa: S105  the sandbox moves no money
