"""What a file that was handed in holds, by its content; its name only where a text may be a table."""

from __future__ import annotations

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.intake.importing.enums import ImportKind
from rapporteur.intake.importing.tables.columns import find_column
from rapporteur.intake.importing.tables.workbook import read_table
from rapporteur.intake.reading.sources.refused import IntakeRefused

_HEAD = 2_048
"""Bytes at the start in which a PDF and a calendar say what they are."""
_TABLES = (".csv", ".tsv")
_AT_LEAST = 2
"""Headings that a table must have of those of a kind: one alone (“Title”) may stand in any text."""


class KindNotClear(Foreseeable, ValueError):
    """A table of which nothing says what its rows are."""


def guess_kind(content: bytes, name: str) -> ImportKind:
    """Return what a file holds. Raises IntakeRefused, and KindNotClear for a table whose headings tell of no kind."""
    head = content[:_HEAD]
    if b"BEGIN:VCALENDAR" in head.upper().replace(b"\0", b""):
        return ImportKind.CALENDAR
    if b"%PDF" in head or (head[:2] == b"PK" and b"word/" in content):
        return ImportKind.REPORT
    if head[:2] == b"PK" or name.lower().endswith(_TABLES):
        return _kind_of_table(content, name)
    try:
        return _kind_of_table(content, name)
    except (IntakeRefused, KindNotClear):
        return ImportKind.REPORT


def _kind_of_table(content: bytes, name: str) -> ImportKind:
    headings = read_table(content, name).rows[0][1]
    tables = (ImportKind.DUES, ImportKind.MEDIA, ImportKind.MEMBERS, ImportKind.ACTIVITIES)
    known = {
        kind: sum(
            bool(heading) and find_column(kind.value.lower(), heading) is not None for heading in headings
        )
        for kind in tables
    }
    most = max(known.values())
    likely = [kind for kind, count in known.items() if count == most]
    if most < _AT_LEAST or len(likely) > 1:
        raise KindNotClear(
            Message("{place}: the headings do not tell what the rows are: say what the file holds"),
            place=name,
        )
    return likely[0]
