"""Addresses that every site has. Commands and workers use this list whatever the tenant."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from accounts.views.entrance import to_our_sign_in
from config.api import absent, api
from config.api_page import contract
from tne_sites.planning.urls import organiser_urls

site_urls = [
    # Before Wagtail's: there is one way to sign in.
    path("admin/login/", to_our_sign_in),
    path("_util/login/", to_our_sign_in),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v1/", contract, name="api_contract"),
    path("api/v1/", api.urls),
    re_path("^api/", absent),
]

page_urls = i18n_patterns(
    path("", include("tenants.urls")),
    path("compte/", include("accounts.urls")),
    path("", include("search.urls")),
    path("", include("tne_sites.urls_territory")),
    path("", include("resources.urls")),
    path("ateliers/organisateur/", include(organiser_urls)),
    path("ateliers/", include("tne_sites.urls")),
    path("", include("cms.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)

urlpatterns = [*site_urls, *page_urls]
