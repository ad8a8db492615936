"""Many campaigns and gifts for measurements: rows in bulk, the ledger as its own functions write.

Nothing of it is for a site that people use: the command refuses outside development.
"""
