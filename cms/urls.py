"""Addresses beside the pages; they come before the pages, which take every address left."""

from django.urls import path

from cms.views import contact, feeds, media, newsletter, site, styleguide

app_name = "cms"
urlpatterns = [
    path("media/<path:path>", media.media, name="media"),
    path("identity.css", site.identity, name="identity"),
    path("manifest.webmanifest", site.manifest, name="manifest"),
    path("robots.txt", site.robots, name="robots"),
    path("sitemap.xml", site.sitemap_xml, name="sitemap"),
    path("sitemap-<slug:name>.xml", site.sitemap_part, name="sitemap_part"),
    path(".well-known/security.txt", site.security_txt, name="security"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("styleguide/paires.css", styleguide.sample_identities, name="styleguide_identities"),
    path("departements/", site.departments, name="departments"),
    path("signaler/", contact.report, name="report"),
    path("lettre/", newsletter.ask, name="newsletter"),
    path("lettre/confirmer/<str:token>/", newsletter.confirm, name="newsletter_confirm"),
    path("lettre/quitter/<uuid:key>/", newsletter.leave, name="newsletter_leave"),
    path("flux/actualites.rss", feeds.NewsFeed(), name="news_rss"),
    path("flux/actualites.atom", feeds.NewsAtom(), name="news_atom"),
]
