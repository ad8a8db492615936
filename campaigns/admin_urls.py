"""Addresses of the staff's desk, below /admin/projets/ of the national site."""

from django.urls import path

from campaigns.views import review

app_name = "proposals"
urlpatterns = [
    path("", review.queue, name="queue"),
    path("<uuid:pk>/", review.review, name="review"),
]
