"""The words of a new site, in French: editors go on from there."""

from datetime import date
from typing import Any

from cms.domain.taxonomy import Scene
from cms.models import (
    AccessibilityStatementPage,
    BasePage,
    ContactPage,
    CookiesPage,
    LegalNoticePage,
    MenuSlot,
    NewsIndexPage,
    PrivacyPage,
    SiteMapPage,
    StandardPage,
    TermsPage,
)
from tenants.models import Tenant

COLLECTIONS = ("Photographies", "Logos", "Documents à télécharger")
LABELS = {"/departements/": "Départements", "/lettre/": "La lettre d’information"}
MENUS = (
    (MenuSlot.MAIN, "", ("actualites", "a-propos", "/departements/", "contact")),
    (MenuSlot.FOOTER_1, "Le site", ("a-propos", "actualites", "plan-du-site")),
    (MenuSlot.FOOTER_2, "Nous écrire", ("contact", "/lettre/")),
    (
        MenuSlot.FOOTER_3,
        "Vos droits",
        ("accessibilite", "donnees-personnelles", "cookies", "mentions-legales", "conditions"),
    ),
)


def home(tenant: Tenant) -> dict[str, Any]:
    if tenant.is_national:
        return {
            "title": "Accueil",
            "slug": "accueil",
            "seo_title": "Des projets pour l’école",
            "headline": "De la trousse sortent de grands projets.",
            "cut_word": "grands",
            "lead": "Donnez à une classe près de chez vous. Trouvez une ressource pour enseigner ou "
            "accompagner votre enfant. C’est un service public, ouvert à tous.",
            "summary": "La plateforme des projets d’école et des ressources pour les parents et les enseignants.",
            "scene": Scene.TROUSSE,
        }
    return {
        "title": tenant.name,
        "slug": "accueil",
        "headline": f"{tenant.name}, l’école se vit à plusieurs.",
        "cut_word": "plusieurs",
        "lead": "Des ateliers gratuits près de chez vous, pour suivre la scolarité de votre enfant et "
        "apprivoiser le numérique.",
        "summary": f"Ateliers, actualités et ressources pour les parents et les professionnels : {tenant.name}.",
        "scene": Scene.WORKSHOP,
    }


def usual(tenant: Tenant) -> list[BasePage]:
    """Pages that every site owes its readers."""
    return [*_services(tenant), *_legal()]


def _services(tenant: Tenant) -> list[BasePage]:
    return [
        NewsIndexPage(
            title="Actualités",
            slug="actualites",
            summary="Ce qui se passe près de chez vous et ailleurs.",
            introduction="Ateliers, rencontres, prêts de matériel : ce qui se passe.",
        ),
        StandardPage(
            title="À propos",
            slug="a-propos",
            summary=f"Qui anime le site {tenant.name}, et pour qui.",
            body=[
                (
                    "text",
                    "<p>Cette page présentera l’équipe qui anime le site et ce qu’elle propose.</p>",
                )
            ],
        ),
        ContactPage(
            title="Nous écrire",
            slug="contact",
            summary="Un formulaire pour poser une question à l’équipe.",
            introduction="Une question, une idée, une erreur à signaler : nous répondons sous quelques jours.",
        ),
    ]


def _legal() -> list[BasePage]:
    return [
        AccessibilityStatementPage(
            title="Accessibilité",
            slug="accessibilite",
            summary="Ce que nous faisons pour que chacun puisse utiliser ce site, et comment nous alerter.",
        ),
        LegalNoticePage(
            title="Mentions légales",
            slug="mentions-legales",
            summary="Qui publie ce site et qui l’héberge.",
        ),
        PrivacyPage(
            title="Données personnelles",
            slug="donnees-personnelles",
            summary="Ce que nous savons de vous, pourquoi, combien de temps, et vos droits.",
            body=PRIVACY,
        ),
        CookiesPage(
            title="Cookies",
            slug="cookies",
            summary="Quelques cookies, tous nécessaires : aucun ne demande votre accord.",
        ),
        TermsPage(
            title="Conditions d’utilisation",
            slug="conditions",
            summary="Ce que chacun peut attendre du service, et ce que le service attend de chacun.",
            effective_on=date(2026, 9, 1),
            body=TERMS,
        ),
        SiteMapPage(
            title="Plan du site", slug="plan-du-site", summary="Toutes les pages, d’un seul regard."
        ),
    ]


PRIVACY = [
    ("heading", "Ce que vous nous écrivez"),
    (
        "text",
        "<p>Votre nom, votre adresse et votre message servent à vous répondre. Ils sont effacés un an après "
        "la réponse. Personne d’autre ne les lit.</p>",
    ),
    ("heading", "La lettre d’information"),
    (
        "text",
        "<p>Votre adresse sert à vous envoyer la lettre, après un clic de confirmation. Un autre clic suffit "
        "pour partir. Nous ne mesurons ni les ouvertures ni les clics.</p>",
    ),
    ("heading", "Vos droits"),
    (
        "text",
        "<p>Vous pouvez consulter, corriger, emporter ou faire effacer ce qui vous concerne : écrivez-nous. "
        "Si notre réponse ne vous convient pas, vous pouvez saisir la Cnil.</p>",
    ),
]
TERMS = [
    (
        "text",
        "<p>Le service est gratuit et ouvert à tous. Un compte n’est demandé que pour ce qui en a besoin : "
        "déposer un projet, suivre une inscription, gérer un site.</p>",
    ),
    ("heading", "Ce que nous demandons"),
    (
        "text",
        "<ul><li>Rester courtois.</li><li>Ne jamais publier le nom, le visage ou la voix d’un enfant sans "
        "l’accord écrit de ses parents.</li><li>Signaler ce qui vous paraît faux ou blessant.</li></ul>",
    ),
]
