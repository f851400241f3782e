"""Looking for records in the back office: as many questions to the database for thirty as for one."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from tests.factories import make

pytestmark = pytest.mark.django_db
SEARCHES = [
    (make.OrganisationNameFactory, {"name": {"fr": "Le Caire"}}, "organisation", "caire"),
    (make.OrganisationAliasFactory, {"text": "Al-Qāhira"}, "organisation", "qahira"),
    (make.RegionFactory, {"name": {"fr": "Amérique"}}, "region", "amerique"),
    (make.PersonFactory, {"name": "Müge Özgür"}, "person", "ozgur"),
    (make.BodyFactory, {"name": {"es": "Comité"}}, "body", "comite"),
    (make.InitiativeFactory, {"name": {"pt": "Ação"}}, "initiative", "acao"),
    (make.ActivityFactory, {"title": {"fr": "Été"}}, "activity", "ete"),
    (make.MediaMentionFactory, {"outlet": "O Público"}, "mediamention", "publico"),
]
APPS = {
    "organisation": "members", "region": "members", "person": "governance", "body": "governance",
    "initiative": "programmes", "activity": "activities", "mediamention": "activities",
}  # fmt: skip
CASES = pytest.mark.parametrize(
    ("factory", "values", "model", "typed"),
    SEARCHES,
    ids=[f"{model}-{typed}" for _, _, model, typed in SEARCHES],
)


@pytest.fixture
def staff() -> Client:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("ana", "ana@example.org", "a long password"))
    return client


@CASES
@pytest.mark.parametrize(
    "where", ["wagtailsnippets_{}:list_results", "wagtailsnippetchoosers_{}:choose_results"]
)
def test_list_and_chooser_find_records_in_a_constant_number_of_queries(
    where: str, factory: Any, values: dict[str, Any], model: str, typed: str, staff: Client
) -> None:
    address = reverse(where.format(f"{APPS[model]}_{model}"))
    others = {"organisation": make.OrganisationFactory, "region": make.RegionFactory}.get(model, factory)
    others()  # which is not looked for

    def listed() -> tuple[int, int]:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            response = staff.get(address, {"q": typed})
        page: Any = html.fromstring(response.content)
        rows = page.xpath("//table[contains(@class, 'listing')]/tbody/tr")
        return len(rows), len(asked)

    factory(**values)
    listed()  # what is asked once in the life of a process
    one, few = listed()
    for _ in range(23):
        factory(**values)
    many, asked = listed()
    assert (one, many) == (1, 10 if "choosers" in where else 24)  # a window to choose in has ten rows a page
    assert asked == few
