"""Reading a report whole in a process that is bounded, which everything does that takes files from people."""

from __future__ import annotations

from pathlib import Path

from rapporteur.base.values.running.bounded import Bounds, OverBounds, bounded
from rapporteur.intake.reading.parsed import ParsedReport
from rapporteur.intake.reading.sources.lines import Doc
from rapporteur.intake.reading.sources.refused import LIMITS, IntakeRefused, Limits

_AT_LEAST = 2
"""Seconds over those in which a reader gives up by itself, which can name the page."""


def read_report(
    source: Path | bytes, language: str | None = None, *, name: str = "", limits: Limits = LIMITS
) -> tuple[Doc, ParsedReport]:
    """Return the lines of a report and what they say; `language` is detected if not given.

    Raises IntakeRefused for a file that cannot be read as a report, or takes more processor time or memory than any.
    """
    from rapporteur.intake.reading.sources.source import read_content

    where = name or (source.name if isinstance(source, Path) else "the file")
    content = read_content(source, where, limits) if isinstance(source, Path) else source
    bounds = Bounds(round(limits.seconds) + _AT_LEAST, limits.mebibytes)
    try:
        return bounded(_read, content, language, where, limits, bounds=bounds)
    except OverBounds as error:
        raise IntakeRefused(error.faults[0], where) from error


def _read(content: bytes, language: str | None, name: str, limits: Limits) -> tuple[Doc, ParsedReport]:
    from rapporteur.intake.reading.report import parse_lines
    from rapporteur.intake.reading.sources.source import read_source

    doc = read_source(content, name=name, limits=limits)
    return doc, parse_lines(doc, language)
