"""A file as lines: what it is decided by its content, never by its name alone."""

from __future__ import annotations

from pathlib import Path

from rapporteur.intake.reading.lines import Doc
from rapporteur.intake.refused import LIMITS, IntakeRefused, Limits

_NAMED = {".pdf": "PDF", ".docx": "DOCX", ".txt": "TEXT", ".md": "TEXT"}


def kind_of(content: bytes) -> str:
    """Return PDF, DOCX (any ZIP) or TEXT."""
    if b"%PDF-" in content[:1024]:
        return "PDF"
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "DOCX"
    return "TEXT"


def read_source(source: str | Path | bytes, *, name: str = "", limits: Limits = LIMITS) -> Doc:
    """Read a text, PDF or DOCX file, given by path or content, as a document of lines.

    Raises IntakeRefused for a file that is too large, damaged, scanned, active or not what its name says.
    """
    if isinstance(source, bytes):
        content, where = source, name or "the file"
    else:
        path = Path(source)
        where = name or path.name
        try:
            size = path.stat().st_size
        except OSError as error:
            raise IntakeRefused(f"cannot be opened ({error.strerror})", where) from error
        largest = max(limits.pdf_bytes, limits.docx_bytes, limits.text_bytes)
        if size > largest:
            raise IntakeRefused(f"the file has {size} bytes, at most {largest} are read", where)
        with path.open("rb") as stream:
            head = stream.read(1024)
            bound = limits.text_bytes if kind_of(head) == "TEXT" else largest
            content = head + stream.read(bound + 1 - len(head) if len(head) <= bound else 0)
    if not content.strip():
        raise IntakeRefused("the file is empty", where)
    kind = kind_of(content)
    claimed = _NAMED.get(Path(where).suffix.lower())
    if claimed and claimed != kind:
        said = "no PDF" if claimed == "PDF" else f"no {claimed} file"
        raise IntakeRefused(
            f"the name says {claimed}, but the content is {said}; save it again or rename it", where
        )
    if kind == "PDF":
        from rapporteur.intake.reading.pdf_source import read_pdf

        lines = read_pdf(content, where, limits)
    elif kind == "DOCX":
        from rapporteur.intake.reading.docx_source import read_docx

        lines = read_docx(content, where, limits)
    else:
        from rapporteur.intake.reading.text_source import read_text

        lines = read_text(content, where, limits)
    if not lines:
        raise IntakeRefused("the file holds no text", where)
    return Doc(lines, kind)
