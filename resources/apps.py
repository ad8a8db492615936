from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResourcesConfig(AppConfig):
    name = "resources"
    verbose_name = _("Resource centre")

    def ready(self) -> None:
        """Tell the layers below what this app offers; models are loaded by now."""
        from resources import search_documents  # noqa: PLC0415

        search_documents.install()
