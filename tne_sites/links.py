"""Addresses of workshops and of registrations, as messages and calendars carry them."""

from django.urls import reverse
from django.utils.translation import override

from kernel.signing import seal, unseal
from tenants.context import current_tenant
from tne_sites.models import Registration, Workshop

PURPOSE = "registration"


def root_url() -> str:
    """Return the address of the site in use, whatever host was asked."""
    tenant = current_tenant()
    return tenant.root_url if tenant else ""


def workshop_path(workshop: Workshop, language: str = "") -> str:
    return _path("workshops:workshop", language, workshop.pk, workshop.slug)


def workshop_url(workshop: Workshop, language: str = "") -> str:
    return root_url() + workshop_path(workshop, language)


def calendar_url(workshop: Workshop, language: str = "") -> str:
    return root_url() + _path("workshops:calendar", language, workshop.pk)


def short_url(workshop: Workshop) -> str:
    return root_url() + reverse("workshops:short", args=[workshop.pk])


def organiser_url() -> str:
    return root_url() + reverse("organiser:home")


def token(registration: Registration) -> str:
    """Return the signed text that opens this registration, and nothing else, on this site."""
    tenant = current_tenant()
    return seal(PURPOSE, [tenant.schema_name if tenant else "", registration.key.hex])


def key_of(text: str) -> str:
    """Return the key of the registration that a link opens; or raise InvalidLink.

    A link of another site opens nothing here: its key is known nowhere else.
    """
    _schema, key = unseal(PURPOSE, text)
    return str(key)


def registration_url(registration: Registration) -> str:
    language = registration.language
    return root_url() + _path("workshops:registration", language, token(registration))


def _path(name: str, language: str, *args: object) -> str:
    if not language:
        return reverse(name, args=args)
    with override(language):
        return reverse(name, args=args)
