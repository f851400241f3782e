"""The last touch on every text: spaces before French signs, apostrophes and quotation marks.

`normalise(text, language)` changes what a typewriter could not write and an editor would mend by rule; it
guesses nothing else (no dash for a hyphen), leaves web and mail addresses alone, and changes nothing in a
text that has been through it. A text cut into runs of different style is treated as a whole by
:func:`normalise_runs`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

Edit = tuple[int, int, str]
"""Characters `start` to `end` (excluded) become the text."""
_Rule = tuple[frozenset[str], re.Pattern[str], Callable[[re.Match[str]], list[Edit]]]
"""The characters without one of which the pattern cannot match (tried first), the pattern, and its edits."""

_NBSP = "\u00a0"
_THIN = "\u202f"
_SPACES = r"[ \u00a0\u2009\u202f]"

_ADDRESS = re.compile(
    r"""(?:https?|ftp|mailto):[^\s«»"<>]*[^\s«»"<>.,;:!?)\]'’]
      | (?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+
      | (?<![\w@.-])(?:[\w-]+\.)+[a-z]{2,}/[^\s«»"<>]*[^\s«»"<>.,;:!?)\]'’]
    """,
    re.VERBOSE,
)
_WORTH_A_LOOK = re.compile(r"""[:;!?«»'"%€$£¿¡]|\.\.\.""")
_MOST_PASSES = 20


def normalise(text: str, language: str) -> str:
    """Return `text` with the typography of `language`; languages without rules here are left alone."""
    return normalise_runs([text], language)[0]


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
            if not there.isdisjoint(rule[0]):
                joined, ends = _applied(rule, joined, ends)
        if joined == before:
            break
    starts = [0, *ends[:-1]]
    return [joined[start:end] for start, end in zip(starts, ends, strict=True)]


def _applied(rule: _Rule, text: str, ends: list[int]) -> tuple[str, list[int]]:
    _, pattern, edits_of = rule
    edits = [
        edit
        for match in pattern.finditer(text)
        for edit in edits_of(match)
        if text[edit[0] : edit[1]] != edit[2]
    ]
    if not edits:
        return text, ends
    shut = [match.span() for match in _ADDRESS.finditer(text)]
    edits = sorted(edit for edit in edits if not any(a < edit[1] and edit[0] < b for a, b in shut if a < b))
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


def _rule(needs: str, pattern: str, edits: Callable[[re.Match[str]], list[Edit]]) -> _Rule:
    return frozenset(needs), re.compile(pattern), edits


_ELLIPSIS = _rule(".", r"(?<!\.)(\.\.\.)(?!\.)", _whole("…"))
_APOSTROPHE = _rule("'", rf"(?<={_LETTER})(')(?=[\w«“‘\"])", _whole("’"))
# A straight quotation mark opens after a space, a bracket or nothing, and closes before the same or a sign.
_QUOTED = r"""(?<![\w"'])(")(?=[^\s"])[^"\n]*(?<=[^\s"])(")(?![\w"'])"""
_QUOTED_ONCE = r"""(?<![\w"'])(')(?=[^\s"'\d])[^"'\n]*(?<=[^\s"'])(')(?![\w"'])"""

_FRENCH: list[_Rule] = [
    _ELLIPSIS,
    _APOSTROPHE,
    _rule('"', _QUOTED, _around(f"«{_THIN}", f"{_THIN}»")),
    _rule("«", rf"(?<=«)({_SPACES}*)(?=[^\s»])", _whole(_THIN)),
    _rule("»", rf"(?<=[^\s«(\[])({_SPACES}*)(?=»)", _whole(_THIN)),
    _rule(";!?", rf"(?<=[^\s«(\[;:!?])({_SPACES}*)(?=[;!?]+(?:[\s»”’)\],.…]|$))", _whole(_THIN)),
    _rule(":", rf"(?<=[^\s«(\[;:!?])({_SPACES}*)(?=:(?:\s|$))", _whole(_NBSP)),
    _rule("%€$£", rf"(?<=\d)({_SPACES})(?=[%€$£](?!\w))", _whole(_THIN)),
]
_ENGLISH: list[_Rule] = [
    _ELLIPSIS,
    _APOSTROPHE,
    _rule('"', _QUOTED, _around("“", "”")),
    _rule("'", _QUOTED_ONCE, _around("‘", "’")),
    _rule("'", rf"(?<={_LETTER}s)(')(?=[\s.,;:!?)]|$)", _whole("’")),
]
_IBERIAN: list[_Rule] = [
    _ELLIPSIS,
    _APOSTROPHE,
    _rule('"', _QUOTED, _around("“", "”")),
    _rule(";:!?", rf"(?<=[\w)\]»”’%])({_SPACES}+)(?=[;:!?]+(?:\s|$))", _whole("")),
    _rule("%€$£", rf"(?<=\d)({_SPACES})(?=[%€$£](?!\w))", _whole(_NBSP)),
]
_SPANISH: list[_Rule] = [*_IBERIAN, _rule("¿¡", rf"(?<=[¿¡])({_SPACES}+)(?=\S)", _whole(""))]
_RULES: dict[str, list[_Rule]] = {"fr": _FRENCH, "en": _ENGLISH, "es": _SPANISH, "pt": _IBERIAN}
