"""What the API asks for a gift, and what it says of one to whoever holds its token."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from django.conf import settings
from ninja import Field, Schema

from campaigns.api.schemas import Name, RewardOut
from cms.api.pages import LOCALES

type Locale = Literal[LOCALES]  # type: ignore[valid-type]  # languages of the settings
DEFAULT_LOCALE: str = settings.LANGUAGE_CODE
Email = Annotated[str, Field(max_length=254, json_schema_extra={"format": "email"})]
Cents = Annotated[int, Field(ge=1, le=10**12)]
Text = Annotated[str, Field(max_length=2000)]
Address = Annotated[str, Field(max_length=1000)]
Kept = Literal["refund", "fund"]
How = Literal["card", "transfer"]


class Choice(Schema):
    value: str
    label: str


class GiftTerms(Schema):
    """What may be given at this moment; `left_cents` and rewards are those of a collection alone.

    `transfer_until` is null where a transfer would not arrive in time.
    """

    is_open: bool
    least_cents: int
    most_cents: int
    left_cents: int | None
    presets_cents: list[int]
    transfer_until: datetime | None
    earmarks: list[Choice]
    rewards: list[RewardOut]


class CodeIn(Schema):
    email: Email
    locale: Locale = DEFAULT_LOCALE


class CodeOut(Schema):
    """To be sent back with the six digits, until `expires_at`."""

    token: str
    expires_at: datetime


class ProofIn(Schema):
    email: Email
    token: Text
    code: Annotated[str, Field(max_length=20)]
    locale: Locale = DEFAULT_LOCALE


class ProofOut(Schema):
    """Proves the address in `POST gifts`, until `expires_at`."""

    proof: str
    expires_at: datetime


class PayIn(Schema):
    """Where the provider's page leads back: on an origin that may read this API, else our page.

    `{token}` in an address becomes the gift's.
    """

    return_url: Address = ""
    cancel_url: Address = ""


class GiftIn(PayIn):
    """A gift to a collection; without one, to the solidarity fund, where `earmark` keeps it.

    A name is asked of a company and for a receipt, an address for a receipt. A word of support is
    shown under its pseudonym.
    """

    campaign: Name | None = None
    earmark: Annotated[str, Field(max_length=60)] = ""
    amount_cents: Cents
    on_failure: Kept = "refund"
    email: Email
    proof: Text
    is_adult: bool
    kind: Literal["person", "company"] = "person"
    name: Text = ""
    siret: Annotated[str, Field(max_length=60)] = ""
    address: Text = ""
    wants_receipt: bool = False
    reward: Text = ""
    message: Text = ""
    pseudonym: Text = ""
    method: How = "card"
    locale: Locale = DEFAULT_LOCALE


class ChoiceIn(Schema):
    on_failure: Kept


class AmountIn(Schema):
    amount_cents: Cents


class TransferOut(Schema):
    """What to copy into one's bank: the reference alone says whose gift it is.

    `qr_svg` is the code that banks' applications read.
    """

    name: str
    iban: str
    bic: str
    reference: str
    missing_cents: int
    until: datetime
    may_change: bool
    qr_svg: str


class RefundOut(Schema):
    amount_cents: int
    state: str


class GiftTarget(Schema):
    """The collection; for the solidarity fund `slug` and `url` are empty."""

    slug: str
    title: str
    url: str


class GiftOut(Schema):
    """`state`: pending, paid, unpaid, awaited, partial, checking, refused (by the school).

    Nothing here names the donor. `url` is the donor's page on the site.
    """

    token: UUID
    reference: str
    state: str
    method: str
    amount_cents: int
    target: GiftTarget
    on_failure: str
    may_choose: bool
    transfer: TransferOut | None
    refunds: list[RefundOut]
    receipt_url: str | None
    url: str


class StartedOut(GiftOut):
    """`checkout_url` is the provider's page, where cards are asked for; null for a transfer."""

    checkout_url: str | None
    checkout_until: datetime | None
