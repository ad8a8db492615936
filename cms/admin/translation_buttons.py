"""“Translate this page” in the rows of a list, without asking the database for each row.

Wagtail Localize asks two questions for every page; the list already knows the answer
(`annotate_has_untranslated_locale`). Its own buttons stay in the page's header.
"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import ListingButton
from wagtail_localize import wagtail_hooks as theirs

LIST = "register_page_listing_more_buttons"


def row_buttons(page: Any, user: Any, **_rest: Any) -> Iterator[ListingButton]:
    is_wanting = getattr(page, "_has_untranslated_locale", False)
    if is_wanting and not page.is_root() and user.has_perm("wagtail_localize.submit_translation"):
        url = reverse(
            "wagtail_localize:submit_page_translation", args=[page.alias_of_id or page.pk]
        )
        yield ListingButton(
            _("Translate this page"), url, priority=60, icon_name="wagtail-localize-language"
        )


def take_over() -> None:
    """Put ours in the place of theirs. Wagtail has no public way to take a hook back."""
    hooks._hooks[LIST].remove((theirs.page_listing_more_buttons, 0))  # noqa: SLF001  see above
    hooks.register(LIST, row_buttons)
