"""Pages that belong to no site's content."""
