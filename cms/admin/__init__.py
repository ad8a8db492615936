"""The back office as editors meet it: dashboard, explorer, menus, content checks, guide.

Each module answers for one of them; `hooks` tells Wagtail.
"""
