"""Addresses of a department's site."""

from config.urls import page_urls, site_urls

urlpatterns = [*site_urls, *page_urls]
