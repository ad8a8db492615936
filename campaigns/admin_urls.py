"""Addresses of the staff's desk, below /admin/projets/ of the national site."""

from django.urls import path

from campaigns.views import review, settlements, structure_desk, words

app_name = "proposals"
urlpatterns = [
    path("", review.queue, name="queue"),
    path("reglements/", settlements.index, name="settlements"),
    path("reglements/<uuid:pk>/", settlements.settlement, name="settlement"),
    path("mots/", words.moderate, name="words"),
    path("structures/", structure_desk.index, name="structures"),
    path("structures/<uuid:pk>/", structure_desk.show, name="structure"),
    path("<uuid:pk>/", review.review, name="review"),
    path("<uuid:pk>/argent/", settlements.money, name="money"),
]
