"""What every environment shares.

An environment variable decides what differs (docs/how-to/settings.md).
"""

from pathlib import Path

from django.utils.csp import CSP

from config import env, logs
from config.settings.apps import INSTALLED_APPS, TENANT_TYPES  # noqa: F401  settings
from config.settings.payments import *  # noqa: F403  settings are one namespace
from config.settings.payments import PAYMENT_PAGES
from config.settings.people import *  # noqa: F403  settings are one namespace

BASE_DIR = Path(__file__).resolve().parents[2]
STATE_DIR = env.folder("STATE_DIR", BASE_DIR / ".trousse")

# --- Hosts ----------------------------------------------------------------------------------------
# The national site answers on this host, a department on a word before it: aisne.trousse.example.
PLATFORM_DOMAIN = env.text("PLATFORM_DOMAIN", "trousse.localhost")
PLATFORM_PORT = env.text("PLATFORM_PORT", "")
PLATFORM_SCHEME = env.text("PLATFORM_SCHEME", "https")
colon_port = f":{PLATFORM_PORT}" if PLATFORM_PORT else ""
# Never on the internet: see dev.py.
DEVELOPMENT = False
ALLOWED_HOSTS = ["*"]  # the tenant middleware refuses every host that no tenant owns
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

# --- Database and tenants -------------------------------------------------------------------------
# The web process reads and writes rows; only the owner makes tables (docs/adr/0006).
as_owner = env.text("DATABASE_ROLE", "app") == "owner" and env.text("DATABASE_OWNER_URL", "")
DATABASES = {
    "default": {
        **env.database("DATABASE_OWNER_URL" if as_owner else "DATABASE_URL"),
        "ENGINE": "tenants.engine",
        "CONN_MAX_AGE": env.integer("DATABASE_CONNECTION_SECONDS", 60),
        "CONN_HEALTH_CHECKS": True,
    }
}
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TENANT_MODEL = "tenants.Tenant"
TENANT_DOMAIN_MODEL = "tenants.Domain"
TENANT_BASE_MIGRATE_COMMAND = "tenants.migrating.Command"
HAS_MULTI_TYPE_TENANTS = True
MULTI_TYPE_DATABASE_FIELD = "type"
# One SET search_path for each switch, not one for each query.
TENANT_LIMIT_SET_CALLS = True

# --- Requests -------------------------------------------------------------------------------------
MIDDLEWARE = [
    "config.middleware.RequestId",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tenants.middleware.TenantMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "config.middleware.BrowserPolicies",
    "config.api_answers.ApiAnswers",
    "tenants.page_cache.PageCache",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "config.middleware.AddressLimit",
    "config.middleware.UploadLimit",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cms.admin.language.AdminLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cms.admin.refusals.ShowRefusals",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.AccountGate",
    "cms.password_tries.PasswordTries",
    "cms.admin.nonsense.NonsenseGuard",
    "config.middleware.SiteRedirects",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    }
]

# --- People ---------------------------------------------------------------------------------------
# One sign-in for the nation and every department.
SESSION_COOKIE_DOMAIN = CSRF_COOKIE_DOMAIN = f".{PLATFORM_DOMAIN}"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# Sessions stay in the database alone: a cache is keyed by tenant, so that signing out of one site
# would leave the other sites' copies alive.
SESSION_ENGINE = "django.contrib.sessions.backends.db"

# --- Language and time ----------------------------------------------------------------------------
# French is what people read; English is what the code says.
LANGUAGE_CODE, TIME_ZONE = "fr", "Europe/Paris"
USE_I18N = USE_TZ = WAGTAIL_I18N_ENABLED = True
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("fr", "Français"), ("en", "English"), ("ar", "العربية")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]

