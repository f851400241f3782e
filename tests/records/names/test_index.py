"""Names to records: one answer, or one of four reasons why there is none, with candidates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.base.values.spans import ALWAYS, Span
from rapporteur.records.names.forms import form_of
from rapporteur.records.names.index import NameIndex
from rapporteur.records.names.match import Answer, How
from rapporteur.records.names.name import Name, NamedRecord, NameKind, Standing, names_of

ON = date(2018, 6, 30)
CITY = NamedRecord(
    "barcelona-city", (Name("Barcelone (ville)", "fr"), Name("Barcelona", kind=NameKind.AMBIGUOUS))
)
AREA = NamedRecord(
    "barcelona-area", (Name("Aire de Barcelone", "fr"), Name("Barcelona", kind=NameKind.AMBIGUOUS))
)
MEDELLIN = NamedRecord("medellin", (Name("Medellín", "es"), Name("Medellin", "fr")))
KOLKATA = NamedRecord(
    "kolkata", (Name("Kolkata", "en"), Name("Calcutta", "fr"), Name("Kalikata", kind=NameKind.ALIAS))
)
GONE = NamedRecord("gone", (Name("Anciennes", "fr"),), (Span(None, date(2018, 1, 1)),))
HOPEFUL = NamedRecord("hopeful", (Name("Espérance", "fr"),), (), (ALWAYS,))
NEITHER = NamedRecord("neither", (Name("Ailleurs", "fr"),), ())
INDEX = NameIndex([CITY, AREA, MEDELLIN, KOLKATA, GONE, HOPEFUL, NEITHER], ON)


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
    assert NameIndex([CITY], ON).match("Barcelona").answer is Answer.AMBIGUOUS


def test_two_records_with_the_same_folded_name_are_ambiguous() -> None:
    index = NameIndex(
        [NamedRecord("a", (Name("Córdoba", "es"),)), NamedRecord("b", (Name("Cordoba", "en"),), ())], ON
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


RENAMED = NamedRecord(
    "kolkata",
    (
        *names_of({"en": "Kolkata", "fr": "Kolkata (Inde)"}, start=date(2001, 1, 1)),
        *names_of({"en": "Calcutta"}, end=date(2001, 1, 1)),
    ),
)


@pytest.mark.parametrize(
    ("text", "day", "how", "called"),
    [
        ("Calcutta", date(2000, 12, 31), How.EXACT, "Calcutta"),
        ("Calcutta", date(2001, 1, 1), How.ALIAS, "Kolkata"),
        ("Kolkata", date(2000, 12, 31), How.ALIAS, "Calcutta"),
        ("Kolkata", date(2001, 1, 1), How.EXACT, "Kolkata"),
    ],
)
def test_dated_name_means_its_record_on_any_day_and_names_it_on_its_own(
    text: str, day: date, how: How, called: str
) -> None:
    match = NameIndex([RENAMED]).match(text, "en", on=day)

    assert (match.slug, match.how) == ("kolkata", how)
    assert match.candidates[0].name == called


def test_record_is_called_in_the_language_asked_for_else_in_any_else_by_its_key() -> None:
    assert RENAMED.called("fr", date(2018, 1, 1)) == "Kolkata (Inde)"
    assert RENAMED.called("es", date(2018, 1, 1)) == "Kolkata"
    assert NamedRecord("bare", ()).called("fr") == "bare"


def test_index_without_a_day_takes_every_record_for_current() -> None:
    assert NameIndex([GONE]).match("Anciennes").slug == "gone"


def test_names_that_are_added_are_found_and_the_original_is_left_alone() -> None:
    index = NameIndex([MEDELLIN], ON)
    twin = index.copy()
    assert twin.match("Kolkata").answer is Answer.UNKNOWN  # suggestions are made ready now

    twin.add(KOLKATA)

    assert twin.match("Kolkata").slug == "kolkata"
    assert [one.slug for one in twin.match("Kolkatta").candidates] == ["kolkata"]
    assert twin.mentions("In Kolkata.", "en")[0].keys == {"kolkata"}
    assert index.match("Kolkata").answer is Answer.UNKNOWN


def test_record_that_is_added_again_loses_the_names_that_it_had() -> None:
    index = NameIndex([MEDELLIN], ON)
    assert index.of_form(form_of("Medellin")) == (MEDELLIN,)
    again = NamedRecord("medellin", (Name("Aburrá"),))

    index.add(again)

    assert index.match("Medellín").answer is Answer.UNKNOWN
    assert index.match("Aburra").slug == "medellin"
    assert index.bearing("Medellin") == ()
    assert index.of_form(form_of("Medellin")) == ()
    assert index.of_form(form_of("aburrá")) == (again,)


def test_namesakes_share_a_name_of_any_day_or_language() -> None:
    assert INDEX.namesakes("barcelona-city") == {"barcelona-city", "barcelona-area"}
    assert INDEX.namesakes("gone") == {"gone"}


def test_records_of_a_form_may_name_other_kinds() -> None:
    plain = NameIndex([NamedRecord("city", (Name("Barcelone (ville)"),)), MEDELLIN])

    assert [each.key for each in plain.of_form(form_of("Barcelona"))] == ["city"]


@pytest.mark.parametrize(
    ("text", "named"),
    [("a kolkata", True), ("calcutta", True), ("kalikata fut", True), ("kolkatan", False), ("", False)],
)
def test_record_is_named_by_any_of_its_names_as_whole_words(text: str, named: bool) -> None:
    assert INDEX.is_named("kolkata", text) is named
