"""A text file as lines: UTF-8, UTF-16 with its mark, or Windows-1252."""

from __future__ import annotations

from rapporteur.intake.reading.lines import Line, LineBuilder, mark_edges
from rapporteur.intake.refused import IntakeRefused, Limits

_FOREIGN = {b"{\\rtf": "RTF", b"<!doctype html": "HTML", b"<html": "HTML", b"<?xml": "XML"}


def decode(content: bytes, where: str) -> str:
    """Return `content` as text; refuse what is no text."""
    start = content[:64].lstrip().lower()
    for mark, name in _FOREIGN.items():
        if start.startswith(mark):
            raise IntakeRefused(f"this is {name}, expected plain text, PDF or DOCX", where)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise IntakeRefused("damaged UTF-16 text; save it as UTF-8", where) from error
    if b"\x00" in content:
        raise IntakeRefused("this is no text: it contains NUL bytes; expected text, PDF or DOCX", where)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    sample = text[:20_000]
    strange = sum(1 for c in sample if (c < " " and c not in "\t\n\r\f\v") or c == "\ufffd")
    if sample and strange / len(sample) > 0.05:
        raise IntakeRefused("this is no readable text; expected text, PDF or DOCX", where)
    return text


def read_text(content: bytes, where: str, limits: Limits) -> list[Line]:
    """Return the lines of a text; form feeds part pages and blocks."""
    if len(content) > limits.text_bytes:
        raise IntakeRefused(f"the text has {len(content)} bytes, at most {limits.text_bytes} are read", where)
    text = decode(content, where).replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    if text.count("\n") > limits.text_lines:
        raise IntakeRefused(f"the text has more than {limits.text_lines} lines", where)
    builder = LineBuilder(markdown=True)
    page = 1
    for number, raw in enumerate(text.split("\n"), start=1):
        if len(raw) > limits.line_characters:
            raise IntakeRefused(
                f"a line has more than {limits.line_characters} characters", f"{where}, line {number}"
            )
        for index, part in enumerate(raw.split("\f")):
            if index:
                page += 1
                builder.blank()
            if index == 0 or part.strip():
                builder.add(number, part, page=page)
    return mark_edges(builder.lines)
