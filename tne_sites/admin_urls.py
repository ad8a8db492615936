"""Addresses of the department screens, below /admin/departements/ of the national site."""

from django.urls import path

from tne_sites.views import departments, hosts

app_name = "departments"
urlpatterns = [
    path("", departments.index, name="index"),
    path("operations/<int:pk>/", departments.operation, name="operation"),
    path("<str:code>/", departments.change, name="change"),
    path("<str:code>/programme/", departments.record, name="record"),
    path("<str:code>/adresses/", hosts.add, name="add_host"),
    path("<str:code>/adresses/principale/", hosts.choose_main, name="main_host"),
    path("<str:code>/adresses/retirer/", hosts.remove, name="remove_host"),
]
