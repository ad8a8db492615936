"""Addresses of the coordinator's screens, below /admin/territoire/."""

from django.urls import path

from tne_sites.office import identity, parents, register, report, resources, schools

app_name = "office"
urlpatterns = [
    path("structures/<int:pk>/", register.structure, name="structure"),
    path("structures/<int:pk>/documents/", register.add_paper, name="add_paper"),
    path("documents/<int:pk>/", register.paper, name="paper"),
    path("ecoles/", schools.index, name="schools"),
    path("ecoles/ajouter/", schools.add, name="add_schools"),
    path("ecoles/saisir/", schools.enter, name="enter_school"),
    path("ecoles/<int:pk>/retirer/", schools.retire, name="retire_school"),
    path("parents-ressources/<int:pk>/", parents.follow, name="parent"),
    path("ressources/", resources.index, name="resources"),
    path("ressources/adopter/", resources.adopt, name="adopt"),
    path("ressources/vu/", resources.seen, name="resources_seen"),
    path("ressources/<int:pk>/retirer/", resources.drop, name="drop_resource"),
    path("indicateurs/", report.page, name="indicators"),
    path("indicateurs/bilan.pdf", report.pdf, name="report_pdf"),
    path("indicateurs/bilan.xlsx", report.spreadsheet, name="report_sheet"),
    path("identite/", identity.identity, name="identity"),
]
