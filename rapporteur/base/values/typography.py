"""The last touch on every text: spaces before French signs, apostrophes and quotation marks.

`normalise(text, language)` changes what a typewriter could not write and an editor would mend by rule; it
guesses nothing else (no dash for a hyphen), leaves web and mail addresses alone, and changes nothing in a
text that has been through it. A text cut into runs of different style is treated as a whole by
:func:`normalise_runs`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache

Edit = tuple[int, int, str]
"""Characters `start` to `end` (excluded) become the text."""


class _Rule:
    """A pattern and the edits of what it matches; `needs` are characters without one of which it cannot match."""

    def __init__(self, needs: str, pattern: str, edits: Callable[[re.Match[str]], list[Edit]]) -> None:
        self.needs = frozenset(needs)
        self.edits = edits
        self._source = pattern

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when a text of its language is first looked at."""
        return re.compile(self._source)


_NBSP = "\u00a0"
_THIN = "\u202f"
_SPACES = r"[ \u00a0\u2009\u202f]"

_ADDRESS = r"""(?:https?|ftp|mailto):[^\s«»"<>]*[^\s«»"<>.,;:!?)\]'’]
      | (?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+
      | (?<![\w@.-])(?:[\w-]+\.)+[a-z]{2,}/[^\s«»"<>]*[^\s«»"<>.,;:!?)\]'’]
    """
_IN_AN_ADDRESS = re.compile(r"http|ftp:|mailto:|[@/]")
_MARKS_OF = {"fr": ("«\u202f", "\u202f»"), "es": ("«", "»"), "pt": ("«", "»")}
"""Quotation marks by language, where they are not the English ones."""
_WORTH_A_LOOK = re.compile(r"""[:;!?«»'"%€$£¿¡]|\.\.\.""")
_MOST_PASSES = 20


@lru_cache(maxsize=4096)  # the same names and words stand in many places of a report
def normalise(text: str, language: str) -> str:
    """Return `text` with the typography of `language`; languages without rules here are left alone."""
    return normalise_runs([text], language)[0]


def with_colon(text: object, language: str) -> str:
    """Return a text with a colon after it, in the typography of a language: French sets a space before."""
    return normalise(f"{text}: x", language)[:-2]


def listed(texts: Iterable[object], language: str) -> str:
    """Return texts with semicolons between them, in the typography of a language: French sets a space before."""
    between = normalise("x; x", language)[1:-1]
    return between.join(map(str, texts))


def quoted(text: object, language: str) -> str:
    """Return a text between the quotation marks of a language; what is quoted keeps its own characters."""
    opening, closing = _MARKS_OF.get(language.replace("_", "-").split("-")[0].lower(), ("“", "”"))
    return f"{opening}{text}{closing}"


def normalise_runs(texts: Sequence[str], language: str) -> list[str]:
    """Normalise consecutive stretches of one text together; each keeps its own characters."""
    rules = _RULES.get(language.replace("_", "-").split("-")[0].lower())
    joined = "".join(texts)
    if rules is None or not _WORTH_A_LOOK.search(joined):
        return list(texts)
    ends: list[int] = []
    for text in texts:
        ends.append((ends[-1] if ends else 0) + len(text))
    for _ in range(_MOST_PASSES):
        before = joined
        there = set(joined)
        for rule in rules:
            if not there.isdisjoint(rule.needs):
                joined, ends = _applied(rule, joined, ends)
        if joined == before:
            break
    starts = [0, *ends[:-1]]
    return [joined[start:end] for start, end in zip(starts, ends, strict=True)]


