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
            place_demo,
            place_documents,
            place_jobs,
            place_roles,
            search_documents,
            starter,
            workshop_demo,
            workshop_roles,
            workshop_todos,
        )
        from tne_sites.office import todos  # noqa: PLC0415

        # Importing a module is what declares its jobs, and its steps of the demonstration.
        # Structures come before the workshops that they organise.
        self.jobs, self.place_jobs = jobs, place_jobs
        self.place_demo, self.workshop_demo = place_demo, workshop_demo
        handlers.connect()
        mails.install()
        parent_data.install()
        parent_mails.install()
        personal_data.install()
        place_documents.install()
        search_documents.install()
        place_roles.install()
        starter.install()
        workshop_roles.install()
        workshop_todos.install()
        todos.install()
