"""Addresses of search, on every site and in every language."""

from django.urls import path

from search import feeds, views

app_name = "search"
urlpatterns = [
    path("recherche/", views.search, name="results"),
    path("recherche/suggestions/", views.suggestions, name="suggestions"),
    path("recherche/ouvert/", views.clicked, name="clicked"),
    path("recherche/flux.rss", feeds.SearchFeed(), name="feed"),
]
