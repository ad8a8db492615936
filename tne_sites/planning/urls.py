"""Addresses of the desk, the same on both sides; and those of the team's planning."""

from django.urls import URLPattern, path

from tne_sites.planning import desk, organisers, spreadsheets, workshops
from tne_sites.planning.access import ORGANISER, TEAM, Side


def of_desk(side: Side) -> list[URLPattern]:
    given = {"side": side}
    return [
        path("<int:pk>/", desk.desk, given, name="desk"),
        path("<int:pk>/inscrire/", desk.register, given, name="register"),
        path("<int:pk>/ecrire/", desk.write, given, name="write"),
        path("<int:pk>/presences/", desk.attendance, given, name="attendance"),
        path("<int:pk>/portes/", desk.doors, given, name="doors"),
        path("<int:pk>/personne/<int:number>/", desk.person, given, name="person"),
        path("<int:pk>/emargement.pdf", desk.sheet, given, name="sheet"),
        path("<int:pk>/inscriptions.csv", desk.export, given, name="export"),
    ]


organiser_urls = (
    [path("", organisers.home, name="home"), *of_desk(ORGANISER)],
    "organiser",
)
team_urls = (
    [
        path("", workshops.index, name="index"),
        path("nouveau/", workshops.add, name="add"),
        path("appels/", workshops.calls, name="calls"),
        path("importer/", spreadsheets.upload, name="import"),
        path("importer/modele.xlsx", spreadsheets.model, name="import_model"),
        path("importer/<uuid:key>/", spreadsheets.preview, name="import_preview"),
        path("organisateurs/", organisers.accesses, name="accesses"),
        path("organisateurs/<int:pk>/terminer/", organisers.end, name="end_access"),
        path("<int:pk>/modifier/", workshops.edit, name="edit"),
        path("<int:pk>/publier/", workshops.publish, name="publish"),
        path("<int:pk>/annuler/", workshops.cancel, name="cancel"),
        path("<int:pk>/supprimer/", workshops.delete, name="delete"),
        path("<int:pk>/dupliquer/", workshops.duplicate, name="duplicate"),
        path("<int:pk>/repeter/", workshops.repeat, name="repeat"),
        *of_desk(TEAM),
    ],
    "planning",
)
