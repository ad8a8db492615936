"""Invented people around the projects of the demonstration; their addresses lead nowhere."""

from collections.abc import Sequence

from allauth.account.models import EmailAddress
from django.conf import settings

from accounts.actions.accept_legal_texts import accept_current_texts
from accounts.management.commands.demo_accounts import ACADEMIC, DOMAIN, PASSWORD
from accounts.models import AcademicDomain, User

# The first is the account that the demonstration's first page names.
HOLDERS = (
    ("porteuse", "Amina", "Belkacem"), ("jules.morand", "Jules", "Morand"),
    ("sarah.leclerc", "Sarah", "Leclerc"), ("yann.kerdoncuff", "Yann", "Kerdoncuff"),
    ("ines.fournel", "Inès", "Fournel"), ("pauline.astier", "Pauline", "Astier"),
    ("mehdi.saadi", "Mehdi", "Saadi"), ("claire.vidal", "Claire", "Vidal"),
    ("louis.barbet", "Louis", "Barbet"), ("awa.diarra", "Awa", "Diarra"),
    ("elise.mangin", "Élise", "Mangin"), ("thomas.perrot", "Thomas", "Perrot"),
    ("nora.zeroual", "Nora", "Zeroual"), ("hugues.lanoe", "Hugues", "Lanoë"),
    ("marie.tissot", "Marie", "Tissot"), ("remi.castan", "Rémi", "Castan"),
    ("lea.bonnard", "Léa", "Bonnard"), ("ousmane.ba", "Ousmane", "Ba"),
    ("celine.rault", "Céline", "Rault"), ("victor.pons", "Victor", "Pons"),
    ("lucie.hamel", "Lucie", "Hamel"), ("samuel.orain", "Samuel", "Orain"),
    ("judith.weill", "Judith", "Weill"), ("karim.toumi", "Karim", "Toumi"),
)  # fmt: skip
HEAD, MANAGER = ("direction", "Hélène", "Roche"), ("gestion", "Karim", "Benali")
DONORS = 420
PSEUDONYMS = (
    "Une grand-mère", "La tata de Lina", "Le voisin du 12", "Un ancien élève", "Mamie Jo",
    "Famille du bout de la rue", "Une maîtresse en retraite", "Le boulanger", "Papi Georges",
    "Quelqu’un de loin", "Une maman", "Les cousins", "Un papa de CE2",
)  # fmt: skip
WORDS = (
    "Bravo à toute la classe, vous nous raconterez !",
    "Partez bien, revenez avec des histoires.",
    "Un petit coup de pouce pour un grand voyage.",
    "J’aurais aimé faire cela à votre âge.",
    "Tenez bon, le minimum n’est plus très loin.",
    "Quel beau projet. Merci à l’équipe.",
    "Nous serons au premier rang le soir du spectacle.",
    "Pour que tout le monde parte, sans exception.",
)


def holders() -> list[User]:
    """Return those who hold projects, made the first time."""
    AcademicDomain.objects.get_or_create(domain=ACADEMIC, defaults={"label": "Démonstration"})
    return [_person(*who, domain=ACADEMIC) for who in HOLDERS]


def head() -> User:
    return _person(*HEAD, domain=DOMAIN)


def manager() -> User:
    return _person(*MANAGER, domain=DOMAIN)


def _person(mailbox: str, first: str, last: str, *, domain: str) -> User:
    email = f"{mailbox}@{domain}"
    found = User.objects.filter(email=email).first()
    if found is None:
        # A password that everybody knows is for this machine alone.
        known = settings.DEVELOPMENT and mailbox in {HOLDERS[0][0], HEAD[0], MANAGER[0]}
        password = PASSWORD if known else None
        found = User.objects.create_user(email, password, first_name=first, last_name=last)
        EmailAddress.objects.create(user=found, email=email, verified=True, primary=True)
        if known:
            accept_current_texts(user=found)
    return found


def donor_addresses() -> Sequence[str]:
    return [f"donateur{number}@example.org" for number in range(DONORS)]
