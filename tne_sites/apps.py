from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TneSitesConfig(AppConfig):
    name = "tne_sites"
    verbose_name = _("Department sites")

    def ready(self) -> None:
        """Tell the layers below what this app offers; models are loaded by now."""
        from tne_sites import (  # noqa: PLC0415
            handlers,
            jobs,
            mails,
            parent_data,
            parent_mails,
            personal_data,
            place_documents,
            place_jobs,
            search_documents,
            starter,
        )

        # Importing its module is what declares a job.
        self.jobs, self.place_jobs = jobs, place_jobs
        handlers.connect()
        mails.install()
        parent_data.install()
        parent_mails.install()
        personal_data.install()
        place_documents.install()
        search_documents.install()
        starter.install()
