"""Pages that present campaigns: tables in every schema, campaigns known by UUID. None exists yet."""
