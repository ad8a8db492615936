"""The words of a new department's own pages, in French: coordinators go on from there."""

from cms.models import BasePage
from tenants.models import Tenant
from tne_sites.models import ProfessionalsPage, ResourceParentPage, TerritoryPage

# Address of the page, and its name in the menu when the title is too long for it.
MENU = (
    ("mon-territoire", "Mon territoire"),
    ("actualites", ""),
    ("parents-ressources", ""),
    ("professionnels", ""),
    ("contact", ""),
)
CHARTER = """Être parent ressource, c’est donner un peu de son temps à d’autres parents.

Le parent ressource :
– accueille chacun sans juger, et écoute avant de répondre ;
– garde pour lui ce qu’on lui confie ;
– dit quand il ne sait pas, et oriente vers l’équipe ou une structure ;
– n’entre jamais à la place d’un parent dans un espace personnel, et ne note aucun mot de passe ;
– ne vend rien et ne représente aucun parti ni aucune religion ;
– prévient l’équipe quand il ne peut pas venir.

L’équipe du département :
– forme le parent ressource, l’invite aux rencontres et répond à ses questions ;
– lui rembourse ses déplacements quand ils ont été décidés ensemble ;
– l’assure pendant les ateliers ;
– ne donne jamais ses coordonnées sans son accord.

Chacun peut arrêter quand il le souhaite, sans avoir à se justifier."""


def pages(tenant: Tenant) -> list[BasePage]:
    """Return the pages that a department owes its readers, in the order of the menu."""
    return [_territory(tenant), _parents(), _professionals(tenant)]


def _territory(tenant: Tenant) -> TerritoryPage:
    return TerritoryPage(
        title=f"Mon territoire : {tenant.name}",
        slug="mon-territoire",
        summary="Les nouvelles, les ressources choisies, les écoles et les structures près de chez vous.",
        body=[
            (
                "text",
                "<p>Des écoles, des collèges et des associations travaillent ensemble pour que chaque parent "
                "puisse suivre la scolarité de son enfant et utiliser le numérique sans crainte.</p>",
            )
        ],
    )


def _parents() -> ResourceParentPage:
    return ResourceParentPage(
        title="Parents ressources",
        slug="parents-ressources",
        audiences=["parents"],
        summary="Des parents formés, bénévoles, qui aident d’autres parents.",
        charter=CHARTER,
        body=[
            (
                "text",
                "<p>Un parent ressource connaît l’école du quartier et quelques outils numériques. Il aide à se "
                "connecter, à lire un message, à oser poser une question. Il ne remplace pas un professionnel.</p>",
            ),
            ("heading", "Ce qu’il faut"),
            (
                "text",
                "<ul><li>Deux heures de temps en temps.</li><li>L’envie d’aider. Les langues que vous parlez "
                "sont une chance.</li><li>Aucun diplôme : l’équipe vous forme.</li></ul>",
            ),
            ("heading", "Comment cela se passe"),
            (
                "text",
                "<ol><li>Vous remplissez le formulaire.</li><li>Nous vous appelons.</li><li>Nous lisons la charte "
                "ensemble et la signons.</li><li>Vous venez à un premier atelier, avec quelqu’un de l’équipe.</li></ol>",
            ),
        ],
    )


def _professionals(tenant: Tenant) -> ProfessionalsPage:
    return ProfessionalsPage(
        title="Professionnels",
        slug="professionnels",
        audiences=["teachers", "professionals"],
        summary=f"Pour les équipes éducatives, les médiateurs et les travailleurs sociaux : {tenant.name}.",
        body=[
            (
                "text",
                "<p>Vous accueillez des parents ? Voici de quoi préparer un atelier, un café des parents, un "
                "entretien : des ressources choisies par le département, des formations, des partenaires.</p>",
            )
        ],
    )
