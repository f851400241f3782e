"""Cells that nobody writes and a file can bring, of as many characters as a cell may have."""

from __future__ import annotations

import time

import pytest

from rapporteur.intake.importing.tables.activities import bearer


@pytest.mark.parametrize("cell", ["[" * 20_000, "a" * 20_000, "[a" * 10_000, f"a{' ' * 20_000}b"])
def test_role_is_looked_for_in_a_moment(cell: str) -> None:
    began = time.process_time()
    assert bearer(cell) == cell
    assert time.process_time() - began < 1


@pytest.mark.parametrize("entry", ["Lyon", "Lyon [HOST]", "Lyon  [HOST]"])
def test_role_at_the_end_is_no_part_of_the_name(entry: str) -> None:
    assert bearer(entry) == "Lyon"
