"""Files of banks: what they say is read exactly, or refused with a reason; never anything else."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from campaigns.domain.bank_csv import read_csv
from campaigns.domain.bank_lines import Closing, ReadLine, UnreadableStatement, with_keys
from campaigns.domain.camt import read_camt
from tests.campaigns.bank import OURS, THEIRS, camt, closing, entry

ON = date(2026, 11, 20)
TABLE = "Date;Libellé;Débit;Crédit;Nom;IBAN\r\n"


def test_a_statement_says_what_came_and_what_left():
    read = read_camt(camt(entry("30.50", words="RF88", on=ON), entry("-12.00", on=ON)))

    assert read.account == OURS
    came, left = read.lines
    assert (came.on, came.cents, came.name, came.iban) == (ON, 3050, "ADA LOVELACE", THEIRS)
    assert came.words == "RF88"
    assert left.cents == -1200


def test_several_payments_booked_together_are_told_apart():
    part = '<TxDtls><Amt Ccy="EUR">{}</Amt><RmtInf><Ustrd>{}</Ustrd></RmtInf></TxDtls>'
    whole = entry("30.00", on=ON).replace("<TxDtls>", part.format("10.00", "A") + "<TxDtls>")
    whole = whole.replace("<Refs>", '<Amt Ccy="EUR">20.00</Amt><Refs>')

    assert [line.cents for line in read_camt(camt(whole)).lines] == [1000, 2000]
    with pytest.raises(UnreadableStatement):
        read_camt(camt(whole.replace("20.00</Amt><Refs>", "19.00</Amt><Refs>")))


def test_pending_lines_are_not_read():
    waiting = entry("30.00").replace("BOOK", "PDNG")

    assert read_camt(camt(waiting)).lines == ()


@pytest.mark.parametrize(
    "content",
    [
        b"<not xml",
        b"<Document/>",
        b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "b">]><Document>&a;</Document>',
        camt(entry("30.00")).replace(b'Ccy="EUR"', b'Ccy="USD"'),
        camt(entry("30.00")).replace(b">30.00<", b">30.001<"),
        camt(entry("30.00")).replace(b">30.00<", b">NaN<"),
        camt(entry("30.00")).replace(b">30.00<", b">1e400<"),
        camt(entry("30.00")).replace(b"CRDT", b"????"),
        camt(entry("30.00", on="20/11/2026")),
        camt() + b"<more/>",
        b"<?xml version='1.0' encoding='nonsense'?><a/>",
    ],
)
def test_what_is_no_statement_is_refused(content):
    with pytest.raises(UnreadableStatement):
        read_camt(content)


def test_a_table_of_a_french_bank_is_read():
    rows = "20/11/2026;VIR D-7K3M-9Q2P;;1 234,50;ADA;FR76\r\n2026-11-20;FRAIS;-2,00;;;\r\n\r\n"

    for content in ((TABLE + rows).encode("utf-8-sig"), (TABLE + rows).encode("cp1252")):
        came, left = read_csv(content).lines
        assert (came.on, came.cents, came.words) == (ON, 123_450, "VIR D-7K3M-9Q2P")
        assert left.cents == -200


def test_one_column_with_a_sign_and_commas():
    read = read_csv(b"date,amount,label\n2026-11-20,-12.50,A\n2026-11-20,+3,B\n")

    assert [line.cents for line in read.lines] == [-1250, 300]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"nothing;useful\n1;2\n",
        TABLE.encode() + b"20/13/2026;A;;5,00;;",
        TABLE.encode() + b"20/11/2026;A;;beaucoup;;",
        TABLE.encode() + b"20/11/2026;A;;0,00;;",
        TABLE.encode() + b"20/11/2026;\0;;5,00;;",
    ],
)
def test_a_table_that_cannot_be_read_is_refused(content):
    with pytest.raises(UnreadableStatement):
        read_csv(content)


@given(st.binary(max_size=300))
def test_nonsense_is_refused_and_breaks_nothing(content):
    for read in (read_camt, read_csv):
        try:
            read(content)
        except UnreadableStatement:
            continue


def test_equal_lines_of_a_day_are_told_apart_and_known_again():
    one = ReadLine(on=ON, cents=500, words="don")
    other = ReadLine(on=ON, cents=500, words="don ")

    first, second = (key for key, _ in with_keys([one, other]))

    assert first != second
    assert [key for key, _ in with_keys([one])] == [first]


def test_the_closing_balance_is_that_of_the_last_day():
    opening, end = closing("0.00", on=ON, code="OPBD"), closing("30.00", on=ON)

    found = read_camt(camt(entry("30.00", on=ON), opening, end)).closing
    assert found == Closing(on=ON, cents=3000)
    assert read_camt(camt(entry("1.00", on=ON))).closing is None
    overdrawn = camt(entry("-5.00", on=ON), closing("-5.00", on=ON))
    assert read_camt(overdrawn).closing == Closing(on=ON, cents=-500)


def test_lines_that_do_not_lead_to_the_closing_balance_are_refused():
    opening, end = closing("1.00", on=ON, code="OPBD"), closing("30.00", on=ON)

    with pytest.raises(UnreadableStatement):
        read_camt(camt(entry("30.00", on=ON), opening, end))
