"""Whatever stands in an address: no search box, window or completion, and no page of a list, ends in a failure.

Before: a search of 1,500 words was a 500 in every list and window that has a box ("Expression tree is too large"), a
quotation mark in that of the library (SQLite's full-text search takes it for its own), and a key that is no number in
the windows in which several records are chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.db import connection, models
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.search.index import insert_or_update_object

from rapporteur.base.core.searching import SearchQuerySet
from rapporteur.base.values.search import MOST_CHARACTERS, MOST_WORDS
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.records.activities.models import Activity
from rapporteur.records.members.models import Organisation
from tests.factories import make
from tests.support.office import superuser, url
from tests.support.office_cases import chooser

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("noted_contexts"),
    pytest.mark.filterwarnings(
        "ignore::pytest.PytestUnraisableExceptionWarning"
    ),  # files that Wagtail leaves open
]
MANY_WORDS = " ".join(f"word{number}" for number in range(1_500))
HOSTILE = {
    "one long word": "w" * 100_000,
    "no word": "%_'\"\\*()-:& | !" * 20,
    "operators": 'AND OR NOT NEAR("a" "b", 10) a* ^a {a} "',
    "letters that grow": "\ufdfa" * 300,
    "other scripts": "𝕏 \u202e\u200b İ ß 東京",
}
WAGTAILS = (
    "wagtailimages:index", "wagtailimages:index_results", "wagtailimages_chooser:choose",
    "wagtailimages_chooser:choose_results", "wagtaildocs:index", "wagtaildocs:index_results",
    "wagtaildocs_chooser:choose",
    "wagtaildocs_chooser:choose_results", "wagtailusers_users:index", "wagtailusers_users:index_results",
    "wagtailadmin_choose_page", "wagtailadmin_choose_page_search",
    "wagtailadmin_tag_autocomplete",
)  # fmt: skip


@pytest.fixture
def ana() -> Client:
    make.AssociationFactory()
    client = superuser()
    client.raise_request_exception = False
    return client


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw no pages: what is asked of the database is asked before, and drawing takes ten times as long."""
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", property(lambda response: ""))


def boxes() -> Iterator[str]:
    """Yield every address with something to look for."""
    for model in DOORS:
        yield from (url(model, "list"), chooser(model, "choose_results"))
    yield from map(reverse, WAGTAILS)


@pytest.mark.usefixtures("undrawn")
def test_no_search_box_fails_for_many_words(ana: Client) -> None:
    make.ImageFactory()
    assert failures(ana, boxes(), {"q": MANY_WORDS, "term": MANY_WORDS}) == {}


def failures(client: Client, addresses: Iterable[str], asked: dict[str, str]) -> dict[str, int]:
    answers = {address: client.get(address, asked).status_code for address in addresses}
    return {address: code for address, code in answers.items() if code != 200}


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_search_box_fails_whatever_is_typed(ana: Client, typed: str) -> None:
    make.ImageFactory()
    ours = (
        url(Activity, "list_results"),
        url(Organisation, "list_results"),
        chooser(Organisation, "choose_results"),
    )
    results = [name for name in WAGTAILS if name.endswith(("results", "search", "autocomplete"))]
    assert failures(ana, (*ours, *map(reverse, results)), {"q": typed, "term": typed}) == {}


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("name", ["q", "term", "p", "ordering", "id", "next", "x\0"])
def test_a_character_that_no_text_holds_is_refused(ana: Client, name: str) -> None:
    for address in (url(Activity, "list"), *map(reverse, WAGTAILS), "/", "/2018-Q2/fr/"):
        assert ana.get(address, {name: "a\0b"}).status_code == 400, address
    assert ana.get("/2018-Q2/f\0r/").status_code == 404


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("value", ["9" * 30, "-1", "x", "1e9", "１", "", "[]", "' OR 1=1 --"])
def test_no_page_order_or_number_fails(ana: Client, value: str) -> None:
    names = ("p", "page", "ordering", "collection_id", "tag", "layout", "locale", "limit", "offset")
    for name in names:
        for address in (
            url(Activity, "list"),
            chooser(Activity, "choose_results"),
            *map(reverse, WAGTAILS[::4]),
        ):
            assert ana.get(address, {name: value}).status_code < 500, (address, name)


def test_keys_that_no_record_can_have_are_not_found(ana: Client) -> None:
    large = 10**30
    for model in DOORS:
        for view in ("edit", "delete", "usage", "history"):
            assert ana.get(url(model, view, large)).status_code == 404, (model, view)
        assert ana.get(chooser(model, "chosen", large)).status_code == 404, model
        many = chooser(model, "chosen_multiple")
        assert [ana.get(many, {"id": key}).status_code for key in (large, "x", -1, "")] == [400] * 4
    for name in ("wagtailimages_chooser:chosen_multiple", "wagtaildocs_chooser:chosen_multiple"):
        assert [ana.get(reverse(name), {"id": key}).status_code for key in (large, "x")] == [400] * 2
    for kind in (("activities", "activity"), ("wagtailimages", "image"), ("members", "organisation")):
        delete = reverse("wagtail_bulk_action", args=(*kind, "delete"))
        assert [ana.get(delete, {"id": key}).status_code for key in (large, "x", 10**17)] == [400, 400, 404]


def test_what_was_looked_for_stands_in_the_box(ana: Client) -> None:
    found = make.ActivityFactory(title={"en": " ".join(MANY_WORDS.split()[:MOST_WORDS])})
    make.ActivityFactory(title={"en": "another"})
    page: Any = ana.get(url(Activity, "list"), {"q": MANY_WORDS})
    assert list(page.context["object_list"]) == [found]
    assert f'value="{" ".join(MANY_WORDS.split()[:MOST_WORDS])}"' in page.content.decode()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ('"', False), ("green(", True), ("GREEN AND", False), ("NEAR(a b, 10)", True), ("green*", True),
        ("-green", True), ("a:b", True), ("square", True), ("blue", False),
    ],
)  # fmt: skip
def test_the_library_is_searched_by_words(ana: Client, typed: str, found: bool) -> None:
    image: Any = make.ImageFactory(title="A green square near a b 10")
    insert_or_update_object(image)
    page: Any = ana.get(reverse("wagtailimages:index_results"), {"q": typed})
    assert list(page.context["images"]) == ([image] if found else [])


SEARCHED: list[Any] = [model for model in DOORS if isinstance(model._default_manager.all(), SearchQuerySet)]


@pytest.mark.parametrize("model", SEARCHED, ids=lambda model: model.__name__)
def test_a_question_to_the_database_is_bounded_whoever_asks(model: type[models.Model]) -> None:
    """A script or an import has no address: what is asked is bounded all the same."""
    for typed in (MANY_WORDS, *HOSTILE.values()):
        with CaptureQueriesContext(connection) as asked:
            list(model._default_manager.all().matching(typed))  # type: ignore[attr-defined]
        assert len(asked) == 1
        assert len(asked[0]["sql"]) < 100 * MOST_WORDS * (MOST_CHARACTERS + 100)
