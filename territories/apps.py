from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TerritoriesConfig(AppConfig):
    name = "territories"
    verbose_name = _("Territories")

    def ready(self) -> None:
        from kernel.ports import personal_data  # noqa: PLC0415  models are loaded by now
        from territories.personal_data import SchoolMailboxes  # noqa: PLC0415  once the apps are loaded

        personal_data.register(SchoolMailboxes())
