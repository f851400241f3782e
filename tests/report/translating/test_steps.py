"""The steps from one text to another: the same words come out, and no text takes the reader's time."""

from __future__ import annotations

import time

import pytest

from rapporteur.report.translating.steps import MOST_PAIRS, Step, steps_between


def carried_out(steps: list[Step], before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    """Return both rows as the steps say they are, equal stretches taken from the other one."""
    old, new = [], []
    for tag, start, end, other_start, other_end in steps:
        old += after[other_start:other_end] if tag == "equal" else before[start:end]
        new += before[start:end] if tag == "equal" else after[other_start:other_end]
    return old, new


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("", "a b"),
        ("a b", ""),
        ("a b c d", "a x c d"),
        ("a a a", "a a"),
        ("a b " * 1000, "c b a d " * 1000),
        ("x " * 30_000, "y " * 30_000),
    ],
    ids=["nothing", "new", "gone", "one word", "fewer", "repeated", "large"],
)
def test_steps_lead_from_one_to_the_other(before: str, after: str) -> None:
    old, new = before.split(), after.split()
    assert carried_out(steps_between(old, new), old, new) == (old, new)


def test_two_changes_far_apart_in_a_long_text_are_two_changes() -> None:
    old = [f"w{n % 97}" for n in range(4000)]
    assert len(old) ** 2 / 97 > MOST_PAIRS
    new = [*old[:10], "first", *old[11:3900], "last", *old[3901:]]
    changed = [step for step in steps_between(old, new) if step[0] != "equal"]
    assert changed == [("replace", 10, 11, 10, 11), ("replace", 3900, 3901, 3900, 3901)]


def test_a_text_that_repeats_itself_takes_no_minutes() -> None:
    began = time.process_time()
    for words in (100, 1000, 10_000):
        steps_between(["a", "b"] * words, ["c", "b", "a", "d"] * words)
    assert time.process_time() - began < 5
