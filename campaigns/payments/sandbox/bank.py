"""What the sandbox does when it is asked: sessions, payments, refunds, disputes; and tells of."""

import time
from collections.abc import Callable, Mapping
from typing import Any

from campaigns.payments.sandbox.store import Object, Refused, Store

FEE_PERMILLE, FEE_FIXED, DISPUTE_FEE = 15, 25, 2000
API_VERSION = "2026-10-28.endive"


class Bank:
    """Keeps its promises to Stripe's clients; `tell` receives every event to deliver."""

    def __init__(self, store: Store, address: str, tell: Callable[[Object], None]) -> None:
        self.store, self.address, self.tell = store, address, tell

    # --- what the API asks ------------------------------------------------------------------------

    def open_session(self, asked: Mapping[str, Any]) -> Object:
        lines = list(_list(asked.get("line_items")))
        if asked.get("mode") != "payment" or not lines:
            raise Refused("mode=payment and line_items are required")
        total = sum(
            int(line["price_data"]["unit_amount"]) * int(line.get("quantity", 1)) for line in lines
        )
        if total <= 0:
            raise Refused("the amount must be positive", code="parameter_invalid_integer")
        made = self.store.new(
            "checkout.session",
            "cs_test",
            status="open",
            payment_status="unpaid",
            payment_intent=None,
            amount_total=total,
            currency="eur",
            metadata=dict(asked.get("metadata", {})),
            intent_metadata=dict(asked.get("payment_intent_data", {}).get("metadata", {})),
            client_reference_id=asked.get("client_reference_id"),
            expires_at=int(asked.get("expires_at") or time.time() + 86_400),
            success_url=asked.get("success_url", ""),
            cancel_url=asked.get("cancel_url", ""),
            label=lines[0]["price_data"]["product_data"]["name"],
        )
        made["url"] = f"{self.address}/pay/{made['id']}"
        self.store.save(made)
        return made

    def session(self, session_id: str) -> Object:
        """Read a session; one whose time is over expires when somebody looks."""
        with self.store.lock:
            found = self.store.get(session_id, "checkout.session")
            if found["status"] == "open" and found["expires_at"] <= time.time():
                return self._expire(found)
        return found

    def expire_session(self, session_id: str) -> Object:
        with self.store.lock:
            found = self.session(session_id)
            if found["status"] != "open":
                raise Refused("Only Checkout Sessions with a status in [open] can be expired.")
            return self._expire(found)

    def _expire(self, session: Object) -> Object:
        session |= {"status": "expired", "url": None}
        self.store.save(session)
        self._event("checkout.session.expired", session)
        return session

    def refund(self, asked: Mapping[str, Any]) -> Object:
        with self.store.lock:
            intent = self.store.get(str(asked.get("payment_intent", "")), "payment_intent")
            done = [row for row in self.refunds_of(intent["id"]) if row["status"] != "failed"]
            left = intent["amount_received"] - sum(row["amount"] for row in done)
            amount = int(asked.get("amount") or left)
            if amount <= 0 or amount > left:
                raise Refused("Refund amount is greater than unrefunded amount", code="charge_over")
            disputes = self._disputes_of(intent["id"])
            if any(row["balance_transactions"] and row["status"] != "won" for row in disputes):
                raise Refused("This charge is disputed", code="charge_disputed")
            made = self.store.new(
                "refund",
                "re",
                amount=amount,
                currency="eur",
                payment_intent=intent["id"],
                status="succeeded",
                metadata=dict(asked.get("metadata", {})),
            )
            self._transaction("refund", -amount, 0, made["id"])
            self._event("refund.created", made)
            self._event("charge.refunded", made | {"id": intent["latest_charge"]})
            return made

    def refunds_of(self, intent_id: str) -> list[Object]:
        return self.store.all("refund", lambda row: row["payment_intent"] == intent_id)

    def _disputes_of(self, intent_id: str) -> list[Object]:
        return self.store.all("dispute", lambda row: row["payment_intent"] == intent_id)

    # --- what a donor, a bank or the weather does -------------------------------------------------

    def pay(self, session_id: str) -> Object:
        """The card was accepted: once, whatever is pressed twice."""
        with self.store.lock:
            session = self.session(session_id)
            if session["status"] != "open":
                return session
            amount = session["amount_total"]
            intent = self._intent(session, status="succeeded", received=amount)
            fee = (amount * FEE_PERMILLE + 500) // 1000 + FEE_FIXED
            self._transaction("charge", amount, fee, intent["latest_charge"])
            session |= {"status": "complete", "payment_status": "paid", "url": None}
            self.store.save(session)
            self._event("payment_intent.succeeded", intent)
            self._event("checkout.session.completed", session)
            return session

    def decline(self, session_id: str) -> Object:
        """The card was refused: the session stays open for another try."""
        with self.store.lock:
            session = self.session(session_id)
            if session["status"] == "open":
                intent = self._intent(session, status="requires_payment_method", received=0)
                self._event("payment_intent.payment_failed", intent)
            return session

    def _intent(self, session: Object, *, status: str, received: int) -> Object:
        if session["payment_intent"]:
            intent = self.store.get(session["payment_intent"], "payment_intent")
        else:
            intent = self.store.new("payment_intent", "pi", currency="eur", latest_charge=None)
            session["payment_intent"] = intent["id"]
        intent |= {
            "amount": session["amount_total"],
            "amount_received": received,
            "status": status,
            "metadata": session["intent_metadata"],
            "latest_charge": f"ch_{intent['id'][3:]}" if received else None,
        }
        self.store.save(intent)
        self.store.save(session)
        return intent

    def open_dispute(self, intent_id: str, cents: int = 0, *, is_inquiry: bool = False) -> Object:
        """Take a payment back, or a part of it; an inquiry only asks, and takes nothing yet."""
        with self.store.lock:
            intent = self.store.get(intent_id, "payment_intent")
            made = self.store.new(
                "dispute",
                "dp",
                amount=cents or intent["amount_received"],
                currency="eur",
                payment_intent=intent_id,
                status="warning_needs_response",
                balance_transactions=[],
            )
            if not is_inquiry:
                self._withdraw(made)
            self._event("charge.dispute.created", made)
            return made

    def escalate(self, dispute_id: str) -> Object:
        """The answer to an inquiry did not satisfy: now the money is taken."""
        with self.store.lock:
            found = self.store.get(dispute_id, "dispute")
            if found["status"] == "warning_needs_response":
                self._withdraw(found)
                self._event("charge.dispute.funds_withdrawn", found)
            return found

    def _withdraw(self, dispute: Object) -> None:
        taken = self._transaction("adjustment", -dispute["amount"], DISPUTE_FEE, dispute["id"])
        dispute["balance_transactions"].append(taken)
        dispute["status"] = "needs_response"
        self.store.save(dispute)

    def end_dispute(self, dispute_id: str, *, won: bool) -> Object:
        with self.store.lock:
            found = self.store.get(dispute_id, "dispute")
            if found["status"] == "warning_needs_response" and won:
                found["status"] = "warning_closed"
            elif found["status"] == "needs_response":
                found["status"] = "won" if won else "lost"
            else:
                return found
            if found["status"] == "won":
                back = self._transaction("adjustment", found["amount"], -DISPUTE_FEE, dispute_id)
                found["balance_transactions"].append(back)
            self.store.save(found)
            self._event("charge.dispute.closed", found)
            return found

    def fail_refund(self, refund_id: str) -> Object:
        """The donor's card is gone: the money comes back to us."""
        with self.store.lock:
            found = self.store.get(refund_id, "refund")
            if found["status"] != "failed":
                found["status"] = "failed"
                self.store.save(found)
                self._transaction("refund_failure", found["amount"], 0, refund_id)
                self._event("refund.failed", found)
            return found

    def pay_out(self, amount: int = 0) -> Object:
        """Send what is there to the platform's bank, line by line; or an amount asked for."""
        with self.store.lock:
            lines = [row for row in self.store.all("balance_transaction") if not row.get("payout")]
            total = amount or sum(row["net"] for row in lines)
            if total <= 0:
                raise Refused("You have insufficient funds", code="balance_insufficient")
            made = self.store.new(
                "payout",
                "po",
                amount=total,
                currency="eur",
                status="paid",
                automatic=not amount,
                arrival_date=int(time.time()) + 86_400,
            )
            own = self._transaction("payout", -total, 0, made["id"])
            for row in [*lines, own] if not amount else []:
                row["payout"] = made["id"]
                self.store.save(row)
            return made

    def fail_payout(self, payout_id: str) -> Object:
        """The platform's bank refused it: the money is at the provider's again."""
        with self.store.lock:
            found = self.store.get(payout_id, "payout")
            if found["status"] != "failed":
                found["status"] = "failed"
                self.store.save(found)
                self._transaction("payout_failure", found["amount"], 0, payout_id)
            return found

    def _transaction(self, kind: str, amount: int, fee: int, source: str) -> Object:
        figures = {"amount": amount, "fee": fee, "net": amount - fee}
        return self.store.new(
            "balance_transaction", "txn", type=kind, currency="eur", source=source, **figures
        )

    def transactions(self, payout: str = "") -> list[Object]:
        """List the account's lines, or a payout's; a charge is shown whole, as when expanded."""
        rows = self.store.all("balance_transaction")
        rows = [row for row in rows if not payout or row.get("payout") == payout]
        for row in rows:
            if row["type"] == "charge":
                intent = f"pi_{row['source'][3:]}"
                row["source"] = {"id": row["source"], "object": "charge", "payment_intent": intent}
        return rows

    def _event(self, kind: str, about: Object) -> None:
        data = {"object": about}
        made = self.store.new("event", "evt", type=kind, api_version=API_VERSION, data=data)
        self.tell(made)


def _list(given: object) -> list[Any]:
    """A form's list comes as {"0": …, "1": …}."""
    return list(given.values()) if isinstance(given, dict) else list(given or ())  # type: ignore[call-overload]  # as the form gave it
