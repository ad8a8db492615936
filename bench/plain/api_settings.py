"""The plain Wagtail of the bench, with Wagtail's own API."""

from bench.plain.settings import *  # noqa: F403  settings are one namespace
from bench.plain.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "wagtail.api.v2", "rest_framework"]
ROOT_URLCONF = "bench.plain.api_urls"
WAGTAILAPI_LIMIT_MAX = 100
