"""Typed reading of environment variables: a wrong value stops the start and is named."""

import os
from pathlib import Path
from urllib.parse import ParseResult, parse_qsl, unquote, urlparse

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def text(name: str, default: str | None = None) -> str:
    """Return the variable; without default a missing one stops the start."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set the environment variable {name}.")
    return value


def flag(name: str, *, default: bool) -> bool:
    """Return a yes/no variable."""
    value = os.environ.get(name, str(default)).strip().lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise ImproperlyConfigured(
        f"{name} must be one of 1, 0, true, false, yes, no; it is {value!r}."
    )


def integer(name: str, default: int) -> int:
    """Return a whole number."""
    value = os.environ.get(name, str(default))
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number; it is {value!r}.") from error


def words(name: str, default: str = "") -> list[str]:
    """Return a list written with commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    """Return a folder; nothing is created here."""
    return Path(os.environ.get(name) or default)


def database(name: str, default: str | None = None) -> dict[str, object]:
    """Read postgresql://user:password@host:port/name?host=/socket/folder into Django's form.

    Only PostgreSQL: search, the ledger and the tenants are written for it (docs/adr/0006).
    """
    url = urlparse(text(name, default))
    if url.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"{name} must begin with postgresql://; it begins with {url.scheme!r}."
        )
    return _connection(url)


def _connection(url: ParseResult) -> dict[str, object]:
    options = dict(parse_qsl(url.query))
    return {
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": options.pop("host", unquote(url.hostname or "")),
        "PORT": options.pop("port", str(url.port or "")),
        "OPTIONS": options,
    }


CACHE_BACKENDS = {
    "locmem": "django.core.cache.backends.locmem.LocMemCache",
    "redis": "django.core.cache.backends.redis.RedisCache",
    "rediss": "django.core.cache.backends.redis.RedisCache",
}


def cache(name: str, default: str) -> dict[str, object]:
    """Read locmem:// (one process) or redis://host:6379/0 (several) into Django's form."""
    value = text(name, default)
    scheme = urlparse(value).scheme
    if scheme not in CACHE_BACKENDS:
        raise ImproperlyConfigured(
            f"{name} must begin with locmem:// or redis://; it is {value!r}."
        )
    location = {} if scheme == "locmem" else {"LOCATION": value}
    return {"BACKEND": CACHE_BACKENDS[scheme], **location}


def mailer(name: str, default: str | None = None) -> dict[str, object]:
    """Read smtp://user:password@host:587, smtps://…, file:///folder, console:// or outbox://.

    outbox:// sends nothing: messages stay in the table, where the outbox page shows them.
    """
    url = urlparse(text(name, default))
    if url.scheme == "outbox":
        return {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    if url.scheme == "console":
        return {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if url.scheme == "file":
        return {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": unquote(url.path)},
        }
    if url.scheme not in {"smtp", "smtps"}:
        raise ImproperlyConfigured(
            f"{name} must begin with smtp://, smtps://, outbox://, file:// or console://."
        )
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": url.hostname or "localhost",
            "port": url.port or (465 if url.scheme == "smtps" else 587),
            "username": unquote(url.username or ""),
            "password": unquote(url.password or ""),
            "use_ssl": url.scheme == "smtps",
            "use_tls": url.scheme == "smtp" and bool(url.username),
            "timeout": 20,
        },
    }
