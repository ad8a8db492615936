from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.actions.accept_legal_texts import accept_current_texts
from accounts.actions.grant_role import grant_role
from accounts.domain.roles import RoleKind, fits
from accounts.models import AcademicDomain, User
from accounts.models.role import place_of
from tenants.models import Tenant

# Everybody's, on purpose: the demonstration listens on this machine only.
PASSWORD = "trousse-de-demonstration"  # noqa: S105  known to all: no secret
DOMAIN, ACADEMIC = "demo.example", "ac-demo.example"


@dataclass(frozen=True, slots=True)
class Demo:
    mailbox: str
    first_name: str
    last_name: str
    kind: RoleKind | None = None
    domain: str = DOMAIN
    what: str = ""


PEOPLE = (
    Demo("administration", "Nadia", "Ferrand", RoleKind.NATIONAL_ADMINISTRATOR),
    Demo("redaction", "Paul", "Lemoine", RoleKind.NATIONAL_EDITOR),
    Demo("projets", "Inès", "Delmas", RoleKind.PROJECT_OFFICER),
    Demo("finances", "Hugo", "Marchal", RoleKind.FINANCE_OFFICER),
    Demo("audit", "Claire", "Besson", RoleKind.AUDITOR),
    Demo("moderation", "Samir", "Haddad", RoleKind.MODERATOR),
    Demo("coordination", "Lucie", "Carlier", RoleKind.DEPARTMENT_COORDINATOR),
    Demo("redaction.departement", "Théo", "Vasseur", RoleKind.DEPARTMENT_EDITOR),
    Demo("porteuse", "Amina", "Belkacem", domain=ACADEMIC),
    Demo("direction", "Hélène", "Roche", what="head of school"),
    Demo("gestion", "Karim", "Benali", what="funds manager"),
    Demo("donateur", "Marc", "Olivier"),
)


class Command(BaseCommand):
    help = (
        "Create an account for each role, and print addresses and passwords (never in production)."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEVELOPMENT:
            raise CommandError(
                "These accounts have a known password: only with DEBUG, never in production."
            )
        AcademicDomain.objects.get_or_create(domain=ACADEMIC, defaults={"label": "Démonstration"})
        lines = [self._account(demo) for demo in PEOPLE]
        self._print(lines)

    @transaction.atomic
    def _account(self, demo: Demo) -> tuple[str, str, str]:
        email = f"{demo.mailbox}@{demo.domain}"
        user = User.objects.filter(email=email).first()
        if user is None:
            user = User.objects.create_user(
                email, PASSWORD, first_name=demo.first_name, last_name=demo.last_name
            )
            EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        accept_current_texts(user=user)
        if demo.kind is None:
            what = demo.what or ("holder" if demo.domain == ACADEMIC else "donor")
            return what, "", email
        tenant = self._place(demo.kind)
        if tenant is None and not fits(demo.kind, place_of(None)):
            return str(demo.kind.value), "(no department yet)", email
        grant_role(user=user, kind=demo.kind, tenant=tenant, by=None)
        return demo.kind.value, tenant.default_host if tenant else "every site", email

    def _place(self, kind: RoleKind) -> Tenant | None:
        """Return where the role is shown: the national site, else every site, else a department."""
        national = Tenant.objects.national()
        if fits(kind, place_of(national)):
            return national
        if fits(kind, place_of(None)):
            return None
        return Tenant.objects.departments().order_by("code").first()

    def _print(self, accounts: list[tuple[str, str, str]]) -> None:
        out = self.stdout
        out.write("Sites")
        for tenant in Tenant.objects.reachable():
            out.write(f"  {tenant.root_url}/  {tenant}")
        out.write(f"\nAccounts (the password of all is: {PASSWORD})")
        for role, place, email in accounts:
            out.write(f"  {role:<24}{place:<28}{email}")
        out.write(f"\nBack office: {Tenant.objects.national().root_url}/admin/")
