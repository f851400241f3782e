"""Files made to take the square of their size: twice the size takes no more than some twice the processor time.

Each reads at two sizes in this process; what was quadratic took four times as long at the second, and would fail.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from rapporteur.base.values.typed.whole import read_whole
from rapporteur.intake.importing.proposals import Slugs
from rapporteur.intake.importing.tables.merged import merged_cells
from rapporteur.intake.importing.tables.packages import TableLimits
from rapporteur.intake.importing.tables.rows import read_rows
from rapporteur.intake.importing.tables.workbook import read_table
from rapporteur.intake.reading.sources.refused import IntakeRefused

pytestmark = pytest.mark.bounded
MOST_TIMES = 3.0
"""Two, and what a busy machine adds; the square would be four."""
ROOT = Path(__file__).resolve().parents[2]


def seconds(work: Callable[[], object]) -> float:
    """Return the least processor time of three goes."""
    spent = []
    for _ in range(3):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return min(spent)


def number_alike(count: int) -> None:
    taken = Slugs(())
    for _ in range(count):
        taken.add(taken.free("long"))


def look_at_overlapping(count: int) -> None:
    ranges = b"".join(b'<mergeCell ref="A%d:C%d"/>' % (row, count) for row in range(2, count))
    merged_cells(ranges, range(count), count, 200)


@pytest.mark.parametrize(
    ("work", "count"),
    [(number_alike, 4_000), (look_at_overlapping, 20_000)],
    ids=["names alike", "merged cells"],
)
def test_twice_the_size_takes_no_more_than_some_twice_the_time(
    work: Callable[[int], None], count: int
) -> None:
    assert seconds(lambda: work(2 * count)) < MOST_TIMES * seconds(lambda: work(count)) + 0.02


def test_numbers_go_on_where_they_ended() -> None:
    taken = Slugs({"a", "a-3"})
    found = []
    for _ in range(4):
        found.append(taken.free("a"))
        taken.add(found[-1])
    assert found == ["a-2", "a-4", "a-5", "a-6"]
    assert Slugs(()).free("") == "record-2"


def test_a_table_holds_no_more_values_than_can_be_looked_for() -> None:
    table = read_table(b'Title;Date;Members\nT;2018-06-01;"A;B;C"\nU;2018-06-02;"D;E"\n', "a.csv")
    with pytest.raises(IntakeRefused, match="more than 4 values: divide the table") as refused:
        read_rows(table, "activities", language="en", languages=["en"], limits=TableLimits(values=4))
    assert refused.value.where == "a.csv, row 3"


def test_a_row_lists_no_more_names_than_can_be_held_against_each_other() -> None:
    """9,900 unknown names of four letters in one row were not done after 53 seconds of processor time."""
    names = ";".join(f"Z{number:04}" for number in range(TableLimits().row_values + 1))
    table = read_table(f'Title;Date;Members\nT;2018-06-01;"{names}"\n'.encode(), "a.csv")
    with pytest.raises(IntakeRefused, match="values, at most 2,000 are read"):
        read_rows(table, "activities", language="en", languages=["en"])


@pytest.mark.parametrize("typed", ["²", "٣", "1" * 5_000, "", "-1", "1.0"])
def test_what_is_no_ordinary_number_is_none(typed: str) -> None:
    assert read_whole(typed) is None


def test_nothing_asks_whether_a_text_is_a_digit() -> None:
    """Of “²” `isdigit` says yes, and int() raises."""
    asking = [
        path.relative_to(ROOT).as_posix()
        for folder in ("rapporteur", "config")
        for path in (ROOT / folder).rglob("*.py")
        if ".isdigit" in path.read_text(encoding="utf-8")
    ]
    assert asking == []
