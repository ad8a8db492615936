"""The suite: as production where behaviour is concerned, quick where it is not."""

import os

os.environ.setdefault("PLATFORM_SCHEME", "http")

from config.settings.base import *  # noqa: F403  the environment above must be read by base

SECRET_KEY = "tests-only"  # noqa: S105  known to all: no secret
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
# Tests change content behind the pages; those of the cache switch it on.
PAGE_CACHE_SECONDS = 0
COUNT_CACHE_SECONDS = env.integer("COUNT_CACHE_SECONDS", 0)  # noqa: F405  base's
# Nothing is collected for tests, and WhiteNoise warns of a folder that is not there.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405  base's

# Tests fill three pages in at once; one says otherwise.
GIFT_LEAST_SECONDS = 0

# A test that wants Elasticsearch says so.
SEARCH_ENGINE = "postgres"
