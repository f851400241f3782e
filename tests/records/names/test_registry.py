"""What names mean among all records: members, places, codes of the plan, people; loaded as of a day."""

from __future__ import annotations

from datetime import date

import pytest
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from rapporteur.base.values.spans import Span
from rapporteur.records.names.index import NameIndex
from rapporteur.records.names.loading import load_organisations_like, load_registry
from rapporteur.records.names.match import Answer, How
from rapporteur.records.names.name import Name, NamedRecord
from rapporteur.records.names.registry import Registry, names_of_person
from tests import factories as make

ON = date(2018, 6, 30)


def test_code_means_the_node_of_the_plan_in_force_and_spaces_do_not_count() -> None:
    old = NamedRecord("old-l1m7d2", (Name("L1M7D2"),), (Span(date(2015, 1, 1), date(2018, 1, 1)),))
    new = NamedRecord("new-l1m7d2", (Name("L1M7D2"),), (Span(date(2018, 1, 1), date(2021, 1, 1)),))
    index = NameIndex([old, new], ON, squeeze=True, prefer_current=True)
    nothing = NameIndex([], ON)
    registry = Registry(ON, nothing, index, nothing, nothing, nothing)

    assert registry.node("l1 m7-d2").slug == "new-l1m7d2"
    assert registry.node("L1M7D2", date(2016, 1, 1)).slug == "old-l1m7d2"
    assert registry.node("L1M7D2", date(2030, 1, 1)).answer is Answer.AMBIGUOUS
    assert registry.node("old-l1m7d2").slug == "old-l1m7d2"
    assert registry.node("L1M7D3").answer is Answer.UNKNOWN


def test_person_is_found_by_given_and_family_name_in_either_order() -> None:
    nothing = NameIndex([], ON)
    people = NameIndex([NamedRecord("jane-doe", names_of_person("Jane Doe"))], ON)
    registry = Registry(ON, nothing, nothing, people, nothing, nothing)

    assert registry.person("DOE, Jane").slug == "jane-doe"
    assert registry.person("Doe, John").answer is Answer.UNKNOWN


def test_copy_of_a_registry_takes_names_of_its_own() -> None:
    registry = Registry(ON, NameIndex([], ON), NameIndex(), NameIndex(), NameIndex(), NameIndex())
    twin = registry.copy()

    twin.organisations.add(NamedRecord("lyon", (Name("Lyon"),)))

    assert twin.member("Lyon").slug == "lyon"
    assert registry.member("Lyon").answer is Answer.UNKNOWN


@pytest.mark.django_db
def test_registry_is_loaded_as_of_the_day() -> None:
    city = make.OrganisationFactory(slug="city", named=False)
    make.OrganisationNameFactory(organisation=city, name={"en": "Oldname"}, end=date(2018, 1, 1))
    make.OrganisationNameFactory(organisation=city, name={"en": "Newname"}, start=date(2018, 1, 1))
    make.MembershipFactory(organisation=city, start=date(2018, 5, 1))
    make.PersonFactory(slug="jane-doe", name="Jane Doe")
    make.MandateFactory(person__slug="old-hand", person__name="Old Hand", end=date(2018, 1, 1))

    registry = load_registry(ON)

    assert registry.member("Newname", "en").how is How.EXACT
    assert registry.member("Oldname", "en").how is How.ALIAS
    assert load_registry(date(2018, 4, 30)).member("Newname").answer is Answer.UNKNOWN
    assert registry.person("Doe, Jane").slug == "jane-doe"
    assert registry.person("Old Hand").answer is Answer.ENDED


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_registry_is_loaded_in_a_constant_number_of_queries(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        make.MembershipFactory()
        make.OrganisationAliasFactory()
        make.MandateFactory()
        make.InitiativeFactory()
    make.make_plan(*[f"{n}" for n in range(1, number + 1)])

    captured: CaptureQueriesContext
    with django_assert_num_queries(10) as captured:
        load_registry(ON)
    assert len(captured) == 10


@pytest.mark.django_db
def test_what_resembles_a_name_is_found_among_few_as_among_all() -> None:
    for slug, name in (("kolkata", "Kolkata"), ("calgary", "Calgary"), ("cali", "Cali"), ("quito", "Quito")):
        organisation = make.OrganisationFactory(slug=slug, named=False)
        make.OrganisationNameFactory(organisation=organisation, name={"en": name, "fr": f"{name} ville"})
        make.MembershipFactory(organisation=organisation)
    make.OrganisationAliasFactory(organisation__slug="other", text="Calcutta")
    for typed in ("Calcuta", "Kolkatta", "Calgari", "nothing like it"):
        few, every = load_organisations_like(typed, ON), load_registry(ON).organisations
        assert few.suggestions(typed, "en", ON) == every.suggestions(typed, "en", ON), typed
    assert [one.slug for one in load_organisations_like("Calcuta", ON).suggestions("Calcuta")] == ["other"]
