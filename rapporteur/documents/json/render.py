"""The report as data: the canonical snapshot itself, which holds every language."""

from __future__ import annotations

from rapporteur.report.value.data import ReportData


def render(data: ReportData, language: str) -> bytes:
    """Return the snapshot as UTF-8 JSON; it is the same whatever the `language`."""
    return data.canonical_json().encode()
