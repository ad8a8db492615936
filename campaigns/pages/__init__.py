"""Pages that present campaigns: tables in every schema, campaigns known by UUID.

No page type exists yet.
"""
