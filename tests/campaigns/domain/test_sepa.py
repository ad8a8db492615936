"""The file for the bank follows its schema, and says what was approved."""

from datetime import UTC, date, datetime

import pytest
from lxml import etree

from campaigns.domain.sepa import SPACE, Debtor, Transfer, WrongFile, credit_file, plain, schema
from kernel.money import Money

DEBTOR = Debtor(name="Trousse à projets", iban="FR7630001007941234567890185", bic="AGRIFRPP")


def transfer(**changes) -> Transfer:
    fields = {
        "reference": "T1-1",
        "name": "Coopérative des Tilleuls",
        "iban": "FR7630006000011234567890189",
        "bic": "",
        "amount": Money(23_842),
        "words": "Collecte « Étoiles » n° 3",
    }
    return Transfer(**(fields | changes))


def made(*transfers: Transfer) -> bytes:
    at = datetime(2026, 11, 21, 7, tzinfo=UTC)
    return credit_file(
        message="M1", debtor=DEBTOR, transfers=transfers, made_at=at, on=date(2026, 11, 23)
    )


def words(content: bytes, name: str) -> list[str]:
    return [element.text for element in etree.fromstring(content).iter(f"{{{SPACE}}}{name}")]


def test_a_file_follows_the_schema_and_adds_up() -> None:
    content = made(transfer(), transfer(reference="T2-1", amount=Money(5), bic="AGRIFRPP"))

    assert schema().validate(etree.fromstring(content))
    assert words(content, "CtrlSum") == ["238.47", "238.47"]
    assert words(content, "InstdAmt") == ["238.42", "0.05"]
    assert words(content, "Ustrd")[0] == "Collecte Etoiles n 3"


def test_the_same_payouts_make_the_same_bytes() -> None:
    assert made(transfer()) == made(transfer())


def test_what_no_bank_reads_is_refused() -> None:
    with pytest.raises(WrongFile):
        made(transfer(iban="not an IBAN"))
    with pytest.raises(WrongFile):
        made(transfer(reference="T" * 36))


@pytest.mark.parametrize(
    ("given", "read"),
    [("L’Œuvre d’Élise & Cie", "L'OEuvre d'Elise + Cie"), ("🙂", "-"), ("a" * 200, "a" * 140)],
)
def test_names_in_the_letters_of_banks(given: str, read: str) -> None:
    assert plain(given, 140) == read
