"""A newcomer's machine: `make demo`. Nothing here is secret, nothing is for the internet."""

import os

os.environ.setdefault("PLATFORM_SCHEME", "http")
os.environ.setdefault("PLATFORM_PORT", "8000")
os.environ.setdefault("OUTBOX_PAGE", "1")
os.environ.setdefault("LOG_JSON", "0")

from config import env
from config.settings.base import *  # noqa: F403  the environment above must be read by base

SECRET_KEY = "development-only-and-therefore-public"  # noqa: S105  known to all: no secret
# This is a place to try things: accounts with a known password, localhost leads to the sites.
DEVELOPMENT = True
# Off: what is shown is what visitors see. DEBUG=1 shows tracebacks and reloads templates.
DEBUG = env.flag("DEBUG", default=False)
# Static files come from the sources, read again at each request.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
# A demonstration leaves the outside world alone.
OUTSIDE_LINK_CHECKS = env.flag("OUTSIDE_LINK_CHECKS", default=False)
