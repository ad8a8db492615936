"""Addresses of a host that is no site's: health for the load balancer, a page for visitors."""

from django.urls import re_path

from config import health
from tenants.views.hosts import unknown_host

urlpatterns = [
    *health.urlpatterns,
    re_path(r"^(?P<path>.*)$", unknown_host, name="unknown_host"),
]
