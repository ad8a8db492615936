from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = _("Campaigns")

    def ready(self) -> None:
        """Tell the layers below what this app offers; models are loaded by now."""
        from campaigns import (  # noqa: PLC0415  once the apps are loaded
            checks,
            follow_mails,
            funding,
            gift_mails,
            jobs,
            list_jobs,
            mails,
            personal_data,
            receipt_mails,
            search_documents,
            starter,
            structure_mails,
            todos,
            transfer_mails,
        )

        # Importing these is what declares their checks and periodic jobs.
        self.checks, self.jobs, self.list_jobs = checks, jobs, list_jobs
        follow_mails.install()
        funding.install()
        personal_data.install()
        mails.install()
        gift_mails.install()
        receipt_mails.install()
        search_documents.install()
        starter.install()
        structure_mails.install()
        todos.install()
        transfer_mails.install()
