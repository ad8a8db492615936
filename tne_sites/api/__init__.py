"""Workshops, registrations, structures and schools as JSON. Mounted by `config/api.py`."""
