"""What changes the reference data: one verb, one file."""
