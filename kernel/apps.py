from django.apps import AppConfig
from django.utils.translation import gettext

from kernel.domain import DomainError


class KernelConfig(AppConfig):
    """No models: template tags, system checks, and errors that speak the reader's language."""

    name = "kernel"

    def ready(self) -> None:
        from kernel import checks  # noqa: F401, PLC0415 - registers the checks, once models are loaded

        DomainError.translate = gettext
