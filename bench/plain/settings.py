"""Our settings, less what makes the platform: tenants, gates, policies."""

from config.settings.base import *  # noqa: F403  settings are one namespace
from config.settings.base import DATABASES, MIDDLEWARE

SECRET_KEY = "bench"
PAGE_CACHE_SECONDS = 0
DATABASES["default"]["ENGINE"] = "bench.plain.engine"
DATABASES["default"]["OPTIONS"] = DATABASES["default"]["OPTIONS"] | {
    "options": "-c search_path=tne_02,public"
}
ROOT_URLCONF = "config.urls_department"
# The list of Wagtail's project template.
PLAIN = (
    "SessionMiddleware",
    "LocaleMiddleware",
    "CommonMiddleware",
    "CsrfViewMiddleware",
    "AuthenticationMiddleware",
    "MessageMiddleware",
    "XFrameOptionsMiddleware",
    "SecurityMiddleware",
    "AccountMiddleware",  # allauth does not start without it
    "SiteRedirects",
)
MIDDLEWARE = [
    "bench.plain.middleware.OneSite",
    *(name for name in MIDDLEWARE if name.endswith(PLAIN)),
]
