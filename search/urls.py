"""Addresses of search, on every site and in every language."""

from django.urls import path

from search import views

app_name = "search"
urlpatterns = [path("recherche/", views.search, name="results")]
