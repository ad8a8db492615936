"""Logs as JSON lines, with the request and the site, and without the address of anybody."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

from kernel.http import request_id
from kernel.masking import mask

# What a LogRecord always has: all the rest was given by `extra=`.
_STANDARD = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
# Objects that Django adds: their text would show paths with query strings and users' names.
_LEFT_OUT = {"request", "exc_info", "params", "server_time"}


class JsonFormatter(logging.Formatter):
    """One object per line; texts are masked after they are formatted, hence arguments too."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": mask(record.getMessage()),
        }
        if request := request_id.get():
            line["request"] = request
        if schema := _schema():
            line["site"] = schema
        if record.exc_info:
            line["error"] = mask(self.formatException(record.exc_info))
        line |= {name: _plain(value) for name, value in vars(record).items() if _is_extra(name)}
        return json.dumps(line, ensure_ascii=False)


class MaskingFormatter(logging.Formatter):
    """Plain lines for a person at a terminal, masked all the same."""

    def format(self, record: logging.LogRecord) -> str:
        return mask(super().format(record))


def configuration(*, level: str = "INFO", as_json: bool = True) -> dict[str, Any]:
    """Return LOGGING: everything to the standard error, for the machine to keep."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {"()": "config.logs.JsonFormatter"},
            "plain": {
                "()": "config.logs.MaskingFormatter",
                "format": "{asctime} {levelname} {name}: {message}",
                "style": "{",
            },
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "json" if as_json else "plain",
            }
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Django gives its own loggers handlers of their own: one way out is enough.
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": level, "propagate": True},
            "django.tasks": {"handlers": [], "level": level, "propagate": True},
            # One line for each question to Elasticsearch would hold what people search.
            "elastic_transport": {"level": "WARNING"},
            # A scanner of hosts is not our trouble.
            "django.security.DisallowedHost": {"handlers": [], "level": "CRITICAL"},
        },
    }


def _schema() -> str:
    """Return the site in use; asking opens no connection."""
    from django.db import connection  # noqa: PLC0415 - logging is configured before the databases

    return str(getattr(connection, "schema_name", "") or "")


def _is_extra(name: str) -> bool:
    return name not in _STANDARD and name not in _LEFT_OUT and not name.startswith("_")


def _plain(value: object) -> Any:
    return value if isinstance(value, (bool, int, float, type(None))) else mask(str(value))
