"""A file as lines: what it is decided by its content, never by its name alone."""

from __future__ import annotations

from pathlib import Path

from rapporteur.base.values.messages import Message
from rapporteur.intake.reading.sources.file_kinds import kind_of, why_not
from rapporteur.intake.reading.sources.lines import Doc
from rapporteur.intake.reading.sources.refused import LIMITS, IntakeRefused, Limits

_HEAD = 1024
"""Bytes that tell what a file is, before more of it is read than its kind may have."""

_NAMED = {".pdf": "PDF", ".docx": "DOCX", ".txt": "TEXT", ".md": "TEXT"}


def read_source(source: str | Path | bytes, *, name: str = "", limits: Limits = LIMITS) -> Doc:
    """Read a text, PDF or DOCX file, given by path or content, as a document of lines.

    Raises IntakeRefused for a file that is too large, damaged, locked, scanned, active, of another kind, or not what
    its name says.
    """
    if isinstance(source, bytes):
        content, where = source, name or "the file"
    else:
        where = name or Path(source).name
        content = read_content(Path(source), where, limits)
    if not content.strip():
        raise IntakeRefused(Message("the file is empty"), where)
    if reason := why_not(content):
        raise IntakeRefused(reason, where)
    kind = kind_of(content)
    _check_name(where, kind)
    if kind == "PDF":
        from rapporteur.intake.reading.sources.pdf import read_pdf as read
    elif kind == "DOCX":
        from rapporteur.intake.reading.sources.word.docx import read_docx as read
    else:
        from rapporteur.intake.reading.sources.text import read_text as read
    found = read(content, where, limits)
    if not found.lines:
        if hidden := found.notices:
            raise IntakeRefused(
                Message("the file holds no text ({hidden})"),
                where,
                hidden=hidden[0] if len(hidden) == 1 else "; ".join(hidden),
            )
        raise IntakeRefused(Message("the file holds no text"), where)
    return Doc(found.lines, kind, notes=tuple(found.notes), notices=tuple(found.notices), name=where)


def _check_name(where: str, kind: str) -> None:
    """Refuse a file whose name says another kind than its content has."""
    claimed = _NAMED.get(Path(where).suffix.lower())
    if claimed and claimed != kind:
        message = (
            Message("the name says {claimed}, but the content is no PDF; save it again or rename it")
            if claimed == "PDF"
            else Message(
                "the name says {claimed}, but the content is no {claimed} file; save it again or rename it"
            )
        )
        raise IntakeRefused(message, where, claimed=claimed)


def read_content(path: Path, where: str, limits: Limits = LIMITS) -> bytes:
    """Return the content of a file, no more of it than its kind may have."""
    try:
        size = path.stat().st_size
        largest = max(limits.pdf_bytes, limits.docx_bytes, limits.text_bytes)
        if size > largest:
            raise IntakeRefused(
                Message("the file has {size} bytes, at most {largest} are read"),
                where,
                size=size,
                largest=largest,
            )
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
            bound = limits.text_bytes if kind_of(head) == "TEXT" else largest
            return head + stream.read(bound + 1 - len(head) if len(head) <= bound else 0)
    except OSError as error:
        raise IntakeRefused(Message("cannot be opened ({reason})"), where, reason=error.strerror) from error
