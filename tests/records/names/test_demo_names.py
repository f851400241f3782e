"""Every recorded name of the demonstration, in every language, finds its organisation wherever one is looked for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db.models import ForeignKey
from django.forms import HiddenInput
from django.test import Client
from django.urls import reverse
from lxml import html
from wagtail.snippets.models import get_snippet_models
from wagtail.snippets.widgets import AdminSnippetChooser

from rapporteur.interfaces.office.pages.looking import RecordIndexView
from rapporteur.interfaces.office.pages.searching import MatchingFilterForm
from rapporteur.records.members.models import Organisation, OrganisationAlias, OrganisationName
from rapporteur.records.names.loading import load_registry
from rapporteur.records.names.match import Answer

pytestmark = pytest.mark.usefixtures("demo_records", "db")
ON = date(2018, 6, 30)


def recorded() -> list[tuple[str, str]]:
    """Return every name and alias in every language, with the slug of its organisation."""
    names = OrganisationName.objects.order_by("pk").values_list("organisation__slug", "name")
    aliases = OrganisationAlias.objects.order_by("pk").values_list("organisation__slug", "text")
    return [*((slug, text) for slug, name in names for text in name.values()), *aliases]


def test_every_name_is_found_in_the_list_of_the_back_office() -> None:
    view = RecordIndexView()
    view.model, view.is_searching = Organisation, True
    assert view.is_searchable
    lost = []
    for slug, text in recorded():
        view.search_query = text
        if not view.search_queryset(Organisation.objects.filter(slug=slug)).exists():
            lost.append((slug, text))
    assert len(recorded()) > 500
    assert lost == []


def test_every_name_is_found_where_an_organisation_is_chosen() -> None:
    lost = []
    for slug, text in recorded():
        form = MatchingFilterForm({"q": text})
        assert form.is_valid()
        if not form.filter(Organisation.objects.filter(slug=slug)).exists():
            lost.append((slug, text))
    assert lost == []


def test_every_form_that_refers_to_an_organisation_asks_the_same_chooser() -> None:
    reverse("wagtailsnippets_members_organisation:list")  # the back office is made when it is first asked for
    choosers = []
    for model in get_snippet_models():
        form: Any = model.snippet_viewset.get_edit_handler().get_form_class()
        parts = [formset.form for formset in form.formsets.values()]
        for each in (form, *parts):
            choosers += [
                field.widget
                for name, field in each.base_fields.items()
                if _refers(each._meta.model, name) and not isinstance(field.widget, HiddenInput)
            ]
    assert len(choosers) == 28
    assert all(isinstance(widget, AdminSnippetChooser) for widget in choosers)
    assert {widget.model for widget in choosers} == {Organisation}
    chooser: Any = Organisation.snippet_viewset.chooser_viewset
    for view in (chooser.choose_view_class, chooser.choose_results_view_class):
        shown = view()
        shown.model = Organisation
        assert shown.get_filter_form_class() is MatchingFilterForm


def _refers(model: type[Any], name: str) -> bool:
    """Tell whether a field of a form refers to one organisation."""
    field = model._meta.get_field(name)
    return isinstance(field, ForeignKey) and field.related_model is Organisation


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("Le Caire", "Cairo"),
        ("Alger", "Algiers"),
        ("CHIRAZ", "Shiraz"),
        ("calcutta", "Kolkata"),
        ("Bogota", "Bogotá"),
    ],
)
def test_page_lists_what_is_looked_for(typed: str, called: str) -> None:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("ana", "ana@example.org", "a long password"))
    listed = "wagtailsnippets_members_organisation:list_results"
    for name in (listed, "wagtailsnippetchoosers_members_organisation:choose_results"):
        response = client.get(reverse(name), {"q": typed})
        assert response.status_code == 200
        page: Any = html.fromstring(response.content.decode())
        links = page.xpath("//table//a[normalize-space()]")
        assert called in {" ".join(link.text_content().split()) for link in links}, name


def test_index_knows_every_name_the_search_knows_and_asks_where_a_name_means_two() -> None:
    organisations = load_registry(ON).organisations
    asked = set()
    for slug, text in recorded():
        match = organisations.match(text, any_standing=True)
        assert slug in {candidate.slug for candidate in match.candidates}, (slug, text)
        assert match.answer in {Answer.MATCHED, Answer.AMBIGUOUS}
        if match.answer is Answer.AMBIGUOUS:
            asked.add(text)
    assert {"Barcelona", "Barcelone"} <= asked
    assert len(asked) < 10
