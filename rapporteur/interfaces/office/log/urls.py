"""The addresses of Log, below that of the back office."""

from django.urls import path

from rapporteur.interfaces.office.library.taking import take_picture
from rapporteur.interfaces.office.log import several_views, views

app_name = "log"
urlpatterns = [
    path("", views.LogPage.as_view(), name="new"),
    path("understand/", views.UnderstandView.as_view(), name="understand"),
    path("keep/", views.KeepView.as_view(), name="keep"),
    path("choices/", views.ChoicesView.as_view(), name="choices"),
    path("photo/", take_picture, name="photo"),
    path("several/", several_views.SeveralView.as_view(), name="several"),
    path("activity/<slug:slug>/", views.page_of_activity, name="activity"),
    path("<slug:key>/discard/", views.DiscardView.as_view(), name="discard"),
    path("<slug:key>/", views.LogPage.as_view(), name="page"),
]
