from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TneSitesConfig(AppConfig):
    name = "tne_sites"
    verbose_name = _("Department sites")