def _applied(rule: _Rule, text: str, ends: list[int]) -> tuple[str, list[int]]:
    edits = [
        edit
        for match in rule.pattern.finditer(text)
        for edit in rule.edits(match)
        if text[edit[0] : edit[1]] != edit[2]
    ]
    if not edits:
        return text, ends
    if _IN_AN_ADDRESS.search(text):
        shut = [match.span() for match in re.finditer(_ADDRESS, text, re.VERBOSE)]
        edits = [edit for edit in edits if not any(a < edit[1] and edit[0] < b for a, b in shut if a < b)]
    edits.sort()
    for start, end, new in reversed(edits):
        text = text[:start] + new + text[end:]
        grown = len(new) - (end - start)
        ends = [
            at + grown if at >= end and at > start else min(at, start + len(new)) if at > start else at
            for at in ends
        ]
    return text, ends


def _whole(new: str) -> Callable[[re.Match[str]], list[Edit]]:
    """Replace what the pattern's first group matched."""

    def edits(match: re.Match[str]) -> list[Edit]:
        return [(match.start(1), match.end(1), new)]

    return edits


def _around(opening: str, closing: str) -> Callable[[re.Match[str]], list[Edit]]:
    """Replace the two characters matched by groups 1 and 2."""

    def edits(match: re.Match[str]) -> list[Edit]:
        return [(*match.span(1), opening), (*match.span(2), closing)]

    return edits


_LETTER = r"[^\W\d_]"


_ELLIPSIS = _Rule(".", r"(?<!\.)(\.\.\.)(?!\.)", _whole("…"))
_APOSTROPHE = _Rule("'", rf"(?<={_LETTER})(')(?=[\w«“‘\"])", _whole("’"))
# A straight quotation mark opens after a space, a bracket or nothing, and closes before the same or a sign.
_QUOTED = r"""(?<![\w"'])(")(?=[^\s"])[^"\n]*(?<=[^\s"])(")(?![\w"'])"""
_QUOTED_ONCE = r"""(?<![\w"'])(')(?=[^\s"'\d])[^"'\n]*(?<=[^\s"'])(')(?![\w"'])"""

_FRENCH: list[_Rule] = [
    _ELLIPSIS,
    _APOSTROPHE,
    _Rule('"', _QUOTED, _around(f"«{_THIN}", f"{_THIN}»")),
    _Rule("«", rf"(?<=«)({_SPACES}*)(?=[^\s»])", _whole(_THIN)),
    _Rule("»", rf"(?<=[^\s«(\[])({_SPACES}*)(?=»)", _whole(_THIN)),
    _Rule(";!?", rf"(?<=[^\s«(\[;:!?])({_SPACES}*)(?=[;!?]+(?:[\s»”’)\],.…]|$))", _whole(_THIN)),
    _Rule(":", rf"(?<=[^\s«(\[;:!?])({_SPACES}*)(?=:(?:\s|$))", _whole(_NBSP)),
    _Rule("%€$£", rf"(?<=\d)({_SPACES})(?=[%€$£](?!\w))", _whole(_THIN)),
]
_ENGLISH: list[_Rule] = [
    _ELLIPSIS,
    _APOSTROPHE,
    _Rule('"', _QUOTED, _around("“", "”")),
    _Rule("'", _QUOTED_ONCE, _around("‘", "’")),
    _Rule("'", rf"(?<={_LETTER}s)(')(?=[\s.,;:!?)]|$)", _whole("’")),
]
_IBERIAN: list[_Rule] = [
    _ELLIPSIS,
    _APOSTROPHE,
    _Rule('"', _QUOTED, _around("“", "”")),
    _Rule(";:!?", rf"(?<=[\w)\]»”’%])({_SPACES}+)(?=[;:!?]+(?:\s|$))", _whole("")),
    _Rule("%€$£", rf"(?<=\d)({_SPACES})(?=[%€$£](?!\w))", _whole(_NBSP)),
]
_SPANISH: list[_Rule] = [*_IBERIAN, _Rule("¿¡", rf"(?<=[¿¡])({_SPACES}+)(?=\S)", _whole(""))]
_RULES: dict[str, list[_Rule]] = {"fr": _FRENCH, "en": _ENGLISH, "es": _SPANISH, "pt": _IBERIAN}
