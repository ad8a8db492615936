"""Changes of state, one verb a file."""
