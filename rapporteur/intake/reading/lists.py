"""Lists of names: in boxes or pages of their own, wrapped, hyphenated or in columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapporteur.intake.reading.grammar import Grammar
from rapporteur.intake.reading.sources.lines import BULLET, SOFT_HYPHEN, Doc, Line, collapse, flat

_LONGEST_NAME = 70
_MOST_WORDS = 8
"""Characters and words of a name in a list: a university or a union of municipalities; what is longer is a phrase."""
_SHORTEST_SENTENCE = 3
"""Characters with a full stop beyond which a text may be a sentence; `St.` is none."""
_MOST_LINES = 120
"""Lines of a list in one block, one name a line, as in a network with a hundred members."""
_LONGEST_CELL = 60
_MOST_WORDS_OF_CELL = 7
"""Characters and words of a cell in a list set in columns."""
_NAMED = 0.8
"""The share of cells that are names; a list of the printed kind has a name with a small word here and there."""
_FEWEST_CELLS = 2

_CELLS = re.compile(r"\s*\t\s*|\s{3,}")
_COMMAS = re.compile(r"\s*[,;•]\s*(?![^()]*\))")


def is_open(text: str, grammar: Grammar) -> bool:
    """Tell whether a list or sentence that stops with `text` must go on."""
    text = text.rstrip()
    if not text:
        return False
    if text[-1] in f",;-–—(/&{SOFT_HYPHEN}" or text.count("(") > text.count(")"):
        return True
    words = re.findall(r"[^\s]+", text)
    last = words[-1]
    return len(words) > 1 and last == last.lower() and flat(last) in grammar.connectors


def _small_words(chunk: str, grammar: Grammar) -> int:
    outside = re.sub(r"\([^)]*\)?", " ", chunk)
    return sum(
        1
        for word in outside.split()
        if word[0].isalpha()
        and not word[0].isupper()
        and flat(re.split("['’]", word)[0]) not in grammar.connectors
        and not re.match(r"[a-z]['’][A-ZÀ-Ý]", word)
    )


def looks_like_names(text: str, grammar: Grammar, *, strict: bool = False) -> bool:
    """Tell whether `text` can be a list of names and not a sentence."""
    text = collapse(text)
    if not text or not any(c.isalpha() for c in text):
        return False
    if re.search(r"[!?«»:]|\.\s+[A-ZÀ-Ý]?[a-zà-ÿ]{3}", text) or (
        text.endswith(".") and len(text) > _SHORTEST_SENTENCE and text[-2].islower()
    ):
        return False
    chunks = [chunk for chunk in _COMMAS.split(text) if chunk]
    for chunk in chunks:
        words = re.sub(r"\([^)]*\)?", " ", chunk).split()
        if len(chunk) > _LONGEST_NAME or len(words) > _MOST_WORDS or re.search(r"\d{2}", chunk):
            return False
        first = next((c for c in chunk if c.isalpha()), "")
        if not first or (not first.isupper() and (first != "e" or strict)):
            return False
        if _small_words(chunk, grammar) > (0 if strict else 1):
            return False
        if flat(words[-1] if words else "") in grammar.connectors and chunk is not chunks[-1]:
            return False
    return True


def cells(lines: Sequence[str]) -> list[str]:
    """Return the cells of lines, column by column where tabs or wide gaps part them."""
    rows = [_CELLS.split(line.strip("\n")) for line in lines]
    width = max((len(row) for row in rows), default=0)
    if width < _FEWEST_CELLS:
        return [collapse(cell) for row in rows for cell in row if cell.strip()]
    columns: list[list[str]] = [[] for _ in range(width)]
    for row in rows:
        for index, cell in enumerate(row):
            if cell.strip():
                columns[index].append(collapse(cell))
    return [cell for column in columns for cell in column]


def split_names(texts: Sequence[str], doc: Doc, grammar: Grammar) -> list[str]:
    """Return the names in the lines of a box or list, each once, in their order.

    With commas, lines are joined and split at commas. Without, each line is a name, unless it cannot end
    there (`Santiago du`) or the next cannot begin a name (`métropolitaine)`).
    """
    parts = [BULLET.sub("", text) for text in cells(texts)]
    commas = any(_COMMAS.search(part) for part in parts)
    whole: list[str] = []
    for part in parts:
        if whole and (commas or is_open(whole[-1], grammar) or _continues(part, grammar)):
            whole[-1] = doc.join(whole[-1], part, grammar.prefixes)
        else:
            whole.append(part)
    names: list[str] = []
    for text in whole:
        names.extend(_COMMAS.split(text))
    names = [collapse(name.replace("\u00ad", "")).strip(" .:;,") for name in names]
    ands = {flat(word) for word in grammar.and_words}
    names = [name for name in names if any(c.isalnum() for c in name) and flat(name) not in ands]
    return list(dict.fromkeys(_split_last(names, grammar)))


def _continues(text: str, grammar: Grammar) -> bool:
    text = text.lstrip()
    if not text:
        return False
    return text[0].islower() or text[0] in "()–—-" or (text.count(")") > text.count("("))


def _split_last(names: list[str], grammar: Grammar) -> list[str]:
    """Split a last item at the word for `and` (`Berlin et Rome`)."""
    if len(names) < 1:
        return names
    last = names[-1]
    if "(" in last:
        return names
    for match in re.finditer(rf"\s+{grammar.words('and_words')}\s+", flat(last)):
        before, after = last[: match.start()], last[match.end() :]
        if before[:1].isupper() and after[:1].isupper():
            return [*names[:-1], before, after]
    return names


def take_names(lines: Sequence[Line], start: int, grammar: Grammar, stops: set[int]) -> int:
    """Return the index after the names that begin at `start`, or `start` if none do.

    Names go on over lines of their block, and over a blank line where they cannot end. `stops` holds the
    numbers of lines that begin something else.
    """
    if start >= len(lines) or lines[start].number in stops:
        return start
    bold = lines[start].all_bold
    block = [start]
    while (
        block[-1] + 1 < len(lines)
        and lines[block[-1] + 1].number not in stops
        and (lines[block[-1] + 1].block == lines[start].block or is_open(lines[block[-1]].text, grammar))
        and len(block) < _MOST_LINES
    ):
        block.append(block[-1] + 1)
    for size in range(len(block), 0, -1):
        taken = [lines[index] for index in block[:size]]
        if bold and not all(line.bold for line in taken):
            continue
        text = (
            ", ".join(cells([line.text for line in taken]))
            if size > 1
            and not any("," in line.text for line in taken)
            and not any(is_open(line.text, grammar) for line in taken[:-1])
            else " ".join(line.text for line in taken)
        )
        if size < len(block) and is_open(taken[-1].text, grammar):
            continue
        if looks_like_names(_join_hyphens(text), grammar) or _columns(taken, grammar):
            return start + size
    return start


def _join_hyphens(text: str) -> str:
    """Undo a hyphen before a line end roughly, enough to judge the text."""
    return re.sub(r"(?<=\w)[-\u00ad] (?=[a-zà-ÿ])", "", text).replace(", (", " (")


def _columns(lines: Sequence[Line], grammar: Grammar) -> bool:
    parts = cells([line.text for line in lines])
    if len(parts) < _FEWEST_CELLS or any(len(part) > _LONGEST_CELL for part in parts):
        return False
    named = sum(1 for part in parts if _small_words(part, grammar) == 0 and not part.rstrip().endswith("."))
    return named >= len(parts) * _NAMED and not any(len(part.split()) > _MOST_WORDS_OF_CELL for part in parts)
