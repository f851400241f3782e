"""Texts that nobody writes and a file can bring: what compares them takes no minutes."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from rapporteur.records.names.index import NameIndex
from rapporteur.report.translating.difference import trace_sentences
from rapporteur.report.translating.fidelity import Fidelity
from rapporteur.report.translating.segments import split

MOST_SECONDS = 1
"""Of processor time, for what takes a fiftieth of one; what grows with the square of the text takes two and more."""


def _broken(text: str) -> None:
    assert list(Fidelity([], NameIndex(), "en").broken(text, text)) == []


@pytest.mark.parametrize(
    ("work", "text"),
    [
        (_broken, "a" * 20_000),
        (_broken, "see " + "." * 20_000),
        (split, "a" + " " * 25_000 + "b"),
        (split, "A. " * 5_000),
    ],
)
def test_text_without_an_end_is_read_in_a_moment(work: Callable[[str], object], text: str) -> None:
    began = time.process_time()
    work(text)
    assert time.process_time() - began < MOST_SECONDS


def test_very_many_sentences_that_all_changed_are_traced_in_a_moment() -> None:
    old = [f"the city of {number:05} has reported {number * 7919 % 10007} visits" for number in range(2_000)]
    new = [f"{sentence} since" for sentence in old]
    began = time.process_time()
    assert trace_sentences(old, new) == (tuple(range(len(old))), ())
    assert time.process_time() - began < MOST_SECONDS


def test_address_in_a_text_must_be_kept_wherever_it_stands() -> None:
    fidelity = Fidelity([], NameIndex(), "en")
    for text in (
        "write to ana@example.org.",
        "(ana.b+c@example.org)",
        "mailto:ana@example.org",
        "«ana@example.org»",
    ):
        assert len(list(fidelity.broken(text, "write to us"))) == 1, text
