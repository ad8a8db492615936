"""Addresses beside the pages; they come before the pages, which take every address left."""

from django.urls import path

from resources.views import bilingual, files

app_name = "resources"
urlpatterns = [
    path("sous-titres/<int:page_id>.vtt", files.captions, name="captions"),
    path("conferences/<uuid:key>.ics", files.conference, name="conference"),
    path("deux-langues/<int:page_id>/<str:language>/", bilingual.bilingual, name="bilingual"),
]
