"""Read a snapshot: ReportData as a JSON file, from which every document can be made again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from rapporteur.reports.data import SCHEMA_VERSION, ReportData

MAX_BYTES = 500_000_000  # a report with hundreds of photographs is far below
SHOWN = 10


class InvalidSnapshot(ValueError):
    """A file that is no snapshot, or one of another version."""


def read_snapshot(path: Path) -> ReportData:
    """Read the snapshot in `path`; raise InvalidSnapshot saying what was expected, where, and what was found."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InvalidSnapshot(f"'{path}' is larger than any snapshot ({MAX_BYTES:,} bytes)")
        content = path.read_bytes()
    except OSError as error:
        raise InvalidSnapshot(
            f"'{path}' cannot be read ({error.strerror}): expected a file made by `rapporteur data`"
        ) from error
    return snapshot_of(content, name=str(path))


def snapshot_of(content: str | bytes, *, name: str) -> ReportData:
    """Read a snapshot that is already in memory; `name` says in an InvalidSnapshot which one it is."""
    try:
        return ReportData.model_validate_json(content)
    except ValidationError as invalid:
        raise InvalidSnapshot(_explanation(name, content, invalid)) from invalid


def _explanation(path: str, content: str | bytes, invalid: ValidationError) -> str:
    """Say why `content` is no snapshot, beginning with what explains all the rest."""
    try:
        value: Any = json.loads(content)
    except (ValueError, RecursionError) as error:
        return f"'{path}' is not JSON ({error}): expected a file made by `rapporteur data`"
    if not isinstance(value, dict) or "schema_version" not in value:
        return f"'{path}' is not a snapshot of a report: expected a file made by `rapporteur data`"
    version = value["schema_version"]
    if version != SCHEMA_VERSION:
        return (
            f"'{path}' has schema version {version!r}, this program reads version {SCHEMA_VERSION}: "
            "make it again with `rapporteur data`, or read it with the program that made it"
        )
    lines = [f"'{path}' is not a valid snapshot:"]
    for fault in invalid.errors()[:SHOWN]:
        place = ".".join(str(part) for part in fault["loc"]) or "document"
        found = fault["input"]
        shown = "…" if isinstance(found, (dict, list)) else repr(found)
        lines.append(f"  {place}: {shown}: {fault['msg'].removeprefix('Value error, ')}")
    if invalid.error_count() > SHOWN:
        lines.append(f"  and {invalid.error_count() - SHOWN} more")
    return "\n".join(lines)
