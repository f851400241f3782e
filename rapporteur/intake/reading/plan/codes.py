"""The codes of the plan in one document: their form, which there are, and the headings of the lines they begin with."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from rapporteur.intake.reading.grammar import Grammar
from rapporteur.intake.reading.plan.code_forms import known_codes, parts_of
from rapporteur.intake.reading.sources.lines import Doc, Line, flat, key

_LONGEST_HEADING = 160
"""Characters of the heading of a line of the plan: a word, a number and a title of one sentence."""
_LONGEST_LIST = 400
"""Characters of a line of codes alone; an activity may serve some thirty deliverables."""

_TOKEN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{1,2}\d{1,2}(?:[A-Z]{1,2}\d{1,3}){1,4}(?![A-Za-z0-9])")
_FEWEST_PAIRED = 3
"""Codes in pairs of letter and number that make them the form of codes: one or two may be the code of a post office."""
_FEWEST_LINES = 2
"""Lines of the plan that one word must head before it is a word for lines: a report on a plan has two or more."""
_HEAD = re.compile(
    r"^\W*(?P<word>[^\W\d_][^\W\d_ ]*(?: [^\W\d_]+){0,2}) (?P<first>[A-Z]{1,2}\d{0,2}|\d{1,2})"
    r"(?:\s*\([A-Z]{1,2}\d{0,2}\))?(?:\s*[.:–—-]\s*(?P<title>\S.*))?$"
)
"""A word or three, the first part of a code, and after a sign the title: `STRAND B. THE PEOPLE OF THE PORT`."""


class Codes:
    """The codes of the plan that this document prints.

    Codes are pairs of a letter and a number (`L1M7D2`), recognised wherever they stand, with spaces or points within
    them. Where boxes or tables repeat codes of another form (`A.3.2`, `2.1-b`, `P1.A2.R3`), these are the codes, and
    no more than those that stand there.
    """

    def __init__(self, doc: Doc, grammar: Grammar) -> None:
        self._known: frozenset[str] = frozenset()
        self._firsts: set[str] = set()
        self._named = re.compile(rf"(?:{grammar.words('line_words')}[\s(]+)?")
        self._grammar = grammar
        paired: Counter[tuple[str, ...]] = Counter()
        for line in doc.lines:
            for token in _TOKEN.findall(line.text):
                paired[tuple(re.findall(r"[A-Z]+", token))] += 1
        known = known_codes(doc, grammar) if paired.total() < _FEWEST_PAIRED else frozenset()
        if known:
            self._take_known(known)
        else:
            self._take_paired(paired)
        self.heads = self._line_words(doc.lines)

    def _take_paired(self, forms: Counter[tuple[str, ...]]) -> None:
        """Take the commonest form of pairs of letter and number; longer forms that go on from it count."""
        ranked = sorted(forms, key=lambda form: (-forms[form], -len(form), form))
        self.letters: tuple[str, ...] = ranked[0] if ranked else ("L", "M", "D")
        for form in ranked:
            if len(form) > len(self.letters) and form[: len(self.letters)] == self.letters:
                self.letters = form
        first, second, *rest = self.letters
        pair = r"\s?\d{1,3}"
        more = "".join(rf"(?:[\s.\-]?{letter}{pair}" for letter in rest) + ")?" * len(rest)
        self.pattern = re.compile(
            rf"(?<![A-Za-z0-9]){first}{pair}[\s.\-]?{second}{pair}{more}(?![A-Za-z0-9])", re.IGNORECASE
        )
        self._line = re.compile(rf"^{first}\s?(\d{{1,3}})$", re.IGNORECASE)
        self.depth = len(self.letters)

    def _take_known(self, known: Iterable[str]) -> None:
        """Take codes as they stand in boxes and tables; no other text is one."""
        self._known = frozenset(known)
        parts = {code: parts_of(code) for code in self._known}
        self._firsts = {each[0] for each in parts.values()}
        self.depth = max(len(each) for each in parts.values())
        self.letters = (re.sub(r"\d+$", "", min(self._firsts)),)
        longest = sorted(self._known, key=lambda code: (-len(code), code))
        self.pattern = re.compile(
            r"(?<![\w.])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w]|[.\-/]\w)"
        )
        self._line = re.compile(r"^(" + "|".join(map(re.escape, sorted(self._firsts))) + r")$")

    def _line_words(self, lines: Sequence[Line]) -> frozenset[str]:
        """Return the keys of words that head lines here: again and again before the first part of codes."""
        firsts = self._firsts or {self.line_of(code) for line in lines for code in self.find(line.text)}
        heads: defaultdict[str, set[str]] = defaultdict(set)
        for line in lines:
            match = _HEAD.match(line.text) if len(line.text) <= _LONGEST_HEADING else None
            if match and match["title"] and self._first(match["first"]) in firsts:
                heads[key(match["word"])].add(match["first"])
        return frozenset(word for word, found in heads.items() if len(found) >= _FEWEST_LINES)

    def _first(self, text: str) -> str:
        """Return the line that a number or letter after a word means: `2` is `L2` where lines are `L1`, `L2`."""
        return text if self._known or not text.isdecimal() else f"{self.letters[0]}{int(text)}"

    def line_heading(self, text: str) -> tuple[str, int] | None:
        """Return the line that `text` heads and where its title begins (-1 without one), or nothing."""
        found = self._grammar.line_heading(text)
        if found is not None:
            value, letter, start = found
            own = {each for each in self._firsts if each.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == str(value)}
            if not self._known or own:
                return min(own) if own else f"{letter or self.letters[0]}{value}", start
        match = _HEAD.match(text) if self.heads and len(text) <= _LONGEST_HEADING else None
        if match is None or key(match["word"]) not in self.heads:
            return None
        return self._first(match["first"]), match.start("title") if match["title"] else -1

    def _whole(self, text: str) -> str:
        """Return a code as it was matched without what may stand between its parts."""
        return text if self._known else re.sub(r"[\s.\-]", "", text).upper()

    def find(self, text: str) -> list[str]:
        """Return the codes in `text`, in capitals and without spaces, in their order."""
        found = [self._whole(match.group()) for match in self.pattern.finditer(text)]
        return list(dict.fromkeys(found))

    def is_list(self, text: str) -> bool:
        """Tell whether `text` is codes and nothing else but what parts them."""
        if len(text) > _LONGEST_LIST or not self.pattern.search(text):
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
        if self._known:
            named = self._named.match(flat(text))
            text = text[named.end() :] if named else text
        match = self._line.match(text)
        if self._known:
            return match[1] if match and not match[1].isdecimal() else None
        return f"{self.letters[0]}{int(match[1])}" if match else None

    def line_of(self, code: str) -> str:
        """Return the line that `code` belongs to."""
        if self._known:
            return parts_of(code)[0]
        match = re.match(rf"{self.letters[0]}(\d+)", code)
        return f"{self.letters[0]}{int(match[1])}" if match else ""

    def level(self, code: str) -> int:
        """Return the depth of `code`: 2 for a measure, 3 for a deliverable of a plan of three levels."""
        return len(parts_of(code)) if self._known else len(re.findall(r"[A-Z]+\d+", code))
