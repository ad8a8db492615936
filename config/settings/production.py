"""On the internet: a missing secret stops the start, everything goes through HTTPS."""

from config import env
from config.settings.base import *  # noqa: F403  settings are one namespace
from config.settings.base import STORAGES

SECRET_KEY = env.text("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
DEBUG = False
MFA_REQUIRED = env.flag("MFA_REQUIRED", default=True)
BACKUP_MAX_HOURS = env.integer("BACKUP_MAX_HOURS", 30)
SITES_ARE_INDEXED = env.flag("SITES_ARE_INDEXED", default=True)
MAILERS = {"default": env.mailer("EMAIL_URL")}  # no default: mail that nobody sends is lost
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = env.flag("HTTPS_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.integer("HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
# Every form is sent to the site that showed it: no other origin, not even another site's, may post.
CSRF_TRUSTED_ORIGINS: list[str] = []
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
