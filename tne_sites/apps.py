from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TneSitesConfig(AppConfig):
    name = "tne_sites"
    verbose_name = _("Department sites")

    def ready(self) -> None:
        """Tell the layers below what this app offers; models are loaded by now."""
        from tne_sites import (  # noqa: PLC0415
            handlers,
            parent_data,
            parent_mails,
            place_documents,
            place_jobs,
            starter,
        )

        # Importing its module is what declares a job.
        self.place_jobs = place_jobs
        handlers.connect()
        parent_data.install()
        parent_mails.install()
        place_documents.install()
        starter.install()
