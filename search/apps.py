from django.apps import AppConfig
from django.conf import settings
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Finds each app's `search_documents.py`, which registers what the app publishes."""

    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from search import checks, jobs, lifecycle, registry  # noqa: F401, PLC0415  they register

        registry.name_values(registry.Facet.LANGUAGE, dict(settings.LANGUAGES))
        lifecycle.install()
        autodiscover_modules("search_documents")
