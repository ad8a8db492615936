"""Campaigns, gifts, solidarity and the ledger (national schema only). Its models come with their own issue; none exists yet."""
