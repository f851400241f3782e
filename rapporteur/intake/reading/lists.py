"""Lists in boxes: codes of the plan, and names of members, wrapped, hyphenated or in columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rapporteur.intake.reading.grammar import Grammar
from rapporteur.intake.reading.lines import BULLET, Doc, Line, collapse, flat, key

_TOKEN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{1,2}\d{1,2}(?:[A-Z]{1,2}\d{1,3}){1,4}(?![A-Za-z0-9])")
_ANY_CODE = re.compile(r"(?:[A-Z]{1,3}|\d{1,2}|[A-Z]{1,2}\d{1,2})(?:[.\-/][A-Z]?\d{1,3}){1,4}")
_CELLS = re.compile(r"\s*\t\s*|\s{3,}")
_COMMAS = re.compile(r"\s*[,;•]\s*(?![^()]*\))")


class Codes:
    """The form of the plan's codes in this document, found from those it prints.

    Codes are pairs of a letter and a number (`L1M7D2`); where a document has none of these, the form of what
    stands in its boxes of deliverables (`A.1`, `2.1.3`, `B-4`).
    """

    def __init__(self, doc: Doc, grammar: Grammar | None = None) -> None:
        forms: Counter[tuple[str, ...]] = Counter()
        for line in doc.lines:
            for token in _TOKEN.findall(line.text):
                forms[tuple(re.findall(r"[A-Z]+", token))] += 1
        ranked = sorted(forms, key=lambda form: (-forms[form], -len(form), form))
        self._parted: str | None = None
        self._named: re.Pattern[str] | None = None
        self._firsts: set[str] = set()
        if not ranked and grammar is not None and (boxed := _boxed(doc, grammar)):
            self._take_parted(boxed)
            self._named = re.compile(rf"(?:{grammar.words('line_words')}[\s(]+)?")
            return
        self.letters: tuple[str, ...] = ranked[0] if ranked else ("L", "M", "D")
        for form in ranked:
            if len(form) > len(self.letters) and form[: len(self.letters)] == self.letters:
                self.letters = form
        first, second, *rest = self.letters
        pair = r"\s?\d{1,3}"
        more = "".join(rf"(?:[\s.\-]?{letter}{pair}" for letter in rest) + ")?" * len(rest)
        self.pattern = re.compile(
            rf"(?<![A-Za-z0-9]){first}{pair}[\s.\-]?{second}{pair}{more}(?![A-Za-z0-9])",
            re.IGNORECASE,
        )
        self._line = re.compile(rf"^{first}\s?(\d{{1,3}})$", re.IGNORECASE)
        self.depth = len(self.letters)

    def _take_parted(self, boxed: list[str]) -> None:
        """Take the form of codes whose parts a sign parts."""
        self._parted = Counter(re.findall(r"[.\-/]", " ".join(boxed))).most_common(1)[0][0]
        split = [code.split(self._parted) for code in boxed]
        self._firsts = {parts[0] for parts in split}
        self.depth = max(len(parts) for parts in split)
        lead = next(iter(sorted(self._firsts)))
        self.letters = (re.sub(r"\d+$", "", lead),)
        first = r"[A-Z]{1,3}" if lead.isalpha() else r"\d{1,2}" if lead.isdecimal() else r"[A-Z]{1,2}\d{1,2}"
        sign = re.escape(self._parted)
        self.pattern = re.compile(
            rf"(?<![\w.]){first}(?:{sign}[A-Z]?\d{{1,3}}){{1,{self.depth - 1}}}(?!\w|{sign}\d)"
        )
        self._line = re.compile(rf"^({first})$")

    def _whole(self, text: str) -> str:
        """Return a code as it was matched without what may stand between its parts."""
        return text if self._parted else re.sub(r"[\s.\-]", "", text).upper()

    def find(self, text: str) -> list[str]:
        """Return the codes in `text`, in capitals and without spaces, in their order."""
        found = [self._whole(match.group()) for match in self.pattern.finditer(text)]
        return list(dict.fromkeys(found))

    def is_list(self, text: str) -> bool:
        """Tell whether `text` is codes and nothing else but what parts them."""
        if len(text) > 400 or not self.pattern.search(text):
            return False
        return not re.search(r"\w", self.pattern.sub(" ", text))

    def leading(self, text: str) -> tuple[str, str] | None:
        """Return the code that `text` begins with, and the rest."""
        match = self.pattern.match(text.strip())
        if match is None:
            return None
        code = self._whole(match.group())
        return code, text.strip()[match.end() :].lstrip(" :.–—-\t|").rstrip(" \t|")

    def line_code(self, text: str) -> str | None:
        """Return the code of a line of the plan if `text` is nothing else (`L1`)."""
        text = text.strip(" :.()")
        if self._named:
            text = text[self._named.match(flat(text)).end() :]  # type: ignore[union-attr]  # may match nothing
        match = self._line.match(text)
        if self._parted:
            return match[1] if match and match[1] in self._firsts and not match[1].isdecimal() else None
        return f"{self.letters[0]}{int(match[1])}" if match else None

    def line_of(self, code: str) -> str:
        """Return the line that `code` belongs to."""
        if self._parted:
            return code.split(self._parted, 1)[0]
        match = re.match(rf"{self.letters[0]}(\d+)", code)
        return f"{self.letters[0]}{int(match[1])}" if match else ""

    def level(self, code: str) -> int:
        """Return the depth of `code`: 2 for a measure, 3 for a deliverable of a plan of three levels."""
        return code.count(self._parted) + 1 if self._parted else len(re.findall(r"[A-Z]+\d+", code))


def _boxed(doc: Doc, grammar: Grammar) -> list[str]:
    """Return codes of any form that stand, and nothing else with them, below or after a label of deliverables."""
    found: list[str] = []
    for label, following in zip(doc.lines, [*doc.lines[1:], None], strict=True):
        head, _, rest = label.text.partition(":")
        if len(head) > 60 or grammar.label(head, "results") is None:
            continue
        text = rest.strip() or (following.text if following else "")
        tokens = re.split(r"[\s,;]+", text.strip(" ,;."))
        if tokens and all(_ANY_CODE.fullmatch(token) for token in tokens):
            found.extend(tokens)
    return found


def is_open(text: str, grammar: Grammar) -> bool:
    """Tell whether a list or sentence that stops with `text` must go on."""
    text = text.rstrip()
    if not text:
        return False
    if text[-1] in ",;-–—(/&" or text.count("(") > text.count(")"):
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
        text.endswith(".") and len(text) > 3 and text[-2].islower()
    ):
        return False
    chunks = [chunk for chunk in _COMMAS.split(text) if chunk]
    for chunk in chunks:
        words = re.sub(r"\([^)]*\)?", " ", chunk).split()
        if len(chunk) > 70 or len(words) > 8 or re.search(r"\d{2}", chunk):
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
    if width < 2:
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
        and len(block) < 120
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
        if looks_like_names(_mend(text), grammar) or _columns(taken, grammar):
            return start + size
    return start


def _mend(text: str) -> str:
    """Undo a hyphen before a line end roughly, enough to judge the text."""
    return re.sub(r"(?<=\w)[-\u00ad] (?=[a-zà-ÿ])", "", text).replace(", (", " (")


def _columns(lines: Sequence[Line], grammar: Grammar) -> bool:
    parts = cells([line.text for line in lines])
    if len(parts) < 2 or any(len(part) > 60 for part in parts):
        return False
    named = sum(1 for part in parts if _small_words(part, grammar) == 0 and not part.rstrip().endswith("."))
    return named >= len(parts) * 0.8 and not any(len(part.split()) > 7 for part in parts)


def same_name(first: str, second: str) -> bool:
    """Tell whether two names differ in case, accents and punctuation only."""
    return key(first) == key(second)
