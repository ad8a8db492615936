"""A password opens one site's page, not the page of the same number in every other site.

The session is shared by all hosts, and page ids are the same in every schema: without the schema
in the session's key, unlocking page 12 of Aisne would unlock page 12 of Vosges.
"""

from wagtail.models import CollectionViewRestriction, PageViewRestriction

from tenants.context import current_schema


class KeyOfSite:
    """A class attribute that reads differently in each site."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, instance: object, owner: type) -> str:
        return f"{self.name}:{current_schema()}"


def keep_passwords_apart() -> None:
    """Called once, when the app starts; calling it again changes nothing."""
    for model in (PageViewRestriction, CollectionViewRestriction):
        key = model.__dict__.get("passed_view_restrictions_session_key")
        if isinstance(key, str):
            model.passed_view_restrictions_session_key = KeyOfSite(key)
