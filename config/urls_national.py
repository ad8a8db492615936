"""Addresses of the national site.

What is national alone comes before the pages, which take every address left.
"""

from config.urls import page_urls, site_urls

urlpatterns = [*site_urls, *page_urls]
