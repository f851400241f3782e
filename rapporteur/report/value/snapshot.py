"""Read a snapshot: ReportData as a JSON file, from which every document can be made again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from rapporteur.base.values.base import from_json
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.report.value.data import SCHEMA_VERSION, ReportData
from rapporteur.report.value.references import ReportContradictsItself, check_references

MAX_BYTES = 500_000_000  # a report with hundreds of photographs is far below


_NOT_VALID = Message("'{place}' is not a valid snapshot:\n  {wrong}")


class InvalidSnapshot(Foreseeable, ValueError):
    """A file that is no snapshot, or one of another version."""


def read_snapshot(path: Path) -> ReportData:
    """Read the snapshot in `path`; raise InvalidSnapshot saying what was expected, where, and what was found."""
    try:
        with path.open("rb") as file:  # not by its size, which a pipe or a device does not tell
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InvalidSnapshot(
            Message("'{place}' cannot be read ({reason}): expected a file made by `rapporteur data`"),
            place=str(path),
            reason=str(error.strerror),
        ) from error
    if len(content) > MAX_BYTES:
        raise InvalidSnapshot(
            Message("'{place}' is larger than any snapshot ({most} bytes)"),
            place=str(path),
            most=f"{MAX_BYTES:,}",
        )
    return snapshot_of(content, name=str(path))


def snapshot_of(content: str | bytes, *, name: str) -> ReportData:
    """Read a snapshot that is already in memory; `name` says in an InvalidSnapshot which one it is."""
    try:
        found = from_json(content, ReportData)
        json.loads(content, object_pairs_hook=_fields_once)
        check_references(found)
        return found
    except (_GivenTwice, ReportContradictsItself) as wrong:
        raise InvalidSnapshot(_NOT_VALID, place=name, wrong=wrong.faults) from wrong
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as invalid:
        raise _explanation(name, content, invalid) from invalid


_GONE = object()


class _GivenTwice(Foreseeable, ValueError):
    """A field that stands twice in one object: readers would choose different ones."""


def _fields_once(fields: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the fields of an object as a dictionary; raise _GivenTwice."""
    found = dict(fields)
    if len(found) < len(fields):
        left = dict(fields)
        name = next(name for name, _ in fields if left.pop(name, _GONE) is _GONE)
        first, *_, other = (f"{value!r:.40}" for key, value in fields if key == name)
        twice = Message("{place}: given twice in one object ({value} and {other}): expected once")
        raise _GivenTwice(twice, place=name, value=first, other=other)
    return found


def _no_number(name: str) -> None:
    """Refuse what Python reads as a number and JSON does not know."""
    raise ValueError(f"{name} is no number of JSON")


def _explanation(name: str, content: str | bytes, invalid: Exception) -> InvalidSnapshot:
    """Say why `content` is no snapshot, beginning with what explains all the rest."""
    try:
        text = content if isinstance(content, str) else content.decode("utf-8")
    except UnicodeDecodeError as error:
        no_text = Message(
            "'{place}' is not text in UTF-8 (byte {byte}): expected a file made by `rapporteur data`"
        )
        return InvalidSnapshot(no_text, place=name, byte=error.start + 1)
    try:
        value: Any = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        no_json = Message("'{place}' is not JSON ({reason}): expected a file made by `rapporteur data`")
        return InvalidSnapshot(no_json, place=name, reason=str(error))
    if not isinstance(value, dict) or "schema_version" not in value:
        no_report = Message(
            "'{place}' is not a snapshot of a report: expected a file made by `rapporteur data`"
        )
        return InvalidSnapshot(no_report, place=name)
    version = value["schema_version"]
    if version != SCHEMA_VERSION:
        other = Message(
            "'{place}' has schema version {version}, this program reads version {expected}: "
            "make it again with `rapporteur data`, or read it with the program that made it"
        )
        return InvalidSnapshot(other, place=name, version=repr(version), expected=str(SCHEMA_VERSION))
    expected, _, path = str(invalid).partition(" - at `$")
    steps = _STEP.findall(path)
    place = ".".join(member or index for member, index in steps) or "document"
    found = _at(value, steps)
    shown = "" if found is None or isinstance(found, (dict, list)) else f" {found!r}:"
    return InvalidSnapshot(_NOT_VALID, place=name, wrong=f"{place}:{shown} {expected}")


_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")


def _at(value: Any, steps: Iterable[tuple[str, str]]) -> object:
    """Return what stands at a place of a document, or None where the way there is not known."""
    for member, index in steps:
        try:
            value = value[member] if member else value[int(index)]
        except (LookupError, TypeError):
            return None
    return value
