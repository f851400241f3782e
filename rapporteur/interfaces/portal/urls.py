"""Public addresses."""

from django.urls import path

from rapporteur.interfaces.portal import views

urlpatterns = [
    path("", views.home, name="home"),
    path("<str:period>/<slug:language>/", views.edition, name="edition"),
    path("<str:period>/files/<str:name>", views.file, name="file"),
]
