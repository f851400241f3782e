"""Measuring that is left out and taken up again, test after test, does not weigh on the copies of a worker."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MANY = """
import os, sys
from coverage import Coverage
from tests.support.measuring import unmeasured

Coverage(config_file="pyproject.toml", data_file=sys.argv[1]).start()
for _ in range(1200):
    with unmeasured():
        assert Coverage.current() is None
if not (copy := os.fork()):
    os._exit(7)
print(os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1]))
"""


def test_after_many_tests_that_are_not_measured_a_copy_begins_and_ends_as_before(tmp_path: Path) -> None:
    """Each time that measuring goes on would patch anew how processes end: a copy then ends in a recursion instead."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", MANY, str(tmp_path / "measured")],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    assert done.stdout == "7\n"
