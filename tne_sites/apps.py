from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Importing these is what declares their jobs, and their steps of the demonstration. Structures come
# before the workshops that they organise.
DECLARING = ("jobs", "place_jobs", "place_demo", "workshop_demo")
# These tell the layers below what this app offers.
INSTALLED = (
    "mails",
    "parent_data",
    "parent_mails",
    "personal_data",
    "place_documents",
    "search_documents",
    "finder",
    "place_roles",
    "starter",
    "workshop_roles",
    "workshop_todos",
    "office.todos",
)


class TneSitesConfig(AppConfig):
    name = "tne_sites"
    verbose_name = _("Department sites")

    def ready(self) -> None:
        """Declare and install; models are loaded by now."""
        from tne_sites import handlers  # noqa: PLC0415  once the apps are loaded

        handlers.connect()
        for name in DECLARING:
            import_module(f"{self.name}.{name}")
        for name in INSTALLED:
            import_module(f"{self.name}.{name}").install()
