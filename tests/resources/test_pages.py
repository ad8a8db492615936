"""Every kind of page of the resource centre answers, says what it must, at a constant price."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.search_documents import page_models
from resources.models import (
    AudiencePage,
    BeliefPage,
    DiagnosisPage,
    GuidePage,
    KitPage,
    LibraryPage,
    LinkDirectoryPage,
    ProjectSheetPage,
    ResourcePage,
    ShelfPage,
)
from search import listings
from search.listings import Facet, Query
from tests.cms.factories import make_image
from tests.resources.factories import (
    RIGHTS,
    add,
    library,
    make_belief,
    make_document,
    make_guide,
    make_kit,
    make_link,
    make_resource,
    make_sheet,
    make_video,
)
from tests.resources.views.test_bilingual import translated

HOST = {"host": "trousse.localhost"}


def get(client, page):
    answer = client.get(page.url if hasattr(page, "url") else page, headers=HOST)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def queries(client, page):
    with CaptureQueriesContext(connection) as captured:
        get(client, page)
    return len(captured)


def one_of_each():
    link = make_link()
    resource = make_resource(
        "Une fiche outil", documents=[("document", make_document())], image=make_image()
    )
    sheet = make_sheet(
        skills="Observer\nRaconter",
        materials="Des jumelles",
        steps=[("step", {"title": "Réserver", "text": "Neuf mois avant."})],
        budget=[("line", {"label": "Car", "euros": 900, "note": ""})],
        partners=[("partner", {"name": "Un club", "text": "", "url": "https://example.org/"})],
        testimonies=[("testimony", {"text": "Magique.", "author": "Une maîtresse", "role": ""})],
        linked=[("page", resource)],
    )
    belief = make_belief(
        number=1,
        speaker="Une chercheuse",
        tool_sheet=resource,
        conference_starts_at=timezone.now() + timedelta(days=3),
    )
    diagnosis = DiagnosisPage(
        title="L’Aisne",
        departments=["02"],
        method="Vingt entretiens.",
        advice=[("advice", {"title": "Aller vers", "text": "<p>Sortir.</p>"})],
        **RIGHTS,
    )
    return [
        library(),
        add(library(), ShelfPage(title="Fiches", shows="sheet")),
        add(library(), AudiencePage(title="Parents", audience="parents")),
        add(library(), LinkDirectoryPage(title="Liens", introduction="Par matière.")),
        resource,
        make_video(),
        make_resource("Un lien", kind="link", outside_link=link),
        make_resource(
            "Une image", kind="infographic", image=make_image(), full_text="<p>Tout.</p>"
        ),
        make_kit("Une mallette", resource),
        sheet,
        belief,
        make_guide(),
        add(library(), diagnosis),
    ]


def test_every_kind_of_page_can_be_shown(national, client):
    pages = one_of_each()

    for page in pages:
        assert get(client, page).count("<h1") == 1, page
    ours = {model for model in page_models() if model._meta.app_label == "resources"}
    assert ours == {type(page) for page in pages}
    assert ours == {
        AudiencePage,
        BeliefPage,
        DiagnosisPage,
        GuidePage,
        KitPage,
        LibraryPage,
        LinkDirectoryPage,
        ProjectSheetPage,
        ResourcePage,
        ShelfPage,
    }


def test_a_resource_is_found_by_what_it_is(national):
    make_video(
        "Se connecter", audiences=["parents"], levels=["cycle_3"], themes=["equip_communicate"]
    )

    query = Query(
        kinds=["resource"],
        facets={
            Facet.MEDIA: ["video"],
            Facet.LEVEL: ["cycle_3"],
            Facet.AUDIENCE: ["parents"],
            Facet.THEME: ["equip_communicate"],
            Facet.DURATION: ["5"],
        },
        text="connecter",
    )
    [card] = listings.latest(query)

    assert card.title == "Se connecter"
    assert card.figures["minutes"] == 4
    assert card.more["has_captions"]


def test_a_video_has_its_captions_transcript_and_weight(national, client):
    page = make_video()

    html = get(client, page)

    assert f'<track kind="captions" src="/sous-titres/{page.pk}.vtt" srclang="fr"' in html
    assert "Voici la trousse." in html
    assert "MP4" in html
    assert "iframe" not in html


def test_a_resource_names_the_mallettes_that_hold_it(national, client):
    resource = make_resource()
    kit = make_kit("La mallette", resource)
    make_kit("Une autre", make_resource("Autre chose"))

    html = get(client, resource)

    assert kit.url in html
    assert "Une autre" not in html


def test_a_mallette_shows_published_items_only_and_costs_the_same(national, client):
    items = [make_resource(f"Ressource {number}") for number in range(12)]
    kit, large = make_kit("Petite", *items[:2]), make_kit("Grande", *items)
    queries(client, kit)

    assert queries(client, large) == queries(client, kit)
    items[0].unpublish()
    html = get(client, kit)
    assert "Ressource 1" in html
    assert "Ressource 0" not in html


def test_a_mallette_counts_its_items_by_kind_and_audience(national, client):
    items = [
        make_resource("Un", audiences=["parents", "teachers"]),
        make_resource("Deux", audiences=["parents"]),
        make_video("Trois"),
    ]
    kit = make_kit("Une mallette", *items, items[0])  # the same one twice counts once

    html = get(client, kit)

    said = re.findall(r'<li class="tag">(.+?)</li>', html)
    assert said[:2] == ["Fiche outil × 2", "Vidéo × 1"]
    assert said[2:4] == ["Parents × 2", "Enseignants × 1"]
    assert said[4].endswith(" × 1")  # the film, which is for everybody


def test_a_page_behind_a_password_is_not_named_by_those_that_lead_to_it(national, client):
    shown, locked = make_resource("Le classeur ouvert"), make_resource("Le classeur réservé")
    PageViewRestriction.objects.create(page=locked, restriction_type="password", password="x")
    links = [("page", shown), ("page", locked)]
    door = AudiencePage(title="Parents", audience="parents", chosen=links)

    for page in (make_sheet(linked=links), make_guide(linked=links), add(library(), door)):
        html = get(client, page)
        assert "Le classeur ouvert" in html, page
        assert "Le classeur réservé" not in html, page


def test_a_sheet_adds_its_budget(national, client):
    lines = [("line", {"label": "Car", "euros": euros, "note": ""}) for euros in (900, 1500)]

    assert "2\u202f400\u00a0€" in get(client, make_sheet(budget=lines))


def test_dead_links_leave_the_directory(national, client):
    make_link("Vivant")
    make_link("Mort", url="https://example.org/mort", state="dead")
    page = add(library(), LinkDirectoryPage(title="Liens"))

    html = get(client, page)

    assert "Vivant" in html
    assert "Mort" not in html


@pytest.mark.parametrize("asked", ["french", "zz", "%00"])
def test_any_subject_may_be_asked_for(national, client, asked):
    make_link()
    page = add(library(), LinkDirectoryPage(title="Liens"))

    get(client, f"{page.url}?matiere={asked}")


def test_a_belief_leads_only_to_what_visitors_may_open(national, client):
    replay, sheet, extract = (make_resource(name) for name in ("Le film", "La fiche", "Extrait"))
    page = make_belief(replay=replay, tool_sheet=sheet, extract=extract)
    PageViewRestriction.objects.create(page=replay, restriction_type="login")
    extract.unpublish()

    html = get(client, page)

    assert f'href="{sheet.url}"' in html
    assert replay.url not in html
    assert extract.url not in html


def test_captions_of_a_locked_version_are_not_offered(national, client):
    page = make_video()
    english = translated(page)
    before = get(client, page)
    PageViewRestriction.objects.create(page=english, restriction_type="login")

    after = get(client, page)

    assert f"/sous-titres/{english.pk}.vtt" in before
    assert f"/sous-titres/{english.pk}.vtt" not in after
