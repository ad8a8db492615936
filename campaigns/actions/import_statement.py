"""A file of the bank is read: new lines are kept once, nothing moves until a person says what."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.db import transaction

from accounts.models import User
from campaigns.actions.guards import require_treasurer
from campaigns.bank_balance import watch_bank
from campaigns.domain.bank_csv import read_csv
from campaigns.domain.bank_lines import (
    MOST_BYTES,
    ReadLine,
    ReadStatement,
    UnreadableStatement,
    with_keys,
)
from campaigns.domain.camt import read_camt
from campaigns.models import BankLine, BankStatement
from kernel.domain import gettext_noop
from tenants import audit


@transaction.atomic
def import_statement(*, name: str, content: bytes, by: User, at: datetime) -> BankStatement:
    """Keep the lines that are new; UnreadableStatement keeps nothing at all."""
    require_treasurer(by)
    read = _read(content)
    digest = hashlib.sha256(content).hexdigest()
    if BankStatement.objects.filter(digest=digest).exists():
        raise UnreadableStatement(gettext_noop("This very file was imported already."))
    _check_format(read)
    statement = BankStatement.objects.create(
        name=name.replace("\0", "")[-120:] or "-",
        format=read.format,
        digest=digest,
        lines_read=len(read.lines),
        lines_new=0,
        closing_on=read.closing.on if read.closing else None,
        closing_cents=read.closing.cents if read.closing else None,
        imported_by=by,
        imported_at=at,
    )
    rows = [_row(statement, key, line) for key, line in with_keys(read.lines)]
    before = BankLine.objects.count()
    BankLine.objects.bulk_create(rows, ignore_conflicts=True)
    statement.lines_new = BankLine.objects.count() - before
    statement.save(update_fields=["lines_new"])
    detail = {"lines": statement.lines_read, "new": statement.lines_new}
    audit.record(action="bank.imported", actor=by, target=statement, detail=detail)
    watch_bank()
    return statement


def _read(content: bytes) -> ReadStatement:
    if len(content) > MOST_BYTES:
        raise UnreadableStatement(gettext_noop("This file is too large: five megabytes at most."))
    read = read_camt(content) if content.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<" else None
    read = read or read_csv(content)
    if not read.lines:
        raise UnreadableStatement(gettext_noop("This file has no line."))
    if read.account and read.account != settings.PLATFORM_IBAN:
        raise UnreadableStatement(gettext_noop("This is the statement of another account."))
    return read


def _check_format(read: ReadStatement) -> None:
    """One day comes in one format: the same line says other things in another one."""
    days = {line.on for line in read.lines}
    others = BankLine.objects.filter(booked_on__in=days).exclude(statement__format=read.format)
    if others.exists():
        raise UnreadableStatement(
            gettext_noop("Days of this file were imported in the other format: keep to one.")
        )


def _row(statement: BankStatement, key: str, line: ReadLine) -> BankLine:
    clean = {
        name: getattr(line, name).replace("\0", "")
        for name in ("name", "iban", "words", "reference")
    }
    return BankLine(
        statement=statement,
        key=key,
        booked_on=line.on,
        amount_cents=line.cents,
        name=clean["name"][:300],
        iban=clean["iban"].replace(" ", "")[:34],
        words=clean["words"][:600],
        reference=clean["reference"][:300],
    )
