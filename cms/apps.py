from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("Content")

    def ready(self) -> None:
        """Tell the layers below what this app offers; models are loaded by now."""
        from cms import (  # noqa: PLC0415  once the apps are loaded
            handlers,
            jobs,
            mails,
            personal_data,
            privacy,
            review_mails,
            roles,
            search_documents,
            starter,
            starter_office,
            todos,
            upkeep,
        )

        # Importing its module is what declares a job.
        self.jobs = jobs
        privacy.keep_passwords_apart()
        search_documents.install()
        upkeep.connect()
        handlers.connect()
        mails.install()
        review_mails.install()
        personal_data.install()
        starter.install()
        starter_office.install()
        todos.install()
        roles.install()
