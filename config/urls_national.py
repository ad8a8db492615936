"""Addresses of the national site.

What is national alone comes before the pages, which take every address left.
"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from campaigns.views import webhook
from config.urls import page_urls, site_urls

national_urls = i18n_patterns(
    path("mes-projets/", include("campaigns.urls")),
    path("dons/", include("campaigns.urls_giving")),
    path("collectes/", include("campaigns.urls_public")),
    prefix_default_language=False,
)
# The provider knows one address, in no language.
delivery_urls = [path("paiements/stripe/", webhook.stripe, name="stripe")]
urlpatterns = [*site_urls, *delivery_urls, *national_urls, *page_urls]
