"""A machine whose clock stands before 1980 (a dead battery) or after 2107 writes what every other writes.

Before: Word documents, workbooks and exports ended in a traceback there ("ZIP does not support timestamps before 1980",
"ushort format requires …"), for a package dates its parts in 16 bits that begin in 1980.
"""

from __future__ import annotations

import io
import time
import zipfile
from calendar import timegm
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from msgspec.structs import replace
from openpyxl import Workbook

from rapporteur.documents.formats import FORMATS
from rapporteur.intake.importing.tables.packages import open_package
from rapporteur.intake.importing.tables.writing import write_xlsx
from rapporteur.proof.editions import archive
from tests.support.sample_report import tiny_report

YEARS = (1970, 1979, 2026, 2108)
DATA = tiny_report()


def strict_workbook() -> bytes:
    """Return a workbook whose parts have backslashes in their names, which is written anew before it is read."""
    usual, odd = io.BytesIO(), io.BytesIO()
    Workbook().save(usual)
    with zipfile.ZipFile(usual) as package, zipfile.ZipFile(odd, "w") as renamed:
        for name in package.namelist():
            renamed.writestr(name.replace("/", "\\"), package.read(name))
    return odd.getvalue()


STRICT = strict_workbook()


def report_in(format_name: str) -> bytes:
    """Return the report in a format."""
    return FORMATS[format_name].renderer()(DATA, "pt")


MAKERS: dict[str, Callable[[], bytes]] = {
    **{name: partial(report_in, name) for name in ("docx", "xlsx", "html")},
    "export": lambda: write_xlsx([["Name"], ["Quito"]], "Members"),
    "workbook that is read": lambda: open_package(STRICT, "a.xlsx"),
    "rendering program": archive.archive.__wrapped__,
}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS.keys())
def test_the_clock_is_in_no_file(make: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    made = set()
    for year in YEARS:
        seconds = timegm((year, 6, 1, 10, 0, 0))
        monkeypatch.setattr(time, "time", lambda seconds=seconds: float(seconds))
        monkeypatch.setattr(time, "localtime", lambda at=None, seconds=seconds: time.gmtime(seconds))
        made.add(make())
    monkeypatch.undo()
    assert made == {make()}


@pytest.mark.parametrize("year", [1, 1899, 1979, 2108, 9999])
@pytest.mark.parametrize("format", ["docx", "xlsx", "pdf"])
def test_a_report_may_be_as_of_any_year(format: str, year: int) -> None:
    data = replace(DATA, as_of=date(year, 6, 1))
    assert FORMATS[format].renderer()(data, "pt")
