from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class TenantsConfig(AppConfig):
    name = "tenants"
    verbose_name = _("Sites")

    def ready(self) -> None:
        from tenants import checks  # noqa: F401, PLC0415  registers them
        from tenants.middleware import forget_domains  # noqa: PLC0415  models are loaded by now
        from tenants.models import Domain, Tenant  # noqa: PLC0415  once the apps are loaded
        from tenants.start import start  # noqa: PLC0415  once the apps are loaded

        start()
        autodiscover_modules("audit_names")
        for model in (Domain, Tenant):
            post_save.connect(forget_domains, sender=model)
            post_delete.connect(forget_domains, sender=model)
