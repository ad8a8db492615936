"""The resource centre of the demonstration: whole, counted as the report counts, written once."""

from django.utils import timezone
from wagtail.models import Page

from cms.demo import registry
from resources import reading
from resources.models import (
    BeliefPage,
    DiagnosisPage,
    GuidePage,
    KitPage,
    OutsideLink,
    ProjectSheetPage,
    ResourcePage,
)
from tenants.context import enter
from tenants.models import Tenant

HOST = {"host": "trousse.localhost"}
PARTS = {
    "/ressources/": "Idées reçues",
    "/ressources/mallettes/mallette-du-college/": "× 17",
    "/ressources/fiches-projet/classe-cirque/": "chapiteau",
    "/ressources/idees-recues/vie-privee/": "regards",
    "/ressources/guides/faire-un-don/": "fonds de solidarité",
    "/ressources/diagnostics/diagnostic-vosges/": "Données inventées",
    "/ressources/toutes-les-ressources/premiere-connexion/": "<track",
    "/ressources/parents/": "Mallette de la coéducation",
    "/ressources/liens/": "Lumni",
    "/ar/ressources/toutes-les-ressources/c-est-quoi-l-ent/": "فضاء العمل الرقمي هو الإعدادية",
    "/en/ressources/toutes-les-ressources/bourse-de-college/": "The simulator of the ministry",
    "/ar/ressources/parents/": "المساعدة",
}


def load():
    tenant = Tenant.objects.get(schema_name="national")
    with enter(tenant):
        for step in registry.steps():
            if step.name in {"pages", "resources"}:
                step.run(tenant, timezone.now())


def count(model):
    return model.objects.live().count()


def test_the_resource_centre_is_whole_and_each_part_answers(db, client):
    load()
    with enter("national"):
        kinds = (ProjectSheetPage, BeliefPage, GuidePage, DiagnosisPage, KitPage)
        assert [count(model) for model in kinds] == [6, 6, 4, 2, 2]
        assert sorted(GuidePage.objects.values_list("number", flat=True)) == [2, 3, 4, 6]
        assert OutsideLink.objects.count() == 26
        sections = reading.kit_sections(KitPage.objects.get(stage="middle"))
        assert sum(len(section.items) for section in sections) == 47
        assert sorted(dict(reading.counts_by_kind(sections)).values()) == [1, 4, 8, 17, 17]
        shared = ResourcePage.objects.get(slug="educonnect-un-compte")
        assert len(reading.kits_with(shared)) == 2

    for path, words in PARTS.items():
        answer = client.get(path, headers=HOST)
        assert answer.status_code == 200, path
        assert words in answer.content.decode(), path


def test_loading_again_writes_nothing(db):
    load()
    with enter("national"):
        before = Page.objects.count(), OutsideLink.objects.count()

    load()

    with enter("national"):
        assert (Page.objects.count(), OutsideLink.objects.count()) == before
