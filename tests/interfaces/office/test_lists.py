"""Lists and windows to choose from: what they cost, and that no search or filter shows what is out of reach."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from django.views.generic.list import MultipleObjectMixin
from wagtail.users.models import UserProfile

from rapporteur.base.core.models import Association
from rapporteur.base.core.permissions import Actor, Role, can
from rapporteur.base.core.reach import within_reach
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.pages.addresses import INSIDE, RIGHT_OF
from rapporteur.records.activities.models import Activity, BilateralMeeting
from rapporteur.records.dues.models import PublishedStatement
from rapporteur.records.governance.models import Person
from rapporteur.records.members.models import Organisation, Prospect
from rapporteur.records.programmes.models import Initiative
from rapporteur.records.reports.models import Report
from tests import factories
from tests.base.core.test_columns import MAKERS, made, own_models
from tests.factories import make
from tests.support.office import shown, signed_in, superuser, url
from tests.support.office_cases import LYING, OTHER, OWN, chooser

pytestmark = pytest.mark.django_db
LISTED = [model for model in DOORS if model is not Association]
"""Of the association there is one."""
MANY = 30
"""Three pages of a window to choose from. A list shows fifty to a page: its pages are made smaller; the two kinds that
grow are asked with more."""
MANY_MORE = 300
FIRST = date(2018, 4, 1)
SERIES: dict[type[models.Model], Callable[[int], object]] = {
    PublishedStatement: lambda n: make.PublishedStatementFactory(as_of_date=FIRST + timedelta(n)),
    Report: lambda n: make.ReportFactory(
        slug=f"report-{n}", period_start=FIRST, period_end=date(2018 + n, 7, 1)
    ),
}
"""Of these there is one for each day or period."""


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory()


def add(model: type[models.Model], count: int) -> None:
    """Record some more of a kind, each with rows of its own."""
    if model in LYING:
        for _ in range(count):
            LYING[model](make.RegionFactory())
    elif model in SERIES:
        for _ in range(count):
            SERIES[model](model._default_manager.count())
    else:
        getattr(factories, f"{model.__name__}Factory").create_batch(count)


def in_small_pages(view: Any, _: object) -> int:
    """Have a list of MANY on as many pages as one of MANY_MORE has."""
    view.paginate_by = MANY // 6
    return int(view.paginate_by)


def queries(client: Client, address: str) -> int:
    """Return how many queries a page takes that was shown before."""
    shown(client, address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        response = client.get(address)
    assert response.status_code == 200
    return len(asked)


@pytest.mark.parametrize("model", LISTED, ids=lambda model: model.__name__)
def test_a_list_of_many_takes_as_many_queries_as_of_one(model: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    clients = [superuser(), signed_in(Role.REGIONAL_SECRETARY, region=OWN)]
    addresses = [url(model, "list"), chooser(model, "choose_results")]
    add(model, 1)
    asked = [(client, one) for client in clients for one in addresses if client.get(one).status_code == 200]
    assert len(asked) >= len(addresses)
    before = [queries(client, one) for client, one in asked]
    add(model, MANY - model._default_manager.count())
    assert model._default_manager.count() == MANY
    assert [queries(client, one) for client, one in asked] == before
    monkeypatch.setattr(MultipleObjectMixin, "get_paginate_by", in_small_pages)
    for page in (1, 3, 6):
        assert queries(clients[0], f"{addresses[0]}?p={page}") == before[0]


@pytest.mark.usefixtures("noted_contexts")
@pytest.mark.parametrize("model", [Activity, Organisation], ids=lambda model: model.__name__)
def test_a_list_of_several_pages_takes_as_many_queries_as_of_one(model: Any) -> None:
    client, address = superuser(), url(model, "list")
    add(model, 1)
    before = queries(client, address)
    add(model, MANY_MORE - model._default_manager.count())
    assert model._default_manager.count() == MANY_MORE
    assert [queries(client, f"{address}?p={page}") for page in (1, 2, 6)] == [before] * 3
    viewset = model.snippet_viewset
    listed = viewset.in_order(model._default_manager.all()).order_by(*viewset.ordering, "pk")
    ordering = [one.pk for one in listed]
    shown_in_turn: list[int] = []
    for page in range(1, 7):
        answer: Any = client.get(address, {"p": page})
        assert answer.context["items_count"] == MANY_MORE
        shown_in_turn += [one.pk for one in answer.context["object_list"]]
    assert shown_in_turn == ordering


@pytest.mark.parametrize("model", [Activity, BilateralMeeting, Prospect], ids=lambda model: model.__name__)
def test_no_search_filter_or_order_shows_what_is_out_of_reach(model: Any) -> None:
    own, other = (LYING[model](make.RegionFactory(slug=slug)) for slug in (OWN, OTHER))
    zoe = signed_in(Role.REGIONAL_SECRETARY, region=OWN)
    searched = getattr(other, "slug", "a")
    asked = [
        "",
        f"?q={searched}",
        "?ordering=-pk",
        "?p=1",
        "?line=",
        "?kind=MEETING",
        "?stage=CONTACT",
    ]
    for query in asked:
        for address, name in (
            (url(model, "list"), "object_list"),
            (chooser(model, "choose_results"), "results"),
        ):
            response = zoe.get(address + query)
            assert response.status_code == 200, query
            assert response.context_data is not None
            found = {one.pk for one in response.context_data[name]}
            assert found <= {own.pk}, f"{address}{query}"
    file: Any = zoe.get(url(model, "list") + "?export=csv")
    exported = file.content.decode("utf-8-sig")
    assert exported.count("\n") == 2, exported  # the heading and one row
    assert zoe.get(url(model, "edit", other.pk)).status_code == 404


def related(model: Any, path: str) -> Any:
    """Return the kind of record to which a path of fields leads, None where it leads to a value."""
    for name in path.split("__"):
        model = model._meta.get_field(name).related_model
    return model


@pytest.mark.parametrize("model", DOORS, ids=lambda model: model.__name__)
def test_filters_offer_what_whoever_lists_may_see(model: Any) -> None:
    """A list of names to filter by tells them: each kind that is offered is shown to all who have the list."""
    filters = getattr(model.snippet_viewset.filterset_class, "base_filters", {})
    named = [getattr(one, "queryset", None) for one in filters.values()]
    named += [getattr(one, "extra", {}).get("queryset") for one in filters.values()]
    offered = {one.model for one in named if one is not None} & set(DOORS)
    listed = getattr(model.snippet_viewset, "list_filter", None)
    listed = listed if isinstance(listed, list) else []
    offered |= {related(model, name) for name in listed} & set(DOORS)
    for role in Role:
        by = Actor("x", frozenset({role}), frozenset({OWN}))
        if can(by, DOORS[model].view):
            for kind in offered:
                everything = kind._default_manager.all()
                assert within_reach(everything, by, DOORS[kind].view).query.where == everything.query.where


def test_usage_names_no_record_of_another_region() -> None:
    own, other = (make.RegionFactory(slug=slug) for slug in (OWN, OTHER))
    initiative = LYING[Initiative](own)
    for region, slug in ((own, "near-by"), (other, "far-away")):
        activity: Any = LYING[Activity](region)
        Activity.objects.filter(pk=activity.pk).update(slug=slug, title={"fr": slug})
        activity.refresh_from_db()
        activity.initiative = initiative
        activity.save()
    told = {
        role: shown(signed_in(role, region=OWN), url(Initiative, "usage", initiative.pk)).text_content()
        for role in (Role.REGIONAL_SECRETARY, Role.OFFICER)
    }
    assert "near-by" in told[Role.REGIONAL_SECRETARY]
    assert "far-away" not in told[Role.REGIONAL_SECRETARY]
    assert "far-away" in told[Role.OFFICER]


def test_a_report_is_called_by_its_period_in_the_language_of_whoever_reads() -> None:
    ana = superuser()
    shown(ana, url(Report, "list"))  # what is used where is kept once the office is loaded
    signatory = make.PersonFactory()
    make.ReportFactory(
        slug="2018-q2", period_start=date(2018, 4, 1), period_end=date(2018, 7, 1), signatory=signatory
    )
    profile = UserProfile.get_for_user(get_user_model().objects.get(username="ana"))
    for language, name in (("en", "April–June 2018"), ("fr", "avril – juin 2018")):
        profile.preferred_language = language
        profile.save()
        for address in (url(Report, "list"), url(Person, "usage", signatory.pk)):
            (main,) = shown(ana, address).xpath("//main")
            table = " ".join(one.text_content() for one in main.xpath(".//table"))
            assert name in " ".join(table.split()), address
            assert "2018-q2" not in table, address


CODE = "2018-Q2"
"""The period in which factories let things happen."""
ALONE = frozenset({"wagtailadmin_logout"})
"""What is no page to look at."""


def pages() -> Iterator[str]:
    """Yield the address of every page that is not of one record: all that are in the table, whoever adds one."""
    for name in sorted((INSIDE | RIGHT_OF.keys()) - ALONE):
        for keys in ((), (CODE,)):
            with suppress(NoReverseMatch):
                yield reverse(name, args=keys)


def some_of_everything(count: int) -> None:
    """Record some of every model; of what there is one for each day or account, as many as there can be."""
    known = [one for one in own_models() if one in MAKERS or hasattr(factories, f"{one.__name__}Factory")]
    for model in known:
        for _ in range(count):
            with suppress(IntegrityError, ValidationError), transaction.atomic():
                made(model)


def test_a_page_of_many_takes_as_many_queries_as_of_one() -> None:
    make.ReportFactory(period_start=date(2018, 4, 1), period_end=date(2018, 7, 1))
    some_of_everything(2)
    ana = superuser()
    ana.raise_request_exception = False
    before = {}
    for address in pages():
        response = ana.get(address)
        if response.status_code == 200 and not response.streaming and b"<main" in response.content:
            before[address] = queries(ana, address)
    assert len(before) > 20, sorted(before)
    some_of_everything(4)
    after = {address: queries(ana, address) for address in before}
    assert {one: (before[one], after[one]) for one in before if after[one] > before[one]} == {}
