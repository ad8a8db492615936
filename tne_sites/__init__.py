"""Department sites, one tenant each: how they are opened and closed, and their workshops.

Public actions: `create_department`, `change_site.ask_for`. Tables: structures, workshops,
registrations.
"""
