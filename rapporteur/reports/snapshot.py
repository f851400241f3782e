"""Read a snapshot: ReportData as a JSON file, from which every document can be made again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from rapporteur.core.values import from_json
from rapporteur.reports.data import SCHEMA_VERSION, ReportData
from rapporteur.reports.references import ReportContradictsItself, check_references

MAX_BYTES = 500_000_000  # a report with hundreds of photographs is far below


class InvalidSnapshot(ValueError):
    """A file that is no snapshot, or one of another version."""


def read_snapshot(path: Path) -> ReportData:
    """Read the snapshot in `path`; raise InvalidSnapshot saying what was expected, where, and what was found."""
    try:
        with path.open("rb") as file:  # not by its size, which a pipe or a device does not tell
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InvalidSnapshot(
            f"'{path}' cannot be read ({error.strerror}): expected a file made by `rapporteur data`"
        ) from error
    if len(content) > MAX_BYTES:
        raise InvalidSnapshot(f"'{path}' is larger than any snapshot ({MAX_BYTES:,} bytes)")
    return snapshot_of(content, name=str(path))


def snapshot_of(content: str | bytes, *, name: str) -> ReportData:
    """Read a snapshot that is already in memory; `name` says in an InvalidSnapshot which one it is."""
    try:
        found = from_json(content, ReportData)
        json.loads(content, object_pairs_hook=_each_once)
        check_references(found)
        return found
    except (_GivenTwice, ReportContradictsItself) as wrong:
        raise InvalidSnapshot(f"'{name}' is not a valid snapshot:\n  {wrong}") from wrong
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as invalid:
        raise InvalidSnapshot(_explanation(name, content, invalid)) from invalid


class _GivenTwice(ValueError):
    """A field that stands twice in one object: readers would choose different ones."""


def _each_once(fields: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the fields of an object as a dictionary; raise _GivenTwice."""
    found = dict(fields)
    if len(found) < len(fields):
        name = next(name for n, (name, _) in enumerate(fields) if name in dict(fields[:n]))
        values = " and ".join(f"{value!r:.40}" for key, value in fields if key == name)
        raise _GivenTwice(f"{name}: given twice in one object ({values}): expected once")
    return found


def _no_number(name: str) -> None:
    """Refuse what Python reads as a number and JSON does not know."""
    raise ValueError(f"{name} is no number of JSON")


def _explanation(name: str, content: str | bytes, invalid: Exception) -> str:
    """Say why `content` is no snapshot, beginning with what explains all the rest."""
    try:
        text = content if isinstance(content, str) else content.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"'{name}' is not text in UTF-8 (byte {error.start + 1}): expected a file made by `rapporteur data`"
    try:
        value: Any = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        return f"'{name}' is not JSON ({error}): expected a file made by `rapporteur data`"
    if not isinstance(value, dict) or "schema_version" not in value:
        return f"'{name}' is not a snapshot of a report: expected a file made by `rapporteur data`"
    version = value["schema_version"]
    if version != SCHEMA_VERSION:
        return (
            f"'{name}' has schema version {version!r}, this program reads version {SCHEMA_VERSION}: "
            "make it again with `rapporteur data`, or read it with the program that made it"
        )
    expected, _, path = str(invalid).partition(" - at `$")
    steps = _STEP.findall(path)
    place = ".".join(member or index for member, index in steps) or "document"
    found = _at(value, steps)
    shown = "" if found is None or isinstance(found, (dict, list)) else f" {found!r}:"
    return f"'{name}' is not a valid snapshot:\n  {place}:{shown} {expected}"


_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")


def _at(value: Any, steps: Iterable[tuple[str, str]]) -> object:
    """Return what stands at a place of a document, or None where the way there is not known."""
    for member, index in steps:
        try:
            value = value[member] if member else value[int(index)]
        except (LookupError, TypeError):
            return None
    return value
