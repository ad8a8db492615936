"""Department sites, one tenant each: how they are opened and closed.

Public actions: `create_department`, `change_site.ask_for`. Workshops, structures and partnerships
come later; no table exists for them yet.
"""
