"""Entries of lists that are one sentence each: a month, an outlet with its article, a place with names after words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.dates import DateLine
from rapporteur.intake.reading.form.contents import dated
from rapporteur.intake.reading.sources.lines import collapse

_LEADING = re.compile(
    r"^\W*(?P<when>[^:;()\[\]–—|«“\"]{3,40}?)\s*(?:[:;,.|]|\s[–—-]\s|(?=\s[«“\"]))\s*(?P<rest>\S.*)$",
    re.DOTALL,
)
_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]{3,40})[)\]]")
_BEHIND = re.compile(
    r"^(?P<what>[^:]{2,60}?)\s*[,|·–—-]\s+(?P<when>[^,:|·]{3,30}?)\s*(?::|\s[–—|-])\s*(?P<rest>\S.*)$",
    re.DOTALL,
)
"""An outlet with the month behind it, and its article after a colon."""
_QUOTED = re.compile(r"«\s*(?P<a>[^«»]+?)\s*»|“\s*(?P<b>[^“”]+?)\s*”|\"\s*(?P<c>[^\"]+?)\s*\"")
_SIGNS = " .,;:–—-|·•()[]"
_SEGMENT = re.compile(r"\s*;\s+|(?<=[^\W\d_])\.\s+(?=[^\W\d_])|\s+[|·/]\s+|\s+[–—]\s+(?=[^\W\d_]+[^:]*:)")
_MARKED = re.compile(
    r"(?:^|(?<=\)))[\s,;.]*(?:[a-zà-ÿ]+\s+){0,3}(?P<names>[^\W\d_a-zà-ÿ][^()]*?)\s*\((?P<label>[^\W\d_A-Z][^()]{3,40})\)"
)
"""Names with what they are in brackets behind them: `met Busan (members) and Kobe, Nagoya (not yet members)`."""
_LABELLED = re.compile(r"^(?P<label>[^:,;]{2,40}?)\s*:\s*(?P<names>\S.*)$", re.DOTALL)
_LED = re.compile(r"^(?P<label>(?:[^\W\d_A-Z][\w’'-]*\s+){1,5}?)(?P<names>[^\W\d_a-z].*)$", re.DOTALL)


def _month(text: str, ctx: ReadingContext) -> DateLine | None:
    found = dated(text, ctx)
    return found if found is not None and not found.place and not found.online else None


def month_in(text: str, ctx: ReadingContext) -> tuple[DateLine, str] | None:
    """Return the month or day that an entry begins with, or has in brackets, and the entry without it."""
    text = collapse(text)
    match = _LEADING.match(text)
    if match is not None and (found := _month(match["when"], ctx)) is not None:
        return found, match["rest"]
    behind = _BEHIND.match(text)
    if behind is not None and (found := _month(behind["when"], ctx)) is not None:
        return found, f"{behind['what']}: {behind['rest']}"
    for bracket in _BRACKETED.finditer(text):
        if (found := _month(bracket[1], ctx)) is not None:
            return found, collapse(text[: bracket.start()] + text[bracket.end() :])
    return None


def quoted_in(text: str) -> tuple[str, str] | None:
    """Return an article in quotation marks, and what stands around it: its outlet."""
    found = list(_QUOTED.finditer(text))
    if len(found) != 1:
        return None
    outlet = collapse(text[: found[0].start()].strip(_SIGNS) + " " + text[found[0].end() :].strip(_SIGNS))
    article = next(each for each in found[0].groups() if each)
    return (article, outlet.strip(_SIGNS)) if outlet.strip(_SIGNS) else None


def place_and_names(text: str, ctx: ReadingContext) -> tuple[str, list[tuple[str, str]]] | None:
    """Return the place that an entry begins with, and each word with the names after it.

    `Lyon: members Turin, Porto; candidates Marseille` and `Lyon. Members: Turin. Candidates: Marseille` are alike.
    """
    text = collapse(text).rstrip(".")
    head = re.match(r"^(?P<place>[^:;.,(]{2,60}?)\s*(?:[:.,;]|\s[–—-]\s)\s*(?P<rest>\S.*)$", text)
    if head is None or not head["place"][0].isupper():
        return None
    listed = list(_segments(head["rest"]))
    return (head["place"], listed) if listed else None


def _segments(text: str) -> Iterator[tuple[str, str]]:
    marked = list(_MARKED.finditer(text))
    if len(marked) > 1 or (marked and not text[marked[-1].end() :].strip(_SIGNS)):
        for each in marked:
            yield each["label"].strip(), each["names"].strip(_SIGNS)
        return
    for part in _SEGMENT.split(text):
        match = _LABELLED.match(part) or _LED.match(part)
        if match is not None:
            yield match["label"].strip(), match["names"].strip(_SIGNS)
