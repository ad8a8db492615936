"""What changes a department's site as a whole: one verb, one file."""
