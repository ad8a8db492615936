"""Invented people around the projects of the demonstration; their addresses lead nowhere."""

from collections.abc import Sequence
from random import Random

from allauth.account.models import EmailAddress
from django.conf import settings
from schwifty import IBAN

from accounts.actions.accept_legal_texts import accept_current_texts
from accounts.actions.grant_role import grant_role
from accounts.domain.roles import RoleKind
from accounts.management.commands.demo_accounts import ACADEMIC, DOMAIN, PASSWORD
from accounts.models import AcademicDomain, User
from tenants.models import Tenant

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
OFFICER = ("projets", "Inès", "Delmas")
KEEPER = ("administration", "Nadia", "Ferrand")
REPRESENTATIVES = (
    "Marianne Colin", "Bruno Lefort", "Nadège Oger", "Philippe Arnal", "Leïla Hamdi",
    "Sylvain Cordier", "Odile Mercier",
)  # fmt: skip
# Of donors who want a receipt; streets and towns are theirs, numbers are drawn.
FIRST_NAMES = ("Anne", "Bernard", "Chloé", "David", "Emma", "Farid", "Gisèle", "Henri", "Iris",
               "Jean", "Karine", "Luc", "Monique", "Nicolas", "Odette", "Paul")  # fmt: skip
LAST_NAMES = ("Aubert", "Blanc", "Carpentier", "Denis", "Etienne", "Fabre", "Guérin", "Hubert",
              "Imbert", "Jolivet", "Klein", "Lacroix", "Marchand")  # fmt: skip
STREETS = ("rue des Tilleuls, 02000 Laon", "rue Haute, 60000 Beauvais", ("place du Marché, 59000 "
           "Lille"), "chemin des Vignes, 21000 Dijon", "rue de la Gare, 80000 Amiens")  # fmt: skip
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


KNOWN = {HOLDERS[0][0], HEAD[0], MANAGER[0], OFFICER[0], KEEPER[0]}


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
        known = settings.DEVELOPMENT and mailbox in KNOWN
        password = PASSWORD if known else None
        found = User.objects.create_user(email, password, first_name=first, last_name=last)
        EmailAddress.objects.create(user=found, email=email, verified=True, primary=True)
        if known:
            accept_current_texts(user=found)
    return found


def officer(national: Tenant) -> User:
    """The one who follows the projects, as the demonstration's accounts have them."""
    return _with_role(OFFICER, RoleKind.PROJECT_OFFICER, national)


def keeper() -> User:
    return _with_role(KEEPER, RoleKind.NATIONAL_ADMINISTRATOR, None)


def _with_role(who: tuple[str, str, str], kind: RoleKind, tenant: Tenant | None) -> User:
    person = _person(*who, domain=DOMAIN)
    if not person.has_role(kind):
        grant_role(user=person, kind=kind, tenant=tenant, by=None)
    return person


def donor_name(random: Random) -> tuple[str, str]:
    """Draw a name and a postal address."""
    name = f"{random.choice(FIRST_NAMES)} {random.choice(LAST_NAMES)}"
    return name, f"{random.randint(1, 90)} {random.choice(STREETS)}"


def invented_siret(number: int) -> str:
    """Return a number that checks, of a series that nobody was given."""
    siren = _checked(f"9999{number:04d}")
    return _checked(f"{siren}0001")


def _checked(digits: str) -> str:
    return next(digits + last for last in "0123456789" if _luhn(digits + last))


def _luhn(digits: str) -> bool:
    doubled = (
        sum(divmod(int(digit) * (1 + place % 2), 10)) for place, digit in enumerate(digits[::-1])
    )
    return sum(doubled) % 10 == 0


def invented_iban(number: int) -> str:
    made = IBAN.generate(
        "FR", bank_code="20041", branch_code="01005", account_code=f"{number:011d}"
    )
    return str(made)


def donor_addresses() -> Sequence[str]:
    return [f"donateur{number}@example.org" for number in range(DONORS)]
