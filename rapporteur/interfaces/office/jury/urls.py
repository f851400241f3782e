"""Addresses of the pages of jurors, within /account/: they do not enter the office."""

from django.urls import path

from rapporteur.interfaces.office.jury.pages import JuryApplicationView, JuryCallView, JuryView

JURY = [
    path("jury/", JuryView.as_view(), name="jury"),
    path("jury/<slug:call>/", JuryCallView.as_view(), name="jury_call"),
    path("jury/<slug:call>/<int:number>/", JuryApplicationView.as_view(), name="jury_application"),
]
