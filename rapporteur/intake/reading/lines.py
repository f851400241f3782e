"""The common form of every source: numbered lines in reading order, gathered in blocks."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

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
_CODE = re.compile(r"\b[A-Z]{1,2}\d{1,3}[A-Z]{1,2}\d")
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
BULLET = re.compile(r"^\s*(?:[-–—•·▪●◦‣∙*►▶■○\uf000-\uf8ff\ue000-\uefff]+)\s+(?=\S)")
NUMBERED = re.compile(r"^\s*(?:\d{1,2}|[a-z])\s?[.)]\s+(?=\S)")


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
        return bool(self.bold) and sum(end - start for start, end in self.bold) >= len(self.text) - 2


def flat_character(character: str) -> str:
    """Return one lower-case character without accent for `character`."""
    base = unicodedata.normalize("NFD", character)[:1].lower()[:1]
    return {"’": "'", "‘": "'", "´": "'", "–": "-", "—": "-", "‑": "-", "−": "-"}.get(base, base) or " "


@lru_cache(maxsize=65536)
def flat(text: str) -> str:
    """Return `text` in lower case without accents, character for character of the same length."""
    return "".join(map(flat_character, text)) if not text.isascii() else text.lower()


@lru_cache(maxsize=65536)
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
        self.lines.append(
            Line(number, text.rstrip(), page, self._block, bold, size, edge, role, unit, path, cell, soft)
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
    """All lines of a source, and which of them were understood, and as what."""

    lines: list[Line]
    source: str = ""
    used: dict[int, str] = field(default_factory=dict)
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


def find_furniture(lines: Sequence[Line], keep: Iterable[str] = (), spared: Iterable[int] = ()) -> set[int]:
    """Return the numbers of lines that are running headers, footers and page numbers.

    Those are lines at the edge of a page that come back on other pages but for their digits, lone numbers
    there, and, where a text has no page breaks, lone numbers that count up and what repeats beside them.
    `keep` holds keys that are never furniture (headings and labels of the grammar), `spared` the numbers of
    lines that are none (titles that a date follows).
    """
    kept = set(keep)
    pages = {line.page for line in lines}
    enough = max(3, round(0.15 * len(pages)))
    by_form: dict[str, list[Line]] = {}
    for line in lines:
        if len(line.text) <= 120 and not _CODE.search(line.text):
            by_form.setdefault(re.sub(r"\d+", "#", key(line.text)), []).append(line)
    result: set[int] = set()
    for form, group in by_form.items():
        if form in kept or not form:
            continue
        edges = [line for line in group if line.edge]
        if "#" in form:
            result.update(_page_numbers(edges))
            if form != "#" and len(group) >= 3 and _counts_up(group):
                result.update(line.number for line in group)
        for same in {key(line.text) for line in edges}:
            alike = [line for line in edges if key(line.text) == same]
            if form != "#" and len({line.page for line in alike}) >= min(enough, max(2, len(pages))):
                result.update(line.number for line in alike)
    result |= _lone_numbers(lines)
    if result:
        result |= _repeated_beside(lines, by_form, result, kept)
    return result - set(spared) - _within_text(lines)


def _within_text(lines: Sequence[Line]) -> set[int]:
    """Return lines that go on with the sentence of the line above in their block: the last of a column."""
    return {
        line.number
        for above, line in itertools.pairwise(lines)
        if line.block == above.block
        and line.text.lstrip()[:1].islower()
        and above.text.rstrip()[-1:] not in TERMINAL
    }


def _page_numbers(edges: Sequence[Line]) -> set[int]:
    """Return those of lines at page edges whose number differs from their page by the same as others'."""
    found: dict[int, set[int]] = {}
    for line in edges:
        numbers = [int(digits) for digits in re.findall(r"\d+", line.text) if len(digits) <= 3]
        found[line.number] = {number - line.page for number in (*numbers[:1], *numbers[-1:])}
    common = Counter(offset for offsets in found.values() for offset in offsets)
    few = 2 if all(line.text.strip(" -–|.").isdecimal() for line in edges) else 3
    return {number for number, offsets in found.items() if any(common[offset] >= few for offset in offsets)}


def _counts_up(group: Sequence[Line]) -> bool:
    """Whether the last numbers of these lines rise slowly, as page numbers do, all else being equal."""
    texts = {re.sub(r"\d+(?=\D*$)", "#", line.text.strip()) for line in group}
    numbers = [int((re.findall(r"\d+", line.text) or ["0"])[-1][:6]) for line in group]
    steps = [after - before for before, after in itertools.pairwise(numbers)]
    return len(texts) == 1 and all(1 <= step <= 4 for step in steps)


def _lone_numbers(lines: Sequence[Line]) -> set[int]:
    """Return lines that are nothing but a number and together count up by small steps."""
    chain: list[tuple[int, int]] = []
    if any(line.edge for line in lines):
        return set()
    for index, line in enumerate(lines):
        text = line.text.strip(" -–|.")
        if not (text.isdecimal() and len(text) <= 3):
            continue
        alone = (index == 0 or lines[index - 1].block != line.block) and (
            index + 1 == len(lines) or lines[index + 1].block != line.block
        )
        counted = index + 1 < len(lines) and any(c.isdecimal() for c in lines[index + 1].text)
        if alone and not counted and (not chain or 1 <= int(text) - chain[-1][1] <= 4):
            chain.append((line.number, int(text)))
    return {number for number, _ in chain} if len(chain) >= 4 else set()


def _repeated_beside(
    lines: Sequence[Line], by_form: dict[str, list[Line]], found: set[int], kept: set[str]
) -> set[int]:
    """Return lines that repeat at least three times, mostly beside lines already `found`."""
    position = {line.number: index for index, line in enumerate(lines)}
    result: set[int] = set()
    for form, group in by_form.items():
        if form in kept or form == "#" or len(group) < 3:
            continue
        beside = [
            line
            for line in group
            if any(
                0 <= position[line.number] + step < len(lines)
                and lines[position[line.number] + step].number in found
                for step in (-1, 1)
            )
        ]
        if len(beside) >= 3 and len(beside) * 3 >= len(group) * 2:
            result.update(line.number for line in beside)
    return result


def mark_edges(lines: Sequence[Line], depth: int = 2) -> list[Line]:
    """Return `lines` of a text with page breaks, the first and last `depth` of each page marked as edges."""
    if not lines or lines[0].page == lines[-1].page:
        return list(lines)
    by_page: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        by_page.setdefault(line.page, []).append(index)
    edges = {i for indexes in by_page.values() for i in (*indexes[:depth], *indexes[-depth:])}
    return [replace(line, edge=True) if i in edges else line for i, line in enumerate(lines)]
