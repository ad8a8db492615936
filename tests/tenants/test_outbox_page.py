"""The page of the demonstration's mail opens nobody's account elsewhere."""

import pytest

from tenants.models import Mail

pytestmark = pytest.mark.django_db
LINK = "https://trousse.localhost/compte/mot-de-passe/Zx81secret/"


@pytest.fixture
def mail(settings, national) -> Mail:
    settings.OUTBOX_PAGE = True
    return Mail.objects.create(
        kind="accounts.reset_password", key="1", to="lea@example.org", language="fr",
        subject="Mot de passe", text=f"Suivez {LINK}", html=f'<a href="{LINK}">Choisir</a>',
    )  # fmt: skip


@pytest.mark.parametrize("path", ["", "html/"])
@pytest.mark.parametrize("is_demo", [True, False])
def test_links_are_shown_in_a_demonstration_only(client, settings, mail, path, is_demo) -> None:
    settings.DEVELOPMENT = is_demo
    address = f"/courrier/{mail.pk}/{path}"

    text = client.get(address, headers={"host": "trousse.localhost"}).content.decode()

    assert ("Zx81secret" in text) is is_demo
    assert "https://trousse.localhost" in text
