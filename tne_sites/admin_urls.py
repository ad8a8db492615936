"""Addresses of the department screens, below /admin/departements/ of the national site."""

from django.urls import path

from tne_sites.views import departments

app_name = "departments"
urlpatterns = [
    path("", departments.index, name="index"),
    path("operations/<int:pk>/", departments.operation, name="operation"),
    path("<str:code>/", departments.change, name="change"),
    path("<str:code>/programme/", departments.record, name="record"),
]
