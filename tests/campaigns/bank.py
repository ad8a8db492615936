"""Short words for tests of transfers: a transfer that is awaited, a statement on which it is."""

from decimal import Decimal

from django.utils import timezone

from campaigns.actions.explain_line import match_line
from campaigns.actions.import_statement import import_statement
from campaigns.actions.start_gift import Donor, Wishes, start_gift
from campaigns.domain.transfers import creditor_reference
from campaigns.models import BankLine, Campaign, Method, Payment
from kernel.money import Money
from tests.campaigns.books import number

OURS = "FR7630001007941234567890185"
THEIRS = "FR7630006000011234567890189"
SPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"


def pledge(
    campaign: Campaign | None, euros: int, *, at=None, email="", name="", **wishes
) -> Payment:
    """Somebody says that they will make a transfer."""
    return start_gift(
        campaign=campaign,
        amount=Money.euros(euros),
        donor=Donor(email=email or f"virement{number()}@example.org", name=name),
        wishes=Wishes(**wishes),
        at=at or timezone.now(),
        method=Method.TRANSFER,
    )


def entry(  # noqa: PLR0913  what a line says
    euros: str, *, words="", reference="", name="ADA LOVELACE", iban=THEIRS, own="", on=None
):
    """One line of a statement in camt.053; a negative amount has left."""
    amount = Decimal(euros)
    side, sign = ("Dbtr", "CRDT") if amount > 0 else ("Cdtr", "DBIT")
    return (
        f'<Ntry><Amt Ccy="EUR">{abs(amount)}</Amt><CdtDbtInd>{sign}</CdtDbtInd>'
        f"<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{on or timezone.localdate()}</Dt></BookgDt>"
        f"<AcctSvcrRef>{own or number()}</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>"
        f"{reference or 'NOTPROVIDED'}</EndToEndId></Refs><RltdPties><{side}><Pty><Nm>{name}</Nm>"
        f"</Pty></{side}><{side}Acct><Id><IBAN>{iban}</IBAN></Id></{side}Acct></RltdPties>"
        f"<RmtInf><Ustrd>{words}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
    )


def closing(euros: str, *, on=None, code: str = "CLBD") -> str:
    """What is on the account at the end of a day, or at its beginning."""
    amount = Decimal(euros)
    sign = "DBIT" if amount < 0 else "CRDT"
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>"
        f'<Amt Ccy="EUR">{abs(amount)}</Amt><CdtDbtInd>{sign}</CdtDbtInd>'
        f"<Dt><Dt>{on or timezone.localdate()}</Dt></Dt></Bal>"
    )


def camt(*entries: str, account: str = OURS) -> bytes:
    return (
        f'<?xml version="1.0"?><Document xmlns="{SPACE}"><BkToCstmrStmt><Stmt><Id>1</Id>'
        f"<Acct><Id><IBAN>{account}</IBAN></Id></Acct>{''.join(entries)}</Stmt></BkToCstmrStmt>"
        "</Document>"
    ).encode()


def arrives(payment: Payment, euros: str, by, **said) -> BankLine:
    """The bank shows a transfer with the reference of a gift."""
    words = creditor_reference(payment.gift.reference)
    return shows(entry(euros, **({"words": words} | said)), by)


def shows(line: str, by) -> BankLine:
    import_statement(name="releve.xml", content=camt(line), by=by, at=timezone.now())
    return BankLine.objects.latest("pk")


def match(line: BankLine, payment: Payment, by) -> Payment:
    """Somebody says that a line pays a gift."""
    return match_line(line_id=line.pk, payment_id=payment.pk, by=by, at=timezone.now())


def read(content: bytes, by) -> None:
    import_statement(name="releve.xml", content=content, by=by, at=timezone.now())
