"""Changes of state: one verb, one file."""
