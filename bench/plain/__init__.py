"""A plain Wagtail on the same templates and rows: one schema and Wagtail's own middleware."""
