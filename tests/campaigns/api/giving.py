"""Short words for tests of gifts through the API: a donor who proves their address."""

import re
from typing import Any

from django.test import Client

from tenants.models import Mail

ADA = "ada@example.org"


def ask(path: str, said: Any = None, *, method: str = "", host: str = "", **headers: str) -> Any:
    client = Client(headers={"host": f"{host}trousse.localhost", **headers})
    verb = method or ("get" if said is None else "post")
    body = {} if said is None else {"data": said, "content_type": "application/json"}
    return getattr(client, verb)(f"/api/v1/{path}", **body)


def digits(to: str = ADA) -> str:
    mail = Mail.objects.filter(kind="campaigns.gift-code", to=to).order_by("-pk").first()
    return re.search(r"\d{3} \d{3}", mail.subject)[0]


def proof(email: str = ADA) -> str:
    token = ask("gifts/codes", {"email": email}).json()["token"]
    said = {"email": email, "token": token, "code": digits(email)}
    return ask("gifts/proofs", said).json()["proof"]


def wish(campaign: Any = None, **changes: Any) -> dict[str, Any]:
    """The body of a gift of 40 €."""
    said = {"amount_cents": 4000, "email": ADA, "is_adult": True, **changes}
    if campaign is not None:
        said["campaign"] = campaign.slug
    return said if "proof" in said else said | {"proof": proof(said["email"])}


def begin(said: dict[str, Any], key: str = "premier-essai") -> Any:
    return ask("gifts", said, idempotency_key=key)
