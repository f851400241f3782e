"""Passages are found again by their words, wherever edits have moved them; a sentence is cut where it ends."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.records.remarks.passages import QuotedPassage, find_passage, flat, passage_in, sentence_spans

TEXT = "The forum met. Forty cities came. The forum met again."


def where(text: str, passage: QuotedPassage) -> str | None:
    span = find_passage(text, passage)
    return flat(text)[slice(*span)] if span else None


def test_a_passage_is_found_after_words_before_it_were_added() -> None:
    passage = passage_in(TEXT, "Forty cities came.")
    assert passage is not None
    assert where(f"In May, in the rain, {TEXT}", passage) == "Forty cities came."


def test_of_equal_words_those_with_the_same_neighbours_are_meant() -> None:
    second = QuotedPassage("The forum met", "Forty cities came. ", " again.")
    assert find_passage(TEXT, second) == (34, 47)
    assert find_passage(f"Before: {TEXT}", second) == (42, 55)


def test_a_passage_that_was_rewritten_is_no_longer_there() -> None:
    passage = passage_in(TEXT, "Forty cities came.")
    assert passage is not None
    assert find_passage("The forum met. Fifty cities came.", passage) is None
    assert find_passage("", passage) is None


def test_words_that_are_not_in_the_text_are_no_passage() -> None:
    assert passage_in(TEXT, "Sixty cities") is None
    assert passage_in(TEXT, "  ") is None


def test_spaces_that_do_not_break_are_spaces() -> None:
    passage = passage_in("Deux\u00a0: trois\nquatre", "Deux : trois quatre")
    assert passage == QuotedPassage("Deux : trois quatre")


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (TEXT, ["The forum met.", "Forty cities came.", "The forum met again."]),
        ("Qui\u202f? « Lyon. » Élu en 2018.", ["Qui\u202f?", "« Lyon. »", "Élu en 2018."]),
        ("It cost 3.5 million. e.g. more", ["It cost 3.5 million. e.g. more"]),
        ("¿Quién? ¡Nadie!", ["¿Quién?", "¡Nadie!"]),
        ("", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[first:last] for first, last in sentence_spans(text)] == sentences


@given(st.text(alphabet="aB .!?»( \u00a0\n", max_size=40))
def test_sentences_are_in_order_and_leave_out_spaces_only(text: str) -> None:
    spans = sentence_spans(text)
    kept = "".join(text[first:last] for first, last in spans)
    assert kept.split() == [] or "".join(kept.split()) == "".join(text.split())
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@given(st.text(max_size=30), st.text(max_size=30), st.text(min_size=1, max_size=10))
def test_every_passage_of_a_text_is_found_in_it(before: str, after: str, quote: str) -> None:
    passage = passage_in(f"{before} {quote} {after}", quote)
    assert (passage is None) == (not flat(quote))
    if passage is not None:
        assert where(f"{before} {quote} {after}", passage) == flat(quote)
