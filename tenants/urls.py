"""Addresses of the demonstration's mail; they answer 404 unless OUTBOX_PAGE is set."""

from django.urls import path

from tenants.views import outbox_page

app_name = "outbox"
urlpatterns = [
    path("courrier/", outbox_page.list_messages, name="list"),
    path("courrier/<int:pk>/", outbox_page.show_message, name="message"),
    path("courrier/<int:pk>/html/", outbox_page.show_html, name="html"),
]
