"""Seven invented patrons with their rules, and what each has paid for three school years."""

import io
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from accounts.models import User
from campaigns.actions.keep_patron import keep_agreement, keep_patron, record_endowment
from campaigns.demo.plan import SEED
from campaigns.models import Agreement, Patron
from kernel.money import Money
from kernel.typography import french
from territories.domain.school_year import SchoolYear

# Name, what it supports, rules, euros a year, colours of its logo.
PATRONS: tuple[tuple[str, str, dict[str, Any], int, tuple[str, str]], ...] = (
    ("Mutuelle des Clairières", ("Elle accompagne les projets d’environnement et de développement "
     "durable, de la mare de l’école au refuge de montagne."),
     {"themes": ["environment"]}, 1800, ("#0b5a3d", "#f8b41c")),
    ("Fondation Table d’Hôtes", ("Elle soutient les classes qui cuisinent, jardinent et apprennent "
     "à bien manger."),
     {"keywords": ["cuisine", "potager", "goût", "alimentation", "cantine", "jardin"]}, 1000,
     ("#d64a2a", "#fff1cc")),
    ("Fondation Trois Pistes", ("Elle aide les écoles des territoires où elle travaille, autour de "
     "ses aérodromes."),
     {"departments": ["02", "60", "77", "95", "93"]}, 1600, ("#16204a", "#7cc4ea")),
    ("Association Pas à Pas", ("Elle soutient les projets où des élèves en situation de handicap "
     "partent avec les autres."),
     {"labels": ["inclusive"], "levels": []}, 2000, ("#f6a9bb", "#16204a")),
    ("Société des Compositrices du Préau", ("Elle finance les projets où des compositrices et des "
     "compositeurs créent avec les élèves."),
     {"themes": ["arts_culture"], "keywords": ["compositrice", "compositeur", "chanson", "chorale",
     "musique", "musiciens", "orchestre"]}, 1200, ("#f8b41c", "#d64a2a")),
    ("Fonds Dossard 12", "Il aide les projets où le sport donne envie d’apprendre.",
     {"themes": ["sport"]}, 1000, ("#7cc4ea", "#0b5a3d")),
    ("Fondation Marée Haute", ("Elle emmène des classes voir la mer, et apprendre à la garder "
     "propre."),
     {"keywords": ["mer", "océan", "marée", "littoral", "estran"]}, 1400, ("#e0f1fb", "#16204a")),
)  # fmt: skip
ROLES = ("Camille Aubin", "Dominique Ferry", "Claude Perrin", "Sacha Lemaire",
         "Alix Moreau", "Charlie Roux", "Maxime Girard")  # fmt: skip


def sign(at: datetime, keeper: User) -> list[Agreement]:
    """Write the patrons, their agreements, and one payment for each school year."""
    this_year = SchoolYear.of(at.date())
    first = this_year.previous.previous
    found = []
    for number, (name, told, rules, euros, colours) in enumerate(PATRONS, start=1):
        patron = Patron(
            name=name,
            introduction=french(told),
            website=f"https://mecene{number}.example/",
            contact_name=ROLES[number - 1],
            contact_email=f"mecenat{number}@example.org",
        )
        keep_patron(patron=patron, by=keeper, logo=_logo(number, colours))
        agreement = Agreement(
            patron=patron,
            title=f"Convention {first.start}-{this_year.start + 1}",
            amount_cents=3 * euros * 100,
            starts_on=first.starts_on,
            ends_on=this_year.ends_on,
            **rules,
        )
        found.append(keep_agreement(agreement=agreement, by=keeper))
        for rank, year in enumerate((first, this_year.previous, this_year), start=1):
            _pay(agreement, min(year.starts_on + timedelta(days=12), at.date()), rank, keeper, at)
    return found


def _pay(agreement: Agreement, day: date, rank: int, keeper: User, at: datetime) -> None:
    record_endowment(
        agreement_id=agreement.pk,
        amount=Money(agreement.amount_cents // 3),
        received_on=day,
        reference=f"VIR MECENAT {agreement.pk.hex[:6].upper()} {rank}",
        by=keeper,
        at=at,
    )


def _logo(number: int, colours: tuple[str, str]) -> ContentFile[bytes]:
    """Draw cut paper: a sheet, and a shape of its own on it."""
    random = Random(SEED + number)  # noqa: S311  drawn, not guessed
    image = Image.new("RGB", (480, 240), "#ffffff")
    pen = ImageDraw.Draw(image)
    pen.polygon([(20, 34), (462, 18), (448, 214), (34, 226)], fill=colours[0])
    points = [(80 + 64 * step, random.randint(50, 190)) for step in range(6)]
    pen.line(points, fill=colours[1], width=26, joint="curve")
    pen.ellipse((360, 60, 430, 130), fill=colours[1])
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return ContentFile(stream.getvalue(), name=f"logo-{number}.png")
