"""The common form of every source: numbered lines in reading order, gathered in blocks."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from rapporteur.intake.reading.sources.source_text import Note

_TEXTS_KEPT = 65_536
"""Texts whose flat form is kept; a report has some thousands, each asked for again and again."""
_NEARLY_ALL = 2
"""Characters of a line in bold that are not: a full stop or a bracket after it."""

SOFT_HYPHEN = "\u00ad"
TERMINAL = '.!?…»”"'
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\x00-\x08\x0b\x0e-\x1f]")
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_SHOWN_HYPHEN = re.compile("\u00ad[-\u2010](?=\\s*$)")
"""A soft hyphen at the end of a line with the hyphen that it shows there."""
_LINK = re.compile(r"!?\[([^\]\[]{0,300})\]\([^()\s]{0,500}\)")
_MARK = re.compile(r"^\s{0,3}#{1,6}\s+")
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
BULLET = re.compile(r"^\s*(?:[-–—•·▪●◦‣∙*►▶■○\uf000-\uf8ff\ue000-\uefff]+)\s+(?=\S)")
NUMBERED = re.compile(r"^\s*(?:\d{1,2}|[a-z])\s?[.)]\s+(?=\S)")


_LONGEST = 4_000
"""Characters of a line; a paragraph that is longer goes on in the next, so that no pattern meets a line without end.
The longest of the reports that were seen has 764.
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source.

    `number` counts the lines of the file (text) or of the reading order (PDF, DOCX) from 1; `block` is the
    same for lines that no blank line parts; `bold` holds the bold stretches; `edge` is true at the top or
    bottom of a page, where running headers stand. Where the source says how it is built (styles, tags), `role`
    is what the line is part of (`H1`, `P`, `LI`, `TH`, `TD`, `CAPTION`, `TOC`), `unit` the paragraph or cell it
    belongs to, `path` the containers around that, `cell` its table, row and column, and `soft` tells that the
    text went on to the next line by itself.
    """

    number: int
    text: str
    page: int = 1
    block: int = 0
    bold: tuple[tuple[int, int], ...] = ()
    size: float = 0.0
    edge: bool = False
    role: str = ""
    unit: int = 0
    path: tuple[int, ...] = ()
    cell: tuple[int, int, int] | None = None
    soft: bool = False

    @property
    def all_bold(self) -> bool:
        """Whether all of its text is bold."""
        return (
            bool(self.bold) and sum(end - start for start, end in self.bold) >= len(self.text) - _NEARLY_ALL
        )


def flat_character(character: str) -> str:
    """Return one lower-case character without accent for `character`."""
    base = unicodedata.normalize("NFD", character)[:1].lower()[:1]
    return {"’": "'", "‘": "'", "´": "'", "–": "-", "—": "-", "‑": "-", "−": "-"}.get(base, base) or " "


class _FlatCharacters(dict[int, str]):
    """What `str.translate` asks for each character; a report has some hundred of them, each many times."""

    def __missing__(self, code: int) -> str:
        self[code] = flat_character(chr(code))
        return self[code]


_FLAT = _FlatCharacters()


@lru_cache(maxsize=_TEXTS_KEPT)
def flat(text: str) -> str:
    """Return `text` in lower case without accents, character for character of the same length."""
    return text.lower() if text.isascii() else text.translate(_FLAT)


@lru_cache(maxsize=_TEXTS_KEPT)
def key(text: str) -> str:
    """Return the letters and digits of `text` alone, flat: what headings and names are compared by."""
    return re.sub(r"[\W_]+", "", flat(text))


def clean(text: str) -> str:
    """Return `text` with ordinary spaces, composed accents, and nothing invisible but soft hyphens."""
    text = _LIGATURE.sub(lambda match: _LIGATURES[match.group()], text)
    text = _SHOWN_HYPHEN.sub(SOFT_HYPHEN, text)
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _SPACES.sub(" ", text)))


def collapse(text: str) -> str:
    """Return `text` with each run of white space as one space."""
    return " ".join(text.split())


def _wrapped(text: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where the lines go that a text is, a very long one cut at spaces."""
    start = 0
    while len(text) - start > _LONGEST:
        space = text.rfind(" ", start + 1, start + _LONGEST)
        end = space if space > 0 else start + _LONGEST
        yield start, end
        start = end + (text[end : end + 1] == " ")
    yield start, len(text)


