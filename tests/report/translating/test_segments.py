"""Texts in segments, the difference since a revision, source and translation side by side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.report.translating.difference import WordChange, compare_words, trace_sentences
from rapporteur.report.translating.segments import PieceSize, join, pair, split
from rapporteur.report.translating.sides import SinceThen, lay_out

markup = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<ul><li>",
            "</li></ul>",
            "<b>",
            "</b>",
            "<br/>",
            "\n",
            " ",
            "One.",
            "Two! ",
            "M. Uno",
            "¿Tres? ",
        ]
    )
    | st.text(max_size=6),
    max_size=20,
).map("".join)


@given(markup, st.sampled_from(PieceSize))
def test_segments_put_together_are_the_text(text: str, unit: PieceSize) -> None:
    segments = split(text, unit)
    assert join(segments.texts(), [part.before for part in segments.parts], segments.end) == text
    assert all(segments.texts())


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One came. Two left!", ("One came.", "Two left!")),
        ("M. Uno et Mme. Due sont venus. Ils restent.", ("M. Uno et Mme. Due sont venus.", "Ils restent.")),
        ("Elle dit « oui ». Lui non.", ("Elle dit « oui ».", "Lui non.")),
        ("¿Qué dijo? ¡Nada! Vale.", ("¿Qué dijo?", "¡Nada!", "Vale.")),
        ("It rose by 1.5 points. Nobody knew.", ("It rose by 1.5 points.", "Nobody knew.")),
        ("See e.g. the annex of J. F. Kennedy.", ("See e.g. the annex of J. F. Kennedy.",)),
        ("<p>A <b>bold.</b> Word.</p><ul><li>x</li><li>y</li></ul>", ("A <b>bold.</b>", "Word.", "x", "y")),
        ("Title without stop", ("Title without stop",)),
    ],
)  # fmt: skip
def test_sentences(text: str, sentences: tuple[str, ...]) -> None:
    assert split(text).texts() == sentences


@pytest.mark.parametrize(
    ("source", "target", "unit"),
    [
        ("<p>Aa. Bb.</p>", "<p>Xx. Yy.</p>", PieceSize.SENTENCE),
        ("<p>Aa. Bb.</p><p>Cc.</p>", "<p>Xx Yy.</p><p>Zz.</p>", PieceSize.BLOCK),
        ("<p>Aa. Bb.</p><p>Cc.</p>", "<p>Xx. Yy. Zz.</p>", PieceSize.WHOLE),
        ("<p>Aa. Bb.</p><p>Cc.</p>", "<p>Xx.</p><p>Yy. Zz.</p>", PieceSize.BLOCK),
    ],
)
def test_source_and_translation_are_paired_in_the_smallest_pieces_that_both_have(
    source: str, target: str, unit: PieceSize
) -> None:
    paired = pair(source, target)
    assert paired.unit is unit
    assert len(paired.source.parts) == len(paired.target.parts)


def test_words_that_changed_are_told_from_those_that_stayed() -> None:
    passages = compare_words("We met 3 towns in Lugo.", "We met 4 cities in Lugo.")
    assert [(one.change, one.text) for one in passages] == [
        (WordChange.SAME, "We met "),
        (WordChange.GONE, "3 towns"),
        (WordChange.NEW, "4 cities"),
        (WordChange.SAME, " in Lugo."),
    ]


@given(st.text(max_size=40), st.text(max_size=40))
def test_both_texts_can_be_read_out_of_the_difference(old: str, new: str) -> None:
    passages = compare_words(old, new)
    assert "".join(one.text for one in passages if one.change is not WordChange.NEW) == old or not old.strip()
    assert "".join(one.text for one in passages if one.change is not WordChange.GONE) == new


def test_sentences_are_traced_through_what_came_changed_and_went() -> None:
    old = ("First one.", "Second sentence here.", "Wholly other matter.")
    new = ("First one.", "A newcomer among these.", "Second sentence is here.")
    assert trace_sentences(old, new) == ((0, None, 1), (2,))


def test_difference_is_since_the_translated_revision() -> None:
    source, former = "<p>A runs. Four cats sleep. It rains.</p>", "<p>A runs. Two cats sleep.</p>"
    sides = lay_out(source, "<p>A court. Deux chats dorment.</p>", former)
    assert [(row.standing, row.target) for row in sides.rows] == [
        (SinceThen.SAME, "A court."), (SinceThen.CHANGED, "Deux chats dorment."), (SinceThen.NEW, ""),
    ]  # fmt: skip
    was = sides.rows[1].former
    assert was is not None
    assert (was.source, was.target) == ("Two cats sleep.", "Deux chats dorment.")


def test_translation_of_a_sentence_that_is_gone_is_given_and_none_is_lost() -> None:
    sides = lay_out("<p>A runs.</p>", "<p>A court. Deux chats dorment.</p>", "<p>A runs. Two cats sleep.</p>")
    assert [one.target for one in sides.gone] == ["Deux chats dorment."]
    whole = lay_out(
        "<p>Quite other words.</p>", "<p>Un. Deux.</p><p>Trois.</p>", "<p>One and two and three.</p>"
    )
    assert [row.target for row in whole.rows] == ["<p>Un. Deux.</p><p>Trois.</p>"]


def test_text_that_is_missing_has_an_empty_box_for_each_sentence() -> None:
    sides = lay_out("<p>One. Two.</p>", "")
    assert [(row.source, row.target, row.before) for row in sides.rows] == [
        ("One.", "", "<p>"),
        ("Two.", "", " "),
    ]
    assert sides.end == "</p>"


def test_sentence_drawn_into_another_leaves_no_space() -> None:
    assert join(["Un et deux.", ""], ["<p>", " "], "</p>") == "<p>Un et deux.</p>"
