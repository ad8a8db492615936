"""The addresses of a department's site: add one, choose the main one, take one away.

A site has one main address; the others lead to it, or answer themselves. Cookies are those of the
platform's own domain: outside it nobody could sign in nor send a form, so a host from elsewhere
only leads to the main one.
"""

import re

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kernel.domain import DomainError, UnreadableInput
from tenants import audit
from tenants.context import enter
from tenants.lifecycle import Moment, run
from tenants.middleware import LONGEST_HOST, forget_domains
from tenants.models import Domain, Tenant

type Actor = AbstractBaseUser | None

_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", re.ASCII)
_NAMELIKE = re.compile(r"[a-z]", re.ASCII)  # the last part of an address in figures has none


class HostTaken(DomainError):
    """A site has this address already."""


class HostRefused(DomainError):
    """This address cannot be used, changed or taken away in this way."""


def read_host(typed: str) -> str:
    """Return a host as browsers send it; or raise UnreadableInput: no path, port nor figures."""
    text = re.sub(r"^https?://", "", typed.strip().lower()).removesuffix("/").removesuffix(".")
    try:
        host = text.encode("idna").decode("ascii")
    except UnicodeError:
        host = ""
    labels = host.split(".")
    is_host = len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels)
    if not is_host or len(host) > LONGEST_HOST or not _NAMELIKE.search(labels[-1]):
        raise UnreadableInput(
            _("An address of a site is written like parents.example.org, without path nor port.")
        )
    return host


def is_of_platform(host: str) -> bool:
    """Say whether the platform's cookies reach this host."""
    return host == settings.PLATFORM_DOMAIN or host.endswith(f".{settings.PLATFORM_DOMAIN}")


def add_host(*, tenant: Tenant, typed: str, redirects: bool, by: Actor) -> Domain:
    """Let a site answer at one address more; or raise DomainError and change nothing."""
    host = read_host(typed)
    if not redirects and not is_of_platform(host):
        raise _outside(host)
    if (kept_for := _reserved(tenant, host)) is not None:
        raise HostTaken(_("%(host)s is the address of %(site)s."), host=host, site=kept_for)
    try:
        with transaction.atomic():
            added = Domain(domain=host, tenant=tenant, is_primary=False, redirects=redirects)
            added.save()
            _record("site.host_added", tenant, host, by, redirects=redirects)
    except IntegrityError as error:
        raise HostTaken(_("A site has the address %(host)s already."), host=host) from error
    forget_domains(tenant)
    return added


def choose_main_host(*, tenant: Tenant, host: str, by: Actor) -> Domain:
    """Make one of a site's addresses its main one; the one it had leads there from now on."""
    with enter(tenant), transaction.atomic():
        Tenant.objects.select_for_update().get(pk=tenant.pk)
        chosen = _of(tenant, host)
        if not is_of_platform(chosen.domain):
            raise _outside(chosen.domain)
        tenant.domains.filter(is_primary=True).update(redirects=True)
        chosen.is_primary, chosen.redirects = True, False
        chosen.save()
        run(Moment.MOVED, tenant)
        _record("site.main_host_chosen", tenant, chosen.domain, by)
    forget_domains(tenant)
    return chosen


def remove_host(*, tenant: Tenant, host: str, by: Actor) -> None:
    """Take an address away; never the main one, nor the one that the platform gave."""
    with transaction.atomic():
        Tenant.objects.select_for_update().get(pk=tenant.pk)
        found = _of(tenant, host)
        if found.is_primary:
            raise HostRefused(_("This is the main address: choose another one first."))
        if found.domain == tenant.default_host:
            raise HostRefused(
                _("The platform gave this address: messages sent so far lead there, so it stays.")
            )
        found.delete()  # the middleware hears it, and forgets this host
        _record("site.host_removed", tenant, found.domain, by)
    forget_domains(tenant)


def _of(tenant: Tenant, host: str) -> Domain:
    found = tenant.domains.filter(domain=host).first()
    if found is None:
        raise HostRefused(_("This site does not have the address %(host)s."), host=host)
    return found


def _reserved(tenant: Tenant, host: str) -> Tenant | None:
    """Return the other site that the platform gives this host to."""
    others = Tenant.objects.exclude(pk=tenant.pk)
    return next((other for other in others if other.default_host == host), None)


def _outside(host: str) -> HostRefused:
    return HostRefused(
        _("%(host)s is not under %(platform)s: it can only lead to the main address, because"
          " nobody could sign in there."),
        host=host,
        platform=settings.PLATFORM_DOMAIN,
    )  # fmt: skip


def _record(action: str, tenant: Tenant, host: str, by: Actor, **detail: object) -> None:
    audit.record(
        action=action, actor=by, target=f"department:{tenant.code}", detail={"host": host, **detail}
    )
