"""A newcomer's machine: `make demo`. Nothing here is secret, nothing is for the internet."""

import os

os.environ.setdefault("PLATFORM_SCHEME", "http")
os.environ.setdefault("PLATFORM_PORT", "8000")
os.environ.setdefault("OUTBOX_PAGE", "1")
os.environ.setdefault("LOG_JSON", "0")

from config.settings.base import *  # noqa: F403  the environment above must be read by base

SECRET_KEY = "development-only-and-therefore-public"  # noqa: S105
DEBUG = True
