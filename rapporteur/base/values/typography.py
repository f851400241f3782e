"""The last touch on every text: spaces before French signs, apostrophes and quotation marks.

`normalise(text, language)` changes what a typewriter could not write and an editor would mend by rule; it
guesses nothing else (no dash for a hyphen), leaves web and mail addresses alone, and changes nothing in a
text that has been through it. A text cut into runs of different style is treated as a whole by
:func:`normalise_runs`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from typing import Literal

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
    _Rule('"', _QUOTED, _around(f"«{_NBSP}", f"{_NBSP}»")),
    _Rule("«", rf"(?<=«)({_SPACES}*)(?=[^\s»])", _whole(_NBSP)),
    _Rule("»", rf"(?<=[^\s«(\[])({_SPACES}*)(?=»)", _whole(_NBSP)),
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


# --- where no line may end ------------------------------------------------------------------------------

# “30 June”, “137 members”, “2 018 habitants”; “SDG 9”, “page 4”, “n° 3”; “Mr de la Varga”, « M. Kissack »
_FIRM = re.compile(
    r"(?<=\b\d) (?=[^\W\d])|(?<=\b\d\d) (?=[^\W\d])|(?<=\b\d\d\d) (?=[^\W\d])"
    r"|(?<=\d[\u202f\u00a0.,]\d\d\d) (?=[^\W\d])"
    r"|(?<=\b(?:SDG|ODD|ODS)) (?=\d)|(?<=\b(?:page|pág\.)) (?=\d)|(?<=\b(?:n[°º]|p\.)) (?=\d)"
    r"|(?<=\b(?:Mr|Ms|Dr|M\.)) (?=[^\W\d])|(?<=\b(?:Mrs|Mme|Dra|Sr\.|Dr\.)) (?=[^\W\d])"
)
_SHORTEST_LAST_LINE = 17
"""Letters of the text's face that are as wide as a paragraph's last line is at least: 26 mm."""
_LONGEST_TAIL = 34
"""Letters that are bound together at most: on a telephone they are a line."""


def bind(text: str) -> str:
    """Return `text` with numbers bound to what they count, and titles to the names after them."""
    return _FIRM.sub(_NBSP, text)


def bind_runs(texts: Sequence[str]) -> list[str]:
    """Return the runs of a paragraph, bound as by :func:`bind`; its last line is no shorter than 26 mm."""
    joined = bind("".join(texts))
    tail = len(joined) - joined.rfind(" ") - 1
    while tail < _SHORTEST_LAST_LINE and (space := len(joined) - tail - 1) > 0:
        longer = len(joined) - joined.rfind(" ", 0, space) - 1
        if longer > _LONGEST_TAIL:
            break
        joined = f"{joined[:space]}{_NBSP}{joined[space + 1 :]}"
        tail = longer
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text))
    return [joined[start:end] for start, end in itertools.pairwise(starts)]


# --- what is set otherwise within a text ----------------------------------------------------------------

Setting = Literal["", "RAISED", "WHOLE"]
"""How a stretch of text is set: as the others, raised, or never broken at its hyphen."""
_DETAILS = re.compile(
    r"\b(?:1|\d+|[IVX]{2,})(?P<letters>er|re|e)\b"
    rf"|\b(?P<name>(?=[A-ZÀ-ÖØ-Þ])[^\W\d_]+(?:[’']?[^\W\d_])*(?:-{_LETTER}(?:{_LETTER}|[’'])*){{1,3}})\b(?!-)"
)
_LONGEST_WHOLE = 22


def details(text: str) -> list[tuple[str, Setting]]:
    """Cut a text into stretches that are set alike: the letters of French ordinals are raised, names kept whole.

    Names are kept whole up to the length of a line of a narrow column.
    """
    found: list[tuple[str, Setting]] = []
    rest = 0
    for match in _DETAILS.finditer(text):
        start, end = match.span("letters") if match["letters"] else match.span("name")
        if match["name"] and end - start > _LONGEST_WHOLE:
            continue
        found += [(text[rest:start], ""), (text[start:end], "RAISED" if match["letters"] else "WHOLE")]
        rest = end
    found.append((text[rest:], ""))
    return [(stretch, setting) for stretch, setting in found if stretch]
