from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        from accounts import start  # noqa: PLC0415  models are loaded by now

        start.declare()
        post_migrate.connect(start.after_migrations, dispatch_uid="accounts.groups")
