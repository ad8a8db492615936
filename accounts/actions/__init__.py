"""What may be done to accounts and roles: one verb, one file, one transaction."""
