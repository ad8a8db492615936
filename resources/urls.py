"""Addresses beside the pages; they come before the pages, which take every address left."""

from django.urls import path

from resources.views import archives, bilingual, files, paper, podcasts

app_name = "resources"
urlpatterns = [
    path("sous-titres/<int:page_id>.vtt", files.captions, name="captions"),
    path("conferences/<uuid:key>.ics", files.conference, name="conference"),
    path("flux/podcasts.rss", podcasts.PodcastFeed(), name="podcasts"),
    path("fiches-pdf/<int:page_id>.pdf", paper.pdf, name="pdf"),
    path("mallettes-zip/<int:page_id>/<int:number>.zip", archives.kit_archive, name="kit_archive"),
    path("deux-langues/<int:page_id>/<str:language>/", bilingual.bilingual, name="bilingual"),
]
