from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResourcesConfig(AppConfig):
    name = "resources"
    verbose_name = _("Resource centre")

    def ready(self) -> None:
        """Tell the layers below what this app offers; models are loaded by now."""
        from resources import (  # noqa: PLC0415  once the apps are loaded
            handlers,
            jobs,
            permissions,
            search_documents,
            starter,
            structured_data,
            todos,
        )
        from resources.api import pages as api_pages  # noqa: PLC0415  once the apps are loaded
        from resources.demo import build  # noqa: PLC0415  once the apps are loaded

        # Importing their modules is what declares jobs and the steps of the demonstration.
        self.declared = (jobs, build)
        search_documents.install()
        api_pages.install()
        permissions.install()
        starter.install()
        structured_data.install()
        todos.install()
        handlers.connect()
