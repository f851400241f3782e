"""What is noted: a line for each event, in which nothing can begin another, and nobody's data stands."""

from __future__ import annotations

import logging
import re
import stat
from pathlib import Path

import pytest

from rapporteur.base.values.periods import Period
from rapporteur.base.values.running.log import LOGGER, REQUEST, Lines, handler, note, note_failure

TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """The file that is written to meanwhile."""
    return tmp_path / "rapporteur.log"


@pytest.fixture(autouse=True)
def writing(log: Path) -> object:
    writer = handler(str(log))
    before = LOGGER.level
    LOGGER.addHandler(writer)
    LOGGER.setLevel(logging.INFO)
    yield
    LOGGER.removeHandler(writer)
    LOGGER.setLevel(before)
    writer.close()


def test_event_is_a_line_with_its_request(log: Path) -> None:
    token = REQUEST.set("5f0c91be")
    note("refused", level=logging.WARNING, actor=12, regions=frozenset({"south", "north"}), empty="")
    REQUEST.reset(token)
    note("signed_in", actor=3)
    first, second = log.read_text().splitlines()
    assert re.fullmatch(rf"{TIME} WARNING refused request=5f0c91be actor=12 regions=north,south", first)
    assert re.fullmatch(rf"{TIME} INFO signed_in request=- actor=3", second)


def test_value_begins_no_line_and_no_other_value(log: Path) -> None:
    note("refused", route='a b="c"\n2026-01-01T00:00:00Z INFO signed_in actor=1\u2028x\x1b[2J')
    (line,) = log.read_text().splitlines()
    assert line.count('"') == 2
    assert line.endswith('"')
    assert "\x1b" not in line


def name_of_somebody() -> None:
    int("Ana Silva <ana@example.org>")


def test_failure_says_what_kind_and_where_and_nothing_of_what_it_says(log: Path) -> None:
    for fails in (name_of_somebody, lambda: Period.parse("Ana Silva")):
        with pytest.raises(Exception) as failure:  # noqa: PT011  # of two kinds
            fails()
        note_failure("failed", failure.value)
    first, second = log.read_text().splitlines()
    assert "error=ValueError" in first
    assert "tests/base/values/test_log.py" in first
    assert ":name_of_somebody" in first
    assert "error=InvalidPeriod" in second
    assert "sentence=\"'{value}' is not a period" in second
    assert "Ana" not in first + second


def test_cause_and_number_of_the_system_are_told(log: Path) -> None:
    try:
        try:
            Path("/none/at/all").read_bytes()
        except OSError as error:
            raise KeyError("secret") from error
    except KeyError as error:
        note_failure("failed", error)
        note_failure("failed", error.__cause__ or error)
    first, second = log.read_text().splitlines()
    assert "error=KeyError<FileNotFoundError" in first
    assert "errno=ENOENT" in second
    assert "secret" not in first


def test_what_others_log_is_told_of_but_not_repeated() -> None:
    error = OSError("ana@example.org")
    record = logging.LogRecord(
        "wagtail.admin", logging.ERROR, "mail.py", 7, "Failed to mail %s", ("ana@example.org",),
        (OSError, error, None),
    )  # fmt: skip
    line = rf"{TIME} ERROR other by=wagtail.admin at=mail.py:7 error=OSError"
    assert re.fullmatch(line, Lines().format(record))


def test_file_is_its_owners_alone_and_made_anew_when_it_is_moved(log: Path) -> None:
    note("signed_in", actor=1)
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    log.rename(log.with_suffix(".1"))
    note("signed_in", actor=2)
    assert log.read_text().count("signed_in") == 1
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
