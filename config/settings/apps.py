"""Which app lives in which schema (docs/adr/0001).

`SHARED` has its tables in `public`. `CORE` has them in every tenant's schema, because Wagtail and
Django's collector walk all registered models whatever the site. Only `campaigns` is national alone.
"""

SHARED = [
    "tenants",  # before django_tenants, whose migrate_schemas it replaces
    "django_tenants",
    "territories",
    "search",
    "django.contrib.contenttypes",
    "accounts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "wagtail.users",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # its templates, for forms written in the look of the sites
    "django_filters",
    "django_htmx",
    "django_tasks_db",
    "tne_sites.registry",
    "kernel",
]

CORE = [
    "django.contrib.auth",
    "accounts.memberships",
    "cms",
    "resources",
    "tne_sites",
    "campaigns.pages",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "django.contrib.postgres",
    "modelcluster",
    "taggit",
]

NATIONAL_ONLY = ["campaigns"]

TENANT_TYPES = {
    "public": {"APPS": SHARED, "URLCONF": "config.urls_public"},
    "national": {"APPS": [*CORE, *NATIONAL_ONLY], "URLCONF": "config.urls_national"},
    "department": {"APPS": CORE, "URLCONF": "config.urls_department"},
}
INSTALLED_APPS = list(dict.fromkeys(app for kind in TENANT_TYPES.values() for app in kind["APPS"]))
