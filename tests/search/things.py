"""A source with a table of its own: a source is a port, so a test may stand behind it."""

import json
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection

from search import registry
from search.registry import Document, Facet, Point, Visibility

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
TABLE = "search_test_thing"


class Things:
    """Reads the rows of the current schema that are public, as an app would."""

    name = "things"

    def count(self) -> int:
        return len(list(self.documents()))

    def documents(self, keys: Collection[str] | None = None) -> Iterator[Document]:
        condition = "" if keys is None else "AND key = ANY(%s)"
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT key, language, says FROM {TABLE}"  # noqa: S608  fixed words only
                f" WHERE is_public {condition} ORDER BY 1, 2",
                [] if keys is None else [list(keys)],
            )
            for key, language, says in cursor.fetchall():
                yield document(key, language, **json.loads(says))


class KeyedThings(Things):
    name = "keyed"

    def keys(self) -> Iterator[str]:
        yield from sorted({document.key for document in self.documents()})


def document(key: str, language: str = "fr", **says: Any) -> Document:
    days = says.pop("days", None)
    for name in ("starts", "ends"):
        if (after := says.pop(name, None)) is not None:
            says[f"{name}_at"] = NOON + timedelta(days=after)
    if (point := says.pop("point", None)) is not None:
        says["point"] = Point(*point)
    facets = {Facet(name): values for name, values in says.pop("facets", {}).items()}
    return Document(
        key=key,
        language=language,
        kind=says.pop("kind", "thing"),
        title=says.pop("title", f"Chose {key}"),
        url=says.pop("url", f"/choses/{key}/"),
        facets=facets,
        published_at=None if days is None else NOON - timedelta(days=days),
        visibility=Visibility(says.pop("visibility", "network")),
        **says,
    )


def create_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE {connection.schema_name}.{TABLE} (key text, language text,"
            " is_public bool, says text, PRIMARY KEY (key, language))"
        )


def put(key: str, language: str = "fr", *, is_public: bool = True, **says: Any) -> None:
    """Write the app's own row; the catalogue hears nothing of it."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {TABLE} VALUES (%s, %s, %s, %s)"  # noqa: S608
            " ON CONFLICT (key, language)"
            " DO UPDATE SET is_public = excluded.is_public, says = excluded.says",
            [key, language, is_public, json.dumps(says)],
        )


def drop(key: str) -> bool:
    """Delete the app's own row; say whether there was one to see."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE key = %s", [key])  # noqa: S608
        return cursor.rowcount > 0


def publish(key: str, language: str = "fr", **says: Any) -> None:
    put(key, language, **says)
    registry.refresh("things", key)