def _within(spans: Iterable[tuple[int, int]], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return stretches of a text as far as they lie in a part of it, counted from the part's beginning."""
    return tuple((max(a, start) - start, min(b, end) - start) for a, b in spans if a < end and b > start)


def blocks_of(lines: Iterable[Line]) -> list[list[Line]]:
    """Return lines by their blocks."""
    return [list(block) for _, block in itertools.groupby(lines, key=lambda line: line.block)]


class LineBuilder:
    """Collects lines of a source; blank ones part blocks and are not kept."""

    def __init__(self, *, markdown: bool) -> None:
        self.lines: list[Line] = []
        self._markdown = markdown
        self._bold = False
        self._block = 0
        self._blank = True

    def blank(self) -> None:
        """Part what follows from what came before."""
        self._blank = True

    def add(
        self,
        number: int,
        text: str,
        *,
        page: int = 1,
        bold: tuple[tuple[int, int], ...] = (),
        size: float = 0.0,
        edge: bool = False,
        role: str = "",
        unit: int = 0,
        path: tuple[int, ...] = (),
        cell: tuple[int, int, int] | None = None,
        soft: bool = False,
    ) -> None:
        """Add a line; a blank one parts blocks."""
        text = clean(text)
        if self._markdown:
            text, bold = self._unmark(text)
        if not text.strip():
            self.blank()
            return
        if self._blank:
            self._block += 1
            self._blank = False
        text = text.rstrip()
        for start, end in _wrapped(text):
            goes_on = soft or end < len(text)
            here = _within(bold, start, end)
            self.lines.append(
                Line(
                    number,
                    text[start:end],
                    page,
                    self._block,
                    here,
                    size,
                    edge,
                    role,
                    unit,
                    path,
                    cell,
                    goes_on,
                )
            )

    def _unmark(self, text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
        """Take the marks of Markdown out of `text`; bold may run over several lines."""
        text = _LINK.sub(r"\1", _MARK.sub("", text))
        if "**" not in text and "__" not in text:
            return text, ((0, len(text)),) if self._bold and text.strip() else ()
        result, spans = "", []
        for index, piece in enumerate(re.split(r"\*\*|__", text)):
            if index:
                self._bold = not self._bold
            if self._bold and piece:
                spans.append((len(result), len(result) + len(piece)))
            result += piece
        return result, tuple(spans)


@dataclass
class Doc:
    """All lines of a source, and which of them were understood, and as what.

    `source` is its kind; `notes` are the footnotes that it holds apart from its text; `notices` say what a person
    should know of the file.
    """

    lines: list[Line]
    source: str = ""
    notes: tuple[Note, ...] = ()
    notices: tuple[str, ...] = ()
    name: str = ""
    used: dict[int, str] = field(default_factory=dict)
    plain: list[Line] = field(default_factory=list)
    """The lines in the plain shape in which what repeats was written, where some part was read from these."""
    vocabulary: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        for line in self.lines:
            self.vocabulary.update(word.lower() for word in _WORD.findall(line.text))

    def use(self, lines: Iterable[Line], what: str) -> None:
        """Note that `lines` were understood as `what`."""
        for line in lines:
            self.used[line.number] = what

    def without(self, furniture: set[int]) -> list[Line]:
        """Return the lines that are not page furniture, blocks as they were."""
        return [line for line in self.lines if line.number not in furniture]

    def mark_items(self) -> None:
        """Put a dash before list items of a source that says which they are and has drawn their marks."""
        last = -1
        for index, line in enumerate(self.lines):
            begins = line.role == "LI" and line.unit != last
            last = line.unit
            if begins and not BULLET.match(line.text) and not NUMBERED.match(line.text):
                bold = tuple((start + 2, end + 2) for start, end in line.bold)
                self.lines[index] = replace(line, text=f"- {line.text}", bold=bold)

    def join(self, first: str, second: str, prefixes: Sequence[str] = ()) -> str:
        """Join two lines of one text, undoing hyphenation.

        A hyphen at the end is kept if the document has the hyphenated word elsewhere, or if it follows a
        known prefix or comes before another hyphen (`co-président`, `Île-de-France`).
        """
        first, second = first.rstrip(), second.lstrip()
        if not first or not second:
            return first + second
        if first.endswith(SOFT_HYPHEN):
            return first[:-1] + second
        if first[-1] in "-‐‑" and len(first) > 1 and not first[-2].isspace():
            head = re.split(r"[\s(«“'’]", first)[-1].rstrip("-‐‑")
            tail = re.match(r"[^\s,.;:!?)]*", second)
            rest = tail.group() if tail else ""
            hyphenated, plain = f"{head}-{rest}".lower(), f"{head}{rest}".lower()
            if second[0].islower() and head[-1:].isalpha():
                typed = first[-1] != "\u2010"  # which programs set at a line's end and nobody types
                keep = self.vocabulary[hyphenated] > 0 or (
                    typed and not self.vocabulary[plain] and (head.lower() in prefixes or "-" in rest)
                )
                return first + second if keep else first[:-1] + second
            return first + second
        if first[-1] == "/" and len(first) > 1 and not first[-2].isspace():
            return first + second
        return f"{first} {second}"

    def join_all(self, texts: Iterable[str], prefixes: Sequence[str] = ()) -> str:
        """Join the lines of one text."""
        result = ""
        for text in texts:
            result = self.join(result, text, prefixes) if result else text.strip()
        return collapse(result.replace(SOFT_HYPHEN, ""))
