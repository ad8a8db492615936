"""The page on which a donor of the demonstration pays: no script, no card number."""

from html import escape

from campaigns.payments.sandbox.store import Object

STYLE = (
    "body{font:1.1rem/1.6 sans-serif;max-width:34rem;margin:2rem auto;padding:0 1rem}"
    "button{font:inherit;padding:.7rem 1rem;margin:.3rem 0;inline-size:100%}"
    ".note{background:#fff3c4;padding:.7rem 1rem;border:2px solid #8a6d00}"
)
CHOICES = {
    "pay": "Payer",
    "secure": "Payer avec confirmation de la banque (3-D Secure)",
    "decline": "Carte refusée",
    "leave": "Renoncer et revenir au site",
}


def _page(title: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head><body>'
        f'<main><p class="note">Démonstration : aucun argent ne bouge, aucune carte n’est '
        f"demandée.</p><h1>{escape(title)}</h1>{body}</main></body></html>"
    )


def _euros(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02d}\u00a0€"


def _form(session: Object, choices: dict[str, str]) -> str:
    buttons = "".join(
        f'<button name="choice" value="{name}">{escape(label)}</button>'
        for name, label in choices.items()
    )
    return f'<form method="post" action="/pay/{session["id"]}">{buttons}</form>'


def pay(session: Object, message: str = "") -> str:
    """Ask what shall happen."""
    said = f'<p role="alert"><strong>{escape(message)}</strong></p>' if message else ""
    what = f"<p>{escape(session['label'])} : <strong>{_euros(session['amount_total'])}</strong></p>"
    return _page("Paiement", said + what + _form(session, CHOICES))


def secure(session: Object) -> str:
    """What the donor's bank asks."""
    choices = {"pay": "Oui, c’est bien moi", "decline": "Non"}
    return _page("Votre banque vous demande de confirmer", _form(session, choices))


def over() -> str:
    return _page("Cette page de paiement n’est plus ouverte", "<p>Revenez au site.</p>")


NAMES = {"payment_intent": "Paiement", "refund": "Remboursement", "dispute": "Litige"}
SCENARIOS = {
    "payment_intent": {
        "dispute": "La banque du donateur conteste",
        "ask": "La banque du donateur demande une explication",
    },
    "refund": {"fail-refund": "Le remboursement échoue"},
    "dispute": {"win": "Litige gagné", "lose": "Litige perdu"},
    "inquiry": {"win": "L’explication suffit", "escalate": "La banque reprend l’argent"},
}
# What may still happen, told from the state of a dispute.
OPEN_DISPUTES = {"needs_response": "dispute", "warning_needs_response": "inquiry"}


def board(rows: list[tuple[str, Object]]) -> str:
    """What happened lately, and what may happen to it."""
    lines = []
    for kind, row in rows:
        status = str(row.get("status"))
        play = OPEN_DISPUTES.get(status, "") if kind == "dispute" else kind
        done = status in {"failed", "requires_payment_method"}
        choices = {} if done else SCENARIOS.get(play, {})
        buttons = "".join(
            f'<button name="do" value="{value}">{escape(text)}</button>'
            for value, text in choices.items()
        )
        lines.append(
            f"<section><h2>{NAMES[kind]} de {_euros(row['amount'])}</h2>"
            f"<p>{escape(row['id'])} – {escape(str(row['status']))}</p>"
            f'<form method="post" action="/"><input type="hidden" name="which" '
            f'value="{escape(row["id"])}">{buttons}</form></section>'
        )
    body = "".join(lines) or "<p>Rien encore : faites un don sur le site.</p>"
    return _page("Ce que la banque peut faire", body)
