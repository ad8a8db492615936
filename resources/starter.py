"""What the resource centre has on the first day of the national site, asked for again or not.

Its shelves and doors, empty; and the road of a text: author, reviewer, publisher.
"""

from django.contrib.auth.models import Group
from wagtail.models import Page, Workflow, WorkflowPage, WorkflowTask

from accounts import rights
from accounts.domain.roles import RoleKind
from cms import upkeep
from cms.models import BasePage, Menu, MenuSlot, NationalHomePage
from cms.planting import plant
from resources.models import (
    AudiencePage,
    LibraryPage,
    LinkDirectoryPage,
    PeerApprovalTask,
    ShelfPage,
)
from resources.permissions import PUBLISHERS, REVIEWERS
from tenants.lifecycle import Moment, at
from tenants.models import Tenant

# French, as what editors meet in the back office.
WORKFLOW = "Centre de ressources"
TASKS: tuple[tuple[str, tuple[RoleKind, ...]], ...] = (
    ("Relecture d’une ressource", REVIEWERS),
    ("Publication d’une ressource", PUBLISHERS),
)

# Until somebody translates the library itself: the menu says that it is in French.
LABELS = {"en": "Resources", "ar": "الموارد"}


def build_library(tenant: Tenant) -> None:
    """Furnish the national site; harmless twice, and nothing elsewhere."""
    if not tenant.is_national:
        return
    home = NationalHomePage.objects.filter(locale__language_code="fr").first()
    if home is None:
        return
    with upkeep.together():
        library = LibraryPage.objects.child_of(home).first() or plant(home, [_library()])[0]
        known = set(Page.objects.child_of(library).values_list("slug", flat=True))
        plant(library, [page for page in _doors() if page.slug not in known])
    prepare_workflow(library)
    _add_to_menu(library)


def _add_to_menu(library: LibraryPage) -> None:
    """Lead to the library from the first menu of every language, first of all."""
    for menu in Menu.objects.filter(slot=MenuSlot.MAIN).select_related("locale"):
        if library.pk not in {item["value"].get("page") for item in menu.items.raw_data}:
            label = LABELS.get(menu.locale.language_code, "")
            link = {"page": library.pk, "label": label, "url": "", "is_action": False}
            menu.items = [{"type": "link", "value": link}, *menu.items.raw_data]
            menu.save()


def prepare_workflow(library: LibraryPage) -> None:
    """Have the two approvals on the whole library."""
    workflow, _created = Workflow.objects.get_or_create(name=WORKFLOW)
    WorkflowPage.objects.update_or_create(page=library, defaults={"workflow": workflow})
    for order, (name, kinds) in enumerate(TASKS):
        task = PeerApprovalTask.objects.filter(name=name).first()
        task = task or PeerApprovalTask.objects.create(name=name)
        names = [rights.GROUP_NAMES[kind] for kind in kinds]
        task.groups.set(Group.objects.filter(name__in=names))
        WorkflowTask.objects.get_or_create(
            workflow=workflow, task=task, defaults={"sort_order": order}
        )


def _library() -> LibraryPage:
    return LibraryPage(
        title="Ressources",
        slug="ressources",
        show_in_menus=True,
        summary="Fiches, vidéos, mallettes et guides, gratuits, pour les parents et les enseignants.",
        introduction="Choisissez votre profil, un thème, une durée : tout est gratuit.",
    )


def _doors() -> list[BasePage]:
    return [
        *(
            AudiencePage(title=title, slug=slug, audience=audience, introduction=text)
            for title, slug, audience, text in AUDIENCES
        ),
        *(
            ShelfPage(title=title, slug=slug, shows=shows, introduction=text)
            for title, slug, shows, text in SHELVES
        ),
        LinkDirectoryPage(
            title="Liens par matière",
            slug="liens",
            introduction="De bons sites, matière par matière, vérifiés chaque semaine.",
        ),
    ]


AUDIENCES = (
    (
        "Je suis parent",
        "parents",
        "parents",
        "Suivre l’école, parler des écrans, trouver de l’aide près de chez vous.",
    ),
    (
        "J’enseigne",
        "enseignants",
        "teachers",
        "Monter un projet, le financer, et y associer les parents.",
    ),
    (
        "J’accompagne des parents",
        "accompagnants",
        "professionals",
        "De quoi animer un atelier, un café des parents, une permanence.",
    ),
)
SHELVES = (
    (
        "Fiches projet",
        "fiches-projet",
        "sheet",
        "Des projets racontés par celles et ceux qui les ont menés, avec leur budget.",
    ),
    (
        "Mallettes de la coéducation",
        "mallettes",
        "kit",
        "Des ressources choisies, dans l’ordre, pour l’école et pour le collège.",
    ),
    (
        "Vidéos, podcasts et fiches outils",
        "toutes-les-ressources",
        "resource",
        "À voir, à écouter, à lire ou à imprimer.",
    ),
    (
        "Idées reçues sur le numérique",
        "idees-recues",
        "belief",
        "Vrai, faux ou à nuancer : des conférences et des fiches pour en débattre.",
    ),
    (
        "Guides",
        "guides",
        "guide",
        "Pas à pas : donner, mener une collecte, l’animer, recevoir les fonds.",
    ),
    (
        "Diagnostics départementaux",
        "diagnostics",
        "diagnosis",
        "Ce dont les familles ont besoin, département par département.",
    ),
)


def install() -> None:
    """Called when the app starts."""
    at(Moment.CREATED)(build_library)
