from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.actions.grant_role import grant_role
from accounts.domain.addresses import normalise
from accounts.domain.roles import RoleKind
from accounts.models import User
from kernel.domain import DomainError
from tenants.models import Tenant

EVERYWHERE = "everywhere"


class Command(BaseCommand):
    help = "Give a role to the owner of an address: so the first administrator is made."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("role", choices=RoleKind.values)
        parser.add_argument(
            "--site",
            default=EVERYWHERE,
            help="everywhere, national, or a department's code or slug",
        )
        parser.add_argument("--until", type=datetime.fromisoformat, help="last instant, ISO 8601")
        parser.add_argument(
            "--create",
            action="store_true",
            help="open the account if there is none; its owner then asks for a new password",
        )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        user = self._person(normalise(options["email"]), create=options["create"])
        until = options["until"]
        if until is not None and timezone.is_naive(until):
            until = timezone.make_aware(until)
        kind, tenant = RoleKind(options["role"]), self._site(options["site"])
        try:
            role = grant_role(user=user, kind=kind, tenant=tenant, by=None, until=until)
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(self.style.SUCCESS(f"{user.email}: {role}"))

    def _person(self, email: str, *, create: bool) -> User:
        found = (
            EmailAddress.objects.filter(email=email, verified=True).select_related("user").first()
        )
        if found is not None:
            return found.user
        if not create:
            raise CommandError(
                f"No account has the confirmed address {email}: add --create to open one."
            )
        user = User.objects.create_user(email)
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        return user

    def _site(self, name: str) -> Tenant | None:
        if name == EVERYWHERE:
            return None
        wanted = Q(slug=name) | Q(code=name.upper()) | Q(schema_name=name)
        tenant = Tenant.objects.filter(wanted).first()
        if tenant is None:
            raise CommandError(f"No site is called {name}.")
        return tenant
