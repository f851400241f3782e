"""Names to records: one answer, or one of four reasons why there is none, with candidates."""

from __future__ import annotations

from datetime import date

import pytest
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from rapporteur.intake.matching import Answer, Entry, How, Index, Registry, Spelling, Standing
from rapporteur.intake.registry import load_registry
from tests import factories as make

ON = date(2018, 6, 30)
CITY = Entry(
    "barcelona-city", (Spelling("Barcelone (ville)", "fr"), Spelling("Barcelona", alias=True, ambiguous=True))
)
AREA = Entry(
    "barcelona-area", (Spelling("Aire de Barcelone", "fr"), Spelling("Barcelona", alias=True, ambiguous=True))
)
MEDELLIN = Entry("medellin", (Spelling("Medellín", "es"), Spelling("Medellin", "fr")))
KOLKATA = Entry(
    "kolkata", (Spelling("Kolkata", "en"), Spelling("Calcutta", "fr"), Spelling("Kalikata", alias=True))
)
GONE = Entry("gone", (Spelling("Anciennes", "fr"),), ((None, date(2018, 1, 1)),))
HOPEFUL = Entry("hopeful", (Spelling("Espérance", "fr"),), (), ((None, None),))
NEITHER = Entry("neither", (Spelling("Ailleurs", "fr"),), ())
INDEX = Index([CITY, AREA, MEDELLIN, KOLKATA, GONE, HOPEFUL, NEITHER], ON)


@pytest.mark.parametrize(
    ("text", "language", "slug", "how"),
    [
        ("kolkata", "en", "kolkata", How.SLUG),
        ("Kolkata", "en", "kolkata", How.EXACT),
        ("Kolkata", "fr", "kolkata", How.LANGUAGE),
        ("Kalikata", "fr", "kolkata", How.ALIAS),
        ("CALCUTTA", "fr", "kolkata", How.FOLDED),
        ("  Medéllin ", "es", "medellin", How.FOLDED),
        ("barcelone  (VILLE)", "fr", "barcelona-city", How.FOLDED),
    ],
)
def test_name_is_found_by_its_likeness(text: str, language: str, slug: str, how: How) -> None:
    match = INDEX.match(text, language)

    assert (match.answer, match.slug, match.how) == (Answer.MATCHED, slug, how)


def test_ambiguous_alias_is_a_question_with_both_candidates() -> None:
    match = INDEX.match("barcelona", "fr")

    assert match.answer is Answer.AMBIGUOUS
    assert match.slug == ""
    assert [one.slug for one in match.candidates] == ["barcelona-area", "barcelona-city"]


def test_ambiguous_alias_of_one_record_settles_nothing_either() -> None:
    assert Index([CITY], ON).match("Barcelona").answer is Answer.AMBIGUOUS


def test_two_records_with_the_same_folded_name_are_ambiguous() -> None:
    index = Index(
        [Entry("a", (Spelling("Córdoba", "es"),)), Entry("b", (Spelling("Cordoba", "en"),), ())], ON
    )

    assert index.match("Córdoba", "es").answer is Answer.AMBIGUOUS


@pytest.mark.parametrize(
    ("text", "answer", "candidates"),
    [
        ("Anciennes", Answer.ENDED, [("gone", Standing.ENDED)]),
        ("Esperance", Answer.PROSPECT, [("hopeful", Standing.PROSPECT)]),
        ("Ailleurs", Answer.UNKNOWN, [("neither", Standing.OTHER)]),
        ("Atlantis", Answer.UNKNOWN, []),
    ],
)
def test_why_there_is_no_member_is_four_different_answers(
    text: str, answer: Answer, candidates: list[tuple[str, Standing]]
) -> None:
    match = INDEX.match(text, "fr")

    assert match.answer is answer
    assert [(one.slug, one.standing) for one in match.candidates] == candidates


def test_resemblance_is_a_suggestion_and_never_an_answer() -> None:
    match = INDEX.match("Kolkatta", "en")

    assert match.answer is Answer.UNKNOWN
    assert [(one.slug, one.how) for one in match.candidates] == [("kolkata", How.FUZZY)]
    assert match.candidates[0].score < 100


def test_ended_membership_is_current_on_an_earlier_day() -> None:
    assert INDEX.match("Anciennes", on=date(2017, 12, 31)).slug == "gone"
    assert INDEX.match("Anciennes", on=date(2018, 1, 1)).answer is Answer.ENDED


def test_place_may_be_of_an_organisation_that_is_no_member() -> None:
    assert INDEX.match("Ailleurs", any_standing=True).slug == "neither"


@given(st.text(max_size=60))
def test_any_text_has_an_answer(text: str) -> None:
    match = INDEX.match(text)

    assert match.is_matched == bool(match.slug)


def test_code_means_the_node_of_the_plan_in_force_and_spaces_do_not_count() -> None:
    old = Entry("old-l1m7d2", (Spelling("L1M7D2"),), ((date(2015, 1, 1), date(2018, 1, 1)),))
    new = Entry("new-l1m7d2", (Spelling("L1M7D2"),), ((date(2018, 1, 1), date(2021, 1, 1)),))
    index = Index([old, new], ON, squeeze=True, prefer_current=True)
    registry = Registry(ON, INDEX, index, INDEX, INDEX, INDEX)

    assert registry.node("l1 m7-d2").slug == "new-l1m7d2"
    assert registry.node("L1M7D2", date(2016, 1, 1)).slug == "old-l1m7d2"
    assert registry.node("L1M7D2", date(2030, 1, 1)).answer is Answer.AMBIGUOUS
    assert registry.node("old-l1m7d2").slug == "old-l1m7d2"
    assert registry.node("L1M7D3").answer is Answer.UNKNOWN


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
