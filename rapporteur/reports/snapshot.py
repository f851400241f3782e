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
        return from_json(content, ReportData)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as invalid:
        raise InvalidSnapshot(_explanation(name, content, invalid)) from invalid


def _explanation(name: str, content: str | bytes, invalid: Exception) -> str:
    """Say why `content` is no snapshot, beginning with what explains all the rest."""
    try:
        text = content if isinstance(content, str) else content.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"'{name}' is not text in UTF-8 (byte {error.start + 1}): expected a file made by `rapporteur data`"
    try:
        value: Any = json.loads(text)
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
