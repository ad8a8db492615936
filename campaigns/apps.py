from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = _("Campaigns")

    def ready(self) -> None:
        """Tell the layers below what this app offers; models are loaded by now."""
        from campaigns import checks, gift_mails, jobs, mails, personal_data, todos  # noqa: F401, PLC0415

        personal_data.install()
        mails.install()
        gift_mails.install()
        todos.install()
