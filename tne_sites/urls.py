"""Addresses of workshops, on every site, below /ateliers/."""

from django.urls import path

from tne_sites.views import calendars, prints, registrations, workshops

app_name = "workshops"
urlpatterns = [
    path("", workshops.index, name="index"),
    path("mon-departement/", workshops.remember, name="remember"),
    path("carte.svg", workshops.sketch_svg, name="sketch"),
    path("agenda.ics", calendars.feed, name="feed"),
    path("series/<uuid:key>/agenda.ics", calendars.series, name="series_calendar"),
    path("inscription/<str:token>/", registrations.registration, name="registration"),
    path("inscription/<str:token>/agenda.ics", registrations.own_calendar, name="own_calendar"),
    path("<int:pk>/agenda.ics", calendars.one, name="calendar"),
    path("<int:pk>/", workshops.short, name="short"),
    path("<int:pk>/affiche.pdf", prints.poster, name="poster"),
    path("<int:pk>/tracts.pdf", prints.leaflets, name="leaflets"),
    path("<int:pk>/<slug:slug>/", workshops.detail, name="workshop"),
    path("<int:pk>/<slug:slug>/inscription/", registrations.register, name="register"),
    path("<int:pk>/merci/<str:token>/", registrations.registered, name="registered"),
]
