"""One line of the ministry's "annuaire de l'éducation", read under its real column names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite

from kernel.domain import DomainError, gettext_noop
from kernel.typed import fold, tidy
from territories.domain import departments, uai

REQUIRED = (
    "identifiant_de_l_etablissement",
    "nom_etablissement",
    "type_etablissement",
    "statut_public_prive",
    "code_postal",
    "code_commune",
    "nom_commune",
)
OPTIONAL = (
    "adresse_1",
    "code_departement",
    "latitude",
    "longitude",
    "ecole_maternelle",
    "ecole_elementaire",
    "voie_generale",
    "voie_technologique",
    "voie_professionnelle",
    "appartenance_education_prioritaire",
    "type_contrat_prive",
    "mail",
    "etat",
    "date_ouverture",
    "date_fermeture",
)
# What the type says; schools of the first degree and lycées need a second look. Offices and
# guidance centres are in the directory too: they are left out.
KINDS = {
    "ecole": "primary",
    "college": "college",
    "lycee": "lycee",
    "erea": "erea",
    "medico-social": "specialised",
}
STAGES = {"ecole": "first", "college": "second", "lycee": "second", "erea": "second"}
PRIORITY = {"rep": "rep", "rep+": "rep_plus"}
LONGEST = {"nom_etablissement": 150, "adresse_1": 200, "nom_commune": 60, "mail": 254}
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
DAY = re.compile(r"(?P<day>\d\d)/(?P<month>\d\d)/(?P<year>\d{4})")

type Line = Mapping[str, str]


class BadLine(DomainError):
    """This line cannot be read; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectorySchool:
    """What a line says of a school, checked; its commune may be unknown here."""

    uai: str
    name: str
    kind: str
    stage: str
    sector: str
    department: str
    commune: str
    address: str
    postcode: str
    town: str
    email: str
    point: tuple[float, float] | None
    labels: tuple[str, ...]
    opened_on: date | None
    closed_on: date | None


def column_key(header: str) -> str:
    """The same name for "Code_commune", "code commune" and "CODE-COMMUNE"."""
    return re.sub(r"[\s\-']+", "_", fold(header))


def missing_columns(headers: list[str]) -> list[str]:
    return [name for name in REQUIRED if name not in headers]


def read_line(line: Line, *, at: date) -> DirectorySchool | None:
    """Read a line; None when it is no school (an office); BadLine when it makes no sense.

    `at` is the closing day of a school that the file calls closed without saying since when.
    """
    kind = fold(line["type_etablissement"])
    if kind not in KINDS:
        return None
    code = _code(line)
    commune = line["code_commune"].strip().upper().zfill(5)
    opened_on = _day(line, "date_ouverture")
    return DirectorySchool(
        uai=str(code),
        name=_name(line),
        kind=_kind(kind, line),
        stage=STAGES.get(kind, "other"),
        sector=_sector(line),
        department=_department(line, commune),
        commune=commune,
        address=_text(line, "adresse_1"),
        postcode=_postcode(line),
        town=_text(line, "nom_commune"),
        email=_email(line),
        point=_point(line),
        labels=_labels(kind, line),
        opened_on=opened_on,
        closed_on=_closing(line, opened_on, at),
    )


def _code(line: Line) -> uai.Uai:
    try:
        return uai.parse(line["identifiant_de_l_etablissement"])
    except uai.InvalidUai as refusal:
        # The same words as in a form, as the reason of this line.
        raise BadLine(refusal.message, **refusal.params) from refusal


def _text(line: Line, column: str) -> str:
    return tidy(line.get(column, ""))[: LONGEST[column]].rstrip()


def _name(line: Line) -> str:
    name = _text(line, "nom_etablissement")
    if not name:
        raise BadLine(gettext_noop("The school has no name."))
    return name


def _is_yes(line: Line, column: str) -> bool:
    return fold(line.get(column, "")) in {"1", "1.0", "oui", "true", "vrai"}


def _kind(kind: str, line: Line) -> str:
    if kind == "ecole":
        nursery, elementary = _is_yes(line, "ecole_maternelle"), _is_yes(line, "ecole_elementaire")
        if nursery != elementary:
            return "nursery" if nursery else "elementary"
    if kind == "lycee" and _is_yes(line, "voie_professionnelle"):
        other = _is_yes(line, "voie_generale") or _is_yes(line, "voie_technologique")
        return "lycee" if other else "vocational-lycee"
    return KINDS[kind]


def _sector(line: Line) -> str:
    status = fold(line["statut_public_prive"])
    if status == "public":
        return "public"
    if status != "prive":
        raise BadLine(gettext_noop("The school is said to be neither public nor private."))
    contract = fold(line.get("type_contrat_prive", ""))
    return "private-under-contract" if contract.startswith("contrat") else "private"


def _department(line: Line, commune: str) -> str:
    written = line.get("code_departement", "").strip()
    return departments.from_directory(written) if written else departments.of_commune(commune)


def _postcode(line: Line) -> str:
    # A spreadsheet may have eaten the zero of 02000.
    postcode = line["code_postal"].strip()
    if postcode and not re.fullmatch(r"[0-9]{4,5}", postcode):
        raise BadLine(gettext_noop("“%(typed)s” is not a postcode."), typed=postcode[:20])
    return postcode and postcode.zfill(5)


def _email(line: Line) -> str:
    address = tidy(line.get("mail", ""))
    return address if ADDRESS.fullmatch(address) and len(address) <= LONGEST["mail"] else ""


def _point(line: Line) -> tuple[float, float] | None:
    written = [
        line.get(column, "").strip().replace(",", ".") for column in ("latitude", "longitude")
    ]
    if not any(written):
        return None
    try:
        latitude, longitude = map(float, written)
    except ValueError:
        latitude = longitude = float("nan")
    if not (isfinite(latitude) and abs(latitude) <= 90 and abs(longitude) <= 180):  # noqa: PLR2004 - degrees
        raise BadLine(
            gettext_noop("“%(typed)s” is not a point on Earth."), typed=", ".join(written)[:40]
        )
    return latitude, longitude


def _labels(kind: str, line: Line) -> tuple[str, ...]:
    priority = PRIORITY.get(fold(line.get("appartenance_education_prioritaire", "")))
    vocational = kind == "lycee" and _is_yes(line, "voie_professionnelle")
    return tuple(label for label in (priority, vocational and "vocational_lycee") if label)


def _day(line: Line, column: str) -> date | None:
    written = line.get(column, "").strip()
    french = DAY.fullmatch(written)
    if not written:
        return None
    try:
        if french:
            return date(int(french["year"]), int(french["month"]), int(french["day"]))
        return date.fromisoformat(written[:10])
    except ValueError:
        raise BadLine(gettext_noop("“%(typed)s” is not a date."), typed=written[:20]) from None


def _closing(line: Line, opened_on: date | None, at: date) -> date | None:
    closed_on = _day(line, "date_fermeture")
    if closed_on is None and fold(line.get("etat", "")).startswith("ferm"):
        closed_on = at
    if closed_on and opened_on and closed_on < opened_on:
        raise BadLine(gettext_noop("The school closes before it opens."))
    return closed_on
