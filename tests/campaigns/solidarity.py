"""Short words for tests of boosts: a patron with money, the fund with some."""

from datetime import timedelta

from django.utils import timezone

from accounts.actions.grant_role import grant_role
from accounts.domain.roles import RoleKind
from accounts.models import User
from campaigns.actions.keep_patron import record_endowment
from campaigns.domain import accounts
from campaigns.models import Agreement, Patron
from campaigns.models.posting import open_account
from kernel.money import Money
from tenants.models import Tenant
from tests.accounts.factories import UserFactory
from tests.campaigns.books import move, number


def a_keeper() -> User:
    user = UserFactory()
    grant_role(user=user, kind=RoleKind.NATIONAL_ADMINISTRATOR, tenant=None, by=None)
    return user


def an_agreement(euros: int = 1000, **rules) -> Agreement:
    """A patron whose envelope holds what it promised."""
    today = timezone.localdate()
    patron = Patron.objects.create(name=f"Fondation {number()}", contact_email="contact@m.example")
    values = {"starts_on": today - timedelta(days=9), "ends_on": today + timedelta(days=99)} | rules
    agreement = Agreement.objects.create(
        patron=patron, title="Convention", amount_cents=euros * 100, **values
    )
    open_account(agreement.account)
    record_endowment(
        agreement_id=agreement.pk,
        amount=Money.euros(euros),
        received_on=today,
        reference=f"VIR {number()}",
        by=a_keeper(),
        at=timezone.now(),
    )
    return agreement


def fill_fund(euros: int, earmark: str = "") -> str:
    code = accounts.solidarity(earmark)
    open_account(code)
    move("endow", (accounts.BANK, code, Money.euros(euros)))
    return code


def an_officer() -> User:
    user = UserFactory()
    national = Tenant.objects.get(schema_name="national")
    grant_role(user=user, kind=RoleKind.PROJECT_OFFICER, tenant=national, by=None)
    return user