# --- Files ----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = STATE_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "cms.stylesheet.StylesheetFinder",  # the six files of static/css, served as one
]
FORM_RENDERER = "cms.forms_renderer.PaperForms"
MEDIA_URL = "/media/"
MEDIA_ROOT = env.folder("MEDIA_ROOT", STATE_DIR / "media")
STORAGES = {
    "default": {"BACKEND": "tenants.storage.TenantStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# --- Cache, queue, mail ---------------------------------------------------------------------------
CACHES = {
    "default": {
        **env.cache("CACHE_URL", "locmem://"),
        # Page ids are the same in every schema: without the schema in the key, a site shows
        # another's pages.
        "KEY_FUNCTION": "django_tenants.cache.make_key",
        "REVERSE_KEY_FUNCTION": "django_tenants.cache.reverse_key",
    }
}
# How long a public page is kept for visitors without a session; 0 keeps none.
PAGE_CACHE_SECONDS = env.integer("PAGE_CACHE_SECONDS", 60)
# How long the counts of a long list are kept; 0 counts again for every visitor.
COUNT_CACHE_SECONDS = env.integer("COUNT_CACHE_SECONDS", 60)
TASKS = {
    "default": {
        "BACKEND": "tenants.tasks.TenantDatabaseBackend",
        # A worker takes them all, or those it is told: see docs/how-to/jobs-and-mail.md.
        "QUEUES": ["default", "mail", "media"],
    }
}
MAILERS = {"default": env.mailer("EMAIL_URL", "outbox://")}
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text(
    "EMAIL_FROM", f"Trousse <ne-pas-repondre@{PLATFORM_DOMAIN}>"
)
# People told of alerts, beside the national administrators.
ALERT_EMAILS = env.words("ALERT_EMAILS")
# An alert is raised when no backup was made for so long; 0 watches none.
BACKUP_MAX_HOURS = env.integer("BACKUP_MAX_HOURS", 0)
# The page /courrier/ shows every message to everybody: for demonstrations only.
OUTBOX_PAGE = env.flag("OUTBOX_PAGE", default=False)

# --- Search ---------------------------------------------------------------------------------------
# With an address, Elasticsearch answers searches, and PostgreSQL while it is away.
ELASTICSEARCH_URL = env.text("ELASTICSEARCH_URL", "")
ELASTICSEARCH_INDEX = env.text("ELASTICSEARCH_INDEX", "trousse")
SEARCH_ENGINE = "elasticsearch" if ELASTICSEARCH_URL else "postgres"

# --- Watching -------------------------------------------------------------------------------------
HEALTH_TOKEN = env.text("HEALTH_TOKEN", "")
HEALTH_NETWORKS = env.words("HEALTH_NETWORKS", "127.0.0.1/32,::1/128")
# How many of our own reverse proxies write X-Forwarded-For; 0: nobody's header is believed.
TRUSTED_PROXY_COUNT = env.integer("TRUSTED_PROXY_COUNT", 0)
LOGGING = logs.configuration(
    level=env.text("LOG_LEVEL", "INFO"), as_json=env.flag("LOG_JSON", default=True)
)

# --- Browser security -----------------------------------------------------------------------------
# No inline script, no eval, no third-party origin on public pages.
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    # News of the departments show their pictures on the national site: first-party hosts, all of
    # them.
    "img-src": [CSP.SELF, "data:", f"{PLATFORM_DOMAIN}:*", f"*.{PLATFORM_DOMAIN}:*"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    # Choosing a department in the header leads to another site of the platform.
    "form-action": [
        CSP.SELF,
        f"{PLATFORM_SCHEME}://{PLATFORM_DOMAIN}{colon_port}",
        f"{PLATFORM_SCHEME}://*.{PLATFORM_DOMAIN}{colon_port}",
        # A gift is paid there.
        PAYMENT_PAGES,
    ],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

# --- API ------------------------------------------------------------------------------------------
# Front ends of these origins may read it in a browser; * lets every origin read what is public.
API_CORS_ORIGINS = env.words("API_CORS_ORIGINS")
# What one network may ask of it without a key.
API_PER_MINUTE = env.integer("API_PER_MINUTE", 600)

# --- Wagtail --------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Trousse"
# Days first in the fields of the back office; every language of config/formats reads them.
WAGTAIL_DATE_FORMAT, WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y", "%d/%m/%Y %H:%M"
WAGTAILADMIN_BASE_URL = f"{PLATFORM_SCHEME}://{PLATFORM_DOMAIN}{colon_port}"
WAGTAIL_WORKFLOW_ENABLED = True
# A page sent to be translated waits as a draft: else its French text would be public in Arabic.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = "cms/password_required.html"  # noqa: S105  a template
WAGTAILDOCS_PASSWORD_REQUIRED_TEMPLATE = WAGTAIL_PASSWORD_REQUIRED_TEMPLATE
# The back office asks nothing from outside hosts.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long page in the editor has many

# --- Editorial files ------------------------------------------------------------------------------
WAGTAILIMAGES_IMAGE_MODEL = "cms.Image"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.forms.media.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "heic", "jpeg", "jpg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = env.integer("IMAGE_UPLOAD_MEGABYTES", 15) * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "cms.Document"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.forms.media.DocumentForm"
WAGTAILDOCS_EXTENSIONS = [
    *("csv", "docx", "epub", "ics", "mp3", "mp4", "odp", "ods", "odt"),
    *("pdf", "pptx", "txt", "vtt", "xlsx", "zip"),
]
WAGTAILDOCS_CONTENT_TYPES = {"vtt": "text/vtt", "ics": "text/calendar"}
WAGTAILDOCS_INLINE_CONTENT_TYPES = ["application/pdf", "audio/mpeg", "text/vtt", "video/mp4"]
# Videos and sounds too; nginx's client_max_body_size is just above.
DOCUMENT_UPLOAD_MEGABYTES = env.integer("DOCUMENT_UPLOAD_MEGABYTES", 200)
# Beyond, the words of a file are left to its readers: search knows its title alone.
FILE_TEXT_MEGABYTES = env.integer("FILE_TEXT_MEGABYTES", 50)
FILE_TEXT_SECONDS = env.integer("FILE_TEXT_SECONDS", 60)
# Languages that parents read: wider than those in which the interface is translated.
DOCUMENT_LANGUAGES = [
    *LANGUAGES,
    ("es", "Español"),
    ("pt", "Português"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
]
# Once a week, each outside link of the directories is asked whether it still answers.
OUTSIDE_LINK_CHECKS = env.flag("OUTSIDE_LINK_CHECKS", default=True)
# nginx then sends the file itself from this internal location; empty: Python does.
MEDIA_ACCEL_LOCATION = env.text("MEDIA_ACCEL_LOCATION", "")
# robots.txt and the pages' own marks keep engines out of every site that is not the real one.
SITES_ARE_INDEXED = env.flag("SITES_ARE_INDEXED", default=False)
# RFC 9116, /.well-known/security.txt: an address (mailto:) or a page (https://).
SECURITY_CONTACT = env.text("SECURITY_CONTACT", f"mailto:securite@{PLATFORM_DOMAIN}")
