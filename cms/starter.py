"""What a new site has on its first day: languages, home, usual pages, menus, in each language.

Asking twice changes nothing.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import connection
from django.db.models.signals import post_migrate
from wagtail.models import Collection, Locale, Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms import starter_pages, starter_words, upkeep
from cms.models import BasePage, DepartmentHomePage, Menu, NationalHomePage, SiteSettings
from cms.planting import plant
from cms.starter_words import LANGUAGES
from tenants.lifecycle import Moment, at
from tenants.models import Tenant, TenantType


def build_site(tenant: Tenant) -> None:
    """Furnish the current schema, which is the tenant's.

    Called in the transaction that opens the site.
    """
    with upkeep.together():
        locale = _locales()
        # These pages name no image nor other page: Wagtail need not look for references in them.
        with disable_reference_index_auto_update():
            home = _home(tenant, locale)
            _site(tenant, home)
            pages = _pages(tenant, home)
            others = {code: _translate(tenant, code, home, pages) for code in LANGUAGES}
        SiteSettings.objects.get_or_create(site=Site.objects.get(is_default_site=True))
        _menus(locale, pages)
        for code, translated in others.items():
            _menus(Locale.objects.get(language_code=code), translated, like=locale)
        _collections()


def _locales() -> Locale:
    """Have every active language, the default one first; Wagtail's own migrations made "en"."""
    known = {locale.language_code: locale for locale in Locale.objects.all()}
    for code, _name in settings.LANGUAGES:
        if code not in known:
            known[code] = Locale.objects.create(language_code=code)
    return known[settings.LANGUAGE_CODE]


def _home(tenant: Tenant, locale: Locale) -> BasePage:
    model = NationalHomePage if tenant.is_national else DepartmentHomePage
    found = model.objects.filter(locale=locale).first()
    if found:
        return found
    clear_welcome()
    root = Page.objects.get(depth=1)
    return plant(root, [model(**starter_pages.home(tenant), locale=locale)])[0]


def clear_welcome() -> None:
    """Remove the "Welcome to your new Wagtail site" of Wagtail's migrations."""
    if welcome := Page.objects.filter(depth=2, slug="home", title__startswith="Welcome").first():
        welcome.delete()


def after_migrations(app_config: AppConfig, **_: Any) -> None:
    """Clear a schema once its last app is migrated: a department is then made without that work."""
    tenant = getattr(connection, "tenant", None)
    is_last = app_config is list(apps.get_app_configs())[-1]
    if is_last and tenant is not None and tenant.get_tenant_type() in TenantType.values:
        clear_welcome()


def follow_address(tenant: Tenant) -> None:
    """Write addresses of pages with the main host of the site, or the port, which has changed."""
    site = Site.objects.get(is_default_site=True)
    site.hostname, site.port = _host(tenant), _port()
    site.save(update_fields=["hostname", "port"])


def _host(tenant: Tenant) -> str:
    primary = tenant.domains.filter(is_primary=True).first()
    return str(primary.domain) if primary else tenant.default_host


def _port() -> int:
    return int(settings.PLATFORM_PORT or (443 if settings.PLATFORM_SCHEME == "https" else 80))


def _site(tenant: Tenant, home: BasePage) -> None:
    """Give the schema its one Site, on the host and port people type."""
    values = {
        "hostname": _host(tenant),
        "port": _port(),
        "site_name": tenant.name,
        "root_page": home,
        "is_default_site": True,
    }
    Site.objects.update_or_create(is_default_site=True, defaults=values)


def _pages(tenant: Tenant, home: BasePage) -> dict[str, Page]:
    """Add the usual pages that are not there yet, under the home."""
    known = {page.slug: page for page in Page.objects.child_of(home)}
    new = [page for page in starter_pages.usual(tenant) if page.slug not in known]
    return known | {page.slug: page for page in plant(home, new)}


def _translate(
    tenant: Tenant, code: str, home: BasePage, pages: dict[str, Page]
) -> dict[str, Page]:
    """Add what is missing in another language; return its pages by the French page's address."""
    locale = Locale.objects.get(language_code=code)
    words = starter_words.pages(tenant, code)
    known = {page.translation_key: page for page in Page.objects.filter(locale=locale)}
    first = known.get(home.translation_key)
    if first is None:
        said = {**starter_pages.home(tenant), **words["accueil"], "slug": f"accueil-{code}"}
        here = {"locale": locale, "translation_key": home.translation_key}
        first = plant(Page.objects.get(depth=1), [type(home)(**said, **here)])[0]
    new = []
    for page in starter_pages.usual(tenant):
        page.translation_key, page.locale = pages[page.slug].translation_key, locale
        if page.translation_key not in known:
            for name, value in words[page.slug].items():
                setattr(page, name, value)
            new.append(page)
    planted = {page.translation_key: page for page in plant(first, new)}
    done = known | planted
    return {
        slug: done[page.translation_key]
        for slug, page in pages.items()
        if page.translation_key in done
    }


def _menus(locale: Locale, pages: dict[str, Page], *, like: Locale | None = None) -> None:
    """Write the menus that a language has not; `like` is the language of their originals."""
    known = set(Menu.objects.filter(locale=locale).values_list("slot", flat=True))
    keys = dict(Menu.objects.filter(locale=like).values_list("slot", "translation_key"))
    code = locale.language_code
    for slot, title, slugs in starter_pages.MENUS:
        if slot not in known:
            Menu.objects.create(
                slot=slot,
                title=starter_words.menu_title(code, title) if like else title,
                locale=locale,
                items=list(_items(slugs, pages, code if like else "")),
                **({"translation_key": keys[slot]} if slot in keys else {}),
            )


def _items(slugs: tuple[str, ...], pages: dict[str, Page], code: str) -> Iterator[dict[str, Any]]:
    for slug in slugs:
        if slug.startswith("/"):
            label = starter_words.label(code, slug) if code else starter_pages.LABELS[slug]
            url = f"/{code}{slug}" if code else slug
            yield {"type": "link", "value": {"url": url, "label": label, "page": None}}
        elif slug in pages:
            yield {"type": "link", "value": {"page": pages[slug].pk, "label": "", "url": ""}}


def _collections() -> None:
    """Sort the library, so that a coordinator may lock one shelf without the others."""
    root = Collection.get_first_root_node()
    known = set(root.get_children().values_list("name", flat=True))
    for name in starter_pages.COLLECTIONS:
        if name not in known:
            root.add_child(name=name)


def install() -> None:
    """Called when the app starts."""
    at(Moment.CREATED)(build_site)
    at(Moment.MOVED)(follow_address)
    post_migrate.connect(after_migrations, dispatch_uid="cms.starter")
