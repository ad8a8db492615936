"""Campaigns, gifts, solidarity and the ledger (national schema only).

`domain/lifecycle.py` says what leads a campaign from one state to the next; each row of its table
is carried out by one action. No model has a key to or from a Wagtail model (docs/adr/0001).
"""
