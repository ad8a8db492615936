"""The site's page of terms and the text that accounts accept know of each other."""

import pytest
from django.utils import timezone

from accounts.models import LegalKind, LegalVersion
from cms.models import PrivacyPage, TermsPage

AISNE = {"host": "aisne.trousse.localhost"}


@pytest.mark.parametrize(
    ("kind", "model"), [(LegalKind.TERMS, TermsPage), (LegalKind.PRIVACY, PrivacyPage)]
)
def test_each_links_to_the_other(aisne, client, kind, model) -> None:
    version, _ = LegalVersion.objects.get_or_create(
        kind=kind, number=1, defaults={"published_at": timezone.now()}
    )
    version.texts.get_or_create(language="fr", defaults={"body": "<p>Texte</p>"})
    page = model.objects.live().get(locale__language_code="fr")
    ours, theirs = page.get_url(), f"/compte/textes/{kind}/"

    shown = client.get(ours, headers=AISNE).content.decode()
    accepted = client.get(theirs, headers=AISNE).content.decode()

    assert f'href="{theirs}"' in shown
    assert f'href="{ours}"' in accepted
