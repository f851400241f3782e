"""A text file as lines: UTF-8, UTF-16 with its mark, Mac Roman where its accents tell, or Windows-1252."""

from __future__ import annotations

import re

from rapporteur.base.values.failures import Notice
from rapporteur.base.values.messages import Message
from rapporteur.intake.reading.sources.furniture import mark_edges
from rapporteur.intake.reading.sources.lines import LineBuilder
from rapporteur.intake.reading.sources.refused import IntakeRefused, Limits
from rapporteur.intake.reading.sources.source_text import SourceText

_SAMPLE = 20_000
"""Characters that are looked at to tell whether a file is text at all."""
_MOST_STRANGE = 0.05
"""The share of signs that no text has; an encoding that was guessed wrongly leaves a few."""

_MAC_ACCENTS = re.compile(rb"(?<=[A-Za-z])[\x87\x88\x8d\x8e\x8f](?=[A-Za-z .,;])")
"""á à ç é è between letters in Mac Roman: in Windows-1252 a dagger, a circumflex, nothing, Ž and nothing."""
_WINDOWS_ACCENTS = re.compile(rb"(?<=[A-Za-z])[\xe0-\xff](?=[A-Za-z .,;])")


def decode(content: bytes, where: str) -> tuple[str, Notice | None]:
    """Return `content` as text, and what is to be said of it; refuse what is no text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16"), None
        except UnicodeDecodeError as error:
            raise IntakeRefused(Message("damaged UTF-16 text; save it as UTF-8"), where) from error
    if b"\x00" in content:
        raise IntakeRefused(
            Message("this is no text: it contains NUL bytes; expected text, PDF or DOCX"), where
        )
    said: Notice | None = None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        mac = len(_MAC_ACCENTS.findall(content)) > len(_WINDOWS_ACCENTS.findall(content))
        text = content.decode("mac_roman") if mac else content.decode("cp1252", errors="replace")
        name = "Mac Roman" if mac else "Windows-1252"
        said = Notice(
            Message("the text is not UTF-8 and was read as {encoding}: look at its accents"), encoding=name
        )
    sample = text[:_SAMPLE]
    strange = sum(1 for c in sample if (c < " " and c not in "\t\n\r\f\v") or c == "\ufffd")
    if sample and strange / len(sample) > _MOST_STRANGE:
        raise IntakeRefused(Message("this is no readable text; expected text, PDF or DOCX"), where)
    return text, said


def read_text(content: bytes, where: str, limits: Limits) -> SourceText:
    """Return the lines of a text; form feeds part pages and blocks."""
    if len(content) > limits.text_bytes:
        raise IntakeRefused(
            Message("the text has {count} bytes, at most {text_bytes} are read"),
            where,
            count=len(content),
            text_bytes=limits.text_bytes,
        )
    text, said = decode(content, where)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    if text.count("\n") > limits.text_lines:
        raise IntakeRefused(
            Message("the text has more than {text_lines} lines"), where, text_lines=limits.text_lines
        )
    builder = LineBuilder(markdown=True)
    page = 1
    for number, raw in enumerate(text.split("\n"), start=1):
        if len(raw) > limits.line_characters:
            raise IntakeRefused(
                Message("a line has more than {line_characters} characters"),
                f"{where}, line {number}",
                line_characters=limits.line_characters,
            )
        for index, part in enumerate(raw.split("\f")):
            if index:
                page += 1
                builder.blank()
            if index == 0 or part.strip():
                builder.add(number, part, page=page)
    return SourceText(mark_edges(builder.lines), notices=[said] if said else [])
