"""Addresses of projects below /mes-projets/, on the national site alone."""

from django.urls import path

from campaigns.views import handover, posts, preview, proposal, refusals

app_name = "projects"
urlpatterns = [
    path("", proposal.index, name="index"),
    path("nouveau/", proposal.start, name="start"),
    path("apercu/<str:token>/", preview.preview, name="preview"),
    path("postes/", posts.index, name="posts"),
    path("postes/activer/<str:token>/", posts.activate, name="activate_post"),
    path("postes/<uuid:pk>/", posts.read, name="answer"),
    path("postes/<uuid:pk>/attester/", posts.attest, name="attest"),
    path("postes/<uuid:pk>/dons/", refusals.gifts, name="gifts"),
    path("reprendre/<str:token>/", handover.take, name="take"),
    path("<uuid:pk>/", proposal.project, name="project"),
    path("<uuid:pk>/envoyer/", proposal.send, name="send"),
    path("<uuid:pk>/valider/", proposal.validate, name="validate"),
    path("<uuid:pk>/rouvrir/", proposal.reopen, name="reopen"),
    path("<uuid:pk>/retirer/", proposal.withdraw, name="withdraw"),
    path("<uuid:pk>/copier/", proposal.duplicate, name="duplicate"),
    path("<uuid:pk>/transmettre/", handover.offer, name="offer"),
    path("<uuid:pk>/<slug:name>/", proposal.step, name="step"),
]
