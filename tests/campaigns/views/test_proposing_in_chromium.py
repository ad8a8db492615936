"""From an idea to an open collection in a real browser, with scripts and without."""

import pytest
from django.db.transaction import atomic
from django.test import Client
from playwright.sync_api import Page

from accounts.actions.grant_role import grant_role
from accounts.domain.roles import RoleKind
from campaigns.domain.states import State
from campaigns.models import Campaign
from tenants.context import enter
from tenants.models import Tenant
from tests.accounts.factories import UserFactory
from tests.browser.server import apart, browsing, go, serving, sign_in
from tests.campaigns.factories import HolderFactory
from tests.campaigns.in_chromium import load_departments
from tests.campaigns.views.test_errand import answers, browser, link_to

pytestmark = [pytest.mark.chromium, pytest.mark.usefixtures("own_database")]


def people() -> dict[str, Client]:
    """A teacher, an officer, a head of school and a funds manager, each signed in."""
    load_departments()
    with enter("national"), atomic():
        found = {"teacher": HolderFactory()}
        found |= {name: UserFactory() for name in ("desk", "head", "manager")}
        national = Tenant.objects.get(schema_name="national")
        grant_role(user=found["desk"], kind=RoleKind.PROJECT_OFFICER, tenant=national, by=None)
        return {name: browser(user) for name, user in found.items()}


def write(page: Page, given: dict[str, object]) -> None:
    """Fill the fields of these names as a person does."""
    for name, value in given.items():
        for one in value if isinstance(value, list) else [value]:
            field = page.locator(f"[name='{name}']:not([type=hidden])")
            kind = field.first.evaluate("field => field.type")
            if kind in {"checkbox", "radio"}:
                box = f"[name='{name}']" if one == "on" else f"[name='{name}'][value='{one}']"
                page.check(box)
            elif kind == "select-one":
                field.select_option(str(one))
            else:
                field.fill(str(one))


@pytest.mark.parametrize("scripts", [True, False])
def test_from_an_idea_to_an_open_collection(chromium_path: str, *, scripts: bool) -> None:
    signed_in = people()
    with enter("national"):
        steps = answers()

    with (
        serving() as port,
        browsing(chromium_path, signed_in["teacher"], java_script_enabled=scripts) as context,
    ):
        page, site = context.new_page(), f"http://trousse.localhost:{port}"
        page.goto(f"{site}/mes-projets/")
        go(page, "form[action$='/nouveau/'] button")
        for step, given in steps.items():
            assert f"/{step}/" in page.url
            write(page, given)
            go(page, "text=Enregistrer et continuer")
        page.check("[name=charter]")
        go(page, "text=Envoyer mon projet")

        sign_in(context, signed_in["desk"])
        page.goto(f"{site}/admin/projets/")
        go(page, "text=Cinq jours sous les étoiles")
        review = page.url
        for box in page.locator("[name=charter]").all():
            box.check()
        go(page, "[name=action][value=accept]")

        sign_in(context, signed_in["teacher"])
        page.goto(f"{site}/mes-projets/")
        go(page, "main >> text=Cinq jours sous les étoiles")
        go(page, "text=Ma page est complète")

        for name, address in (("head", "tete@ecole.example"), ("manager", "coop@ecole.example")):
            sign_in(context, signed_in[name])
            page.goto(site + apart(lambda to=address: link_to(to)))
            go(page, "main button")
        sign_in(context, signed_in["head"])
        page.goto(f"{site}/mes-projets/postes/")
        go(page, "main >> text=Cinq jours sous les étoiles")
        go(page, "text=Attester")
        assert page.locator("[role=alert]").is_visible(), "nothing is attested without the box"
        page.check("[name=attested]")
        go(page, "text=Attester")

        sign_in(context, signed_in["desk"])
        page.goto(review)
        go(page, "[name=action][value=publish]")
        page.goto(f"{site}/collectes/")
        listed = page.inner_text("main")

    with enter("national"):
        campaign = Campaign.objects.get()
    assert campaign.state == State.PUBLISHED
    assert (campaign.minimum_cents, campaign.optimum_cents) == (60_000, 150_000)
    assert "Cinq jours sous les étoiles" in listed
