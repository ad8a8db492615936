"""Addresses of structures, target schools and applications of resource parents."""

from django.urls import path

from tne_sites.views import applications, schools, structures

app_name = "territory"
urlpatterns = [
    path("structures/", structures.index, name="structures"),
    path("structures/carte/", structures.sketch_page, name="structures_map"),
    path("structures/carte.svg", structures.sketch_svg, name="structures_sketch"),
    path("structures/<int:pk>/", structures.show, name="structure"),
    path("ecoles/", schools.index, name="schools"),
    path("ecoles/<str:code>/", schools.show, name="school"),
    path("parents-ressources/candidature/", applications.apply, name="apply"),
]
