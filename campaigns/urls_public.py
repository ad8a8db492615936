"""Addresses of collections below /collectes/, on the national site alone."""

from django.urls import path

from campaigns.views import campaign, collections, figures, follow, patrons, proof

app_name = "collections"
urlpatterns = [
    path("", collections.index, name="index"),
    path("carte.svg", collections.sketch, name="sketch"),
    path("ecole/<str:code>/", collections.school, name="school"),
    path("chiffres/", figures.index, name="figures"),
    path("chiffres/<slug:name>.csv", figures.table, name="figures_table"),
    path("preuve/", proof.index, name="proof"),
    path("preuve/jours.csv", proof.table, name="proof_table"),
    path("mecenes/", patrons.index, name="patrons"),
    path("suivi/<str:token>/", follow.confirm, name="confirm"),
    path("ne-plus-suivre/<uuid:key>/", follow.leave, name="leave"),
    path("<slug:slug>/", campaign.show, name="campaign"),
    path("<slug:slug>/suivre/", follow.follow, name="follow"),
    path("<slug:slug>/code.svg", campaign.code, name="code"),
    path("<slug:slug>/affiche.pdf", campaign.poster, name="poster"),
    path("<slug:slug>/papillons.pdf", campaign.slips, name="slips"),
]
