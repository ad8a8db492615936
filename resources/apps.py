from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResourcesConfig(AppConfig):
    name = "resources"
    verbose_name = _("Resource centre")

    def ready(self) -> None:
        """Tell the layers below what this app offers; models are loaded by now."""
        from resources import jobs, permissions, search_documents, starter, todos  # noqa: PLC0415

        # Importing its module is what declares a job.
        self.jobs = jobs
        search_documents.install()
        permissions.install()
        starter.install()
        todos.install()
