"""Campaigns, gifts, solidarity and the ledger (national schema only).

Its models come with their own round; no table exists yet.
"""
