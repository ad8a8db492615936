"""The sandbox's tables: objects, events among them, and answers by idempotency key. SQLite."""

import hashlib
import json
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

type Object = dict[str, Any]

SCHEMA = """
CREATE TABLE IF NOT EXISTS object(
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, place INTEGER NOT NULL, body TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS object_kind ON object(kind, place);
CREATE TABLE IF NOT EXISTS answer(
    key TEXT PRIMARY KEY, question TEXT NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL);
"""


class Refused(Exception):
    """What Stripe would answer with an error."""

    def __init__(self, message: str, *, status: int = 400, code: str = "") -> None:
        super().__init__(message)
        self.status, self.code = status, code

    def body(self) -> Object:
        kind = "idempotency_error" if self.code == "idempotency" else "invalid_request_error"
        return {"error": {"type": kind, "code": self.code or None, "message": str(self)}}


class Store:
    """One connection and one lock: a request is one transaction."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.lock = threading.RLock()
        self.database = sqlite3.connect(folder / "sandbox.sqlite3", check_same_thread=False)
        self.database.executescript(SCHEMA)

    def new(self, kind: str, prefix: str, **fields: Any) -> Object:
        made = {
            "id": f"{prefix}_{secrets.token_hex(12)}",
            "object": kind,
            "created": int(time.time()),
            "livemode": False,
            **fields,
        }
        self.save(made)
        return made

    def save(self, made: Object) -> None:
        with self.lock, self.database:
            self.database.execute(
                "INSERT INTO object VALUES (?, ?, (SELECT coalesce(max(place), 0) + 1 FROM object),"
                " ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body",
                (made["id"], made["object"], json.dumps(made)),
            )

    def get(self, object_id: str, kind: str) -> Object:
        row = self.database.execute(
            "SELECT body FROM object WHERE id = ? AND kind = ?", (object_id, kind)
        ).fetchone()
        if row is None:
            raise Refused(f"No such {kind}: {object_id}", status=404, code="resource_missing")
        return dict(json.loads(row[0]))

    def all(self, kind: str, wanted: Callable[[Object], bool] = lambda _: True) -> list[Object]:
        """Return the newest first, as Stripe lists them."""
        with self.lock:
            rows = self.database.execute(
                "SELECT body FROM object WHERE kind = ? ORDER BY place DESC", (kind,)
            ).fetchall()
        return [made for (body,) in rows if wanted(made := json.loads(body))]

    def once(self, key: str, question: str, answer: Callable[[], Object]) -> Object:
        """Answer a repeated question as the first time; the same key for another is refused."""
        print_of = hashlib.sha256(question.encode()).hexdigest()
        with self.lock:
            kept = self.database.execute(
                "SELECT question, body FROM answer WHERE key = ?", (key,)
            ).fetchone()
            if kept is not None:
                if kept[0] != print_of:
                    message = "Keys for idempotent requests can only be used with the same request."
                    raise Refused(message, code="idempotency")
                return dict(json.loads(kept[1]))
            made = answer()
            with self.database:
                self.database.execute(
                    "INSERT INTO answer VALUES (?, ?, 200, ?)", (key, print_of, json.dumps(made))
                )
            return made
