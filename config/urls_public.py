"""Addresses of a host that is no site's: a page that helps to find the right one."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
