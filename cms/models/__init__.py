"""Editorial tables, one file per family."""
