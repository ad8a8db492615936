"""Links that editors make inside a text: as everywhere, to what visitors may read alone."""

from django.utils.html import escape
from wagtail.rich_text.pages import PageLinkHandler

from cms.visibility import visible


class PublicPageLinks(PageLinkHandler):
    """A page that was withdrawn or locked leaves its words in the text, and no link that fails."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        pages = [page and page.localized for page in cls.get_many(attrs_list)]
        chosen = [page.pk for page in pages if page]
        public = set(visible().filter(pk__in=chosen).values_list("pk", flat=True))
        return [
            f'<a href="{escape(page.url)}">' if page and page.pk in public and page.url else "<a>"
            for page in pages
        ]
