"""What the content of a label is, by its form alone: codes, days, places with their days, names, people, text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.dates import DateLine, names_online, read_date_line
from rapporteur.intake.reading.front import is_person
from rapporteur.intake.reading.lists import is_open, looks_like_names
from rapporteur.intake.reading.sources.lines import BULLET, collapse, flat, key
from rapporteur.records.names.cities import city_names

_LONG = 100
_WORDS_OF_SENTENCE = 7
"""Characters from which on a content is text, and words of a sentence with its full stop."""
_LONGEST_DATED = 140

_FORM_OF_CODE = (
    r"(?:[A-Z]{1,5}|[A-Z]{0,5}\d{1,2}|[IVX]{1,4})(?:[.\-/][A-Z]{0,4}\d{1,3}|[A-Z]{1,4}\d{1,3}|[.\-/][A-Za-z](?!\w))+[a-z]?"
    r"|[A-Z]{1,4}\d{1,3}[a-z]?"
)
CODE = re.compile(rf"(?<![\w.\-/])(?:{_FORM_OF_CODE})(?![\w/]|[.\-]\w)")
"""A token that may be a code of a plan; that it is one, its label says, or that most contents of a label are such."""
_JOINED = (
    re.compile(r"\s*[;•|▪]\s*|\s+·\s*|\s*·\s+"), re.compile(r"\s*(?:\t|\s{3,})\s*"), re.compile(r"\s+/\s+"),
    re.compile(r"\s*,\s*(?![^()]*\))"), re.compile(r"\s+[–—-]\s+"),
)  # fmt: skip
"""What may part names, the surest first: a name may hold a comma or a dash, hardly one of the others."""
_PARTED = re.compile(r"\s*(?:[|·•,:;]|\s[–—-]\s)\s*")
_LONGEST_PLACE = 60
_WORDS_OF_PLACE = 6
_AMOUNT = re.compile(r"\d{1,3}[.,]\d{3}")
_FEWEST_LISTED = 3
_MOST_NAMED = 0.8
_BRACKETED = re.compile(r"\([^()]*\)")


class Content(StrEnum):
    """What a content is."""

    CODES = "CODES"
    DAY = "DAY"
    MONTH = "MONTH"
    PLACED = "PLACED"
    NAME = "NAME"
    NAMES = "NAMES"
    PERSON = "PERSON"
    ONLINE = "ONLINE"
    TEXT = "TEXT"
    SHORT = "SHORT"
    NOTHING = "NOTHING"


def codes_in(text: str, ctx: ReadingContext) -> list[str]:
    """Return the codes of a content that is codes, alone or each with its title after it."""
    found = list(CODE.finditer(text))
    if not found or found[0].start() > len(text) - len(text.lstrip(" ([")):
        return []
    left = CODE.sub(" ", text)
    words = [word for word in re.findall(r"[^\W\d_]+", flat(left)) if word not in ctx.grammar.and_words]
    if re.search(r"[€$£%]", left) or all(_AMOUNT.fullmatch(match.group()) for match in found):
        return []
    if not words and not re.search(r"\d", left):
        return [match.group() for match in found]
    begun = [
        m.group()
        for m in found
        if not text[: m.start()].strip() or text[: m.start()].rstrip()[-1] in ",;·•|/\n("
    ]
    return begun if re.search(r"[^\W\d_]{3}", text[found[0].end() :]) and not _is_dated(text, ctx) else []


def _is_dated(text: str, ctx: ReadingContext) -> bool:
    return len(text) <= _LONGEST_DATED and read_date_line(text, ctx.grammar) is not None


def dated(text: str, ctx: ReadingContext) -> DateLine | None:
    """Read a content as a date, with a place or without."""
    if len(text) > _LONGEST_DATED:
        return None
    return read_date_line(collapse(text).rstrip("."), ctx.grammar) or _beside(collapse(text).rstrip("."), ctx)


def _beside(text: str, ctx: ReadingContext) -> DateLine | None:
    """Read a day or month and a place that a sign parts, in whatever order (`18 October · By video`)."""
    match = _PARTED.search(text)
    if match is None:
        return None
    for when, place in (
        (text[: match.start()], text[match.end() :]),
        (text[match.end() :], text[: match.start()]),
    ):
        found = read_date_line(when, ctx.grammar) if when else None
        fits = (
            2 < len(place) <= _LONGEST_PLACE and len(place.split()) <= _WORDS_OF_PLACE and place[0].isupper()
        )
        if found is None or found.place or found.online or not fits or place[-1] in "!?":
            continue
        if content_of([place], ctx) in (Content.NAME, Content.NAMES, Content.PERSON, Content.ONLINE):
            return DateLine(place, found.when, names_online(place, ctx.grammar), found.confidence)
    return None


def names_in(texts: Sequence[str], ctx: ReadingContext) -> list[str]:
    """Return the names of a content: parted by whatever sign it has, or one a line."""
    listed = (
        bool(texts) and BULLET.match(texts[0]) is not None
    )  # else a dash begins the line that it parts from the last
    lines = [(BULLET.sub("", text) if listed else text).strip() for text in texts if text.strip()]
    whole = re.sub(r"\s*\n\s*(?=[;·•|▪/–-])", " ", "\n".join(lines))
    sign = next((sign for sign in _JOINED if sign.search(whole.replace("\n", " ").strip(" ;,.·"))), None)
    if sign is not None and not _own_line(lines, sign):
        parted = "\t" if sign is _JOINED[1] else " "  # where gaps part names, the end of a line does too
        parts = sign.split(re.sub(r"\s*\n\s*", parted, whole))
    else:
        parts = []
        for line in lines:
            if parts and (is_open(parts[-1], ctx.grammar) or line[:1].islower()):
                parts[-1] = f"{parts[-1]} {line}"
            else:
                parts.append(line)
    names = [collapse(part).strip(" .,;:") for part in parts]
    return _last_two([name for name in names if any(c.isalpha() for c in name)], ctx)


def _own_line(lines: Sequence[str], sign: re.Pattern[str]) -> bool:
    """Whether names stand one a line, some of which hold a comma or a dash of their own."""
    held = sum(sign.search(line.strip(" ;,.·")) is not None for line in lines)
    return len(lines) > 2 and sign in _JOINED[-2:] and 2 * held <= len(lines)


def _last_two(names: list[str], ctx: ReadingContext) -> list[str]:
    """Part the last name where a word for `and` joins two (`Berlin and Rome`)."""
    if not names:
        return names
    last = names[-1]
    for match in re.finditer(rf"(?:^|\s+){ctx.grammar.words('and_words')}\s+", flat(last)):
        before, after = last[: match.start()].strip(), last[match.end() :].strip()
        if after[:1].isupper() and (not before or (before[0].isupper() and "(" not in last)):
            return [*names[:-1], *([before] if before else []), after]
    return names


def plain_names(names: Sequence[str], ctx: ReadingContext) -> list[str]:
    """Return names without the word in brackets that marks one (`Brest (host)`)."""
    marks = re.compile(rf"\s*[(\[]{ctx.grammar.words('marks')}[)\]]$")
    result = []
    for name in names:
        match = marks.search(flat(name))
        result.append(name[: match.start()] if match else name)
    return result


def content_of(texts: Sequence[str], ctx: ReadingContext) -> Content:
    """Return what a content is."""
    text = collapse(" ".join(texts))
    if not any(c.isalnum() for c in text) or ctx.grammar.says_nothing(text.strip(" .()")):
        return Content.NOTHING
    found = dated(text, ctx)
    if found is not None:
        if found.when.day is None and not found.place:
            return Content.MONTH
        return Content.PLACED if found.place else Content.DAY
    if codes_in("\n".join(texts), ctx):
        return Content.CODES
    if names_online(text.rstrip("."), ctx.grammar):
        return Content.ONLINE
    names = names_in(texts, ctx)
    if len(names) >= _FEWEST_LISTED and _are_names(names, ctx):
        return Content.NAMES
    sentence = text[-1] in ".!?…»" and len(text.split()) >= _WORDS_OF_SENTENCE
    if sentence or (len(text) >= _LONG and not _are_names(names_in(texts, ctx), ctx)):
        return Content.TEXT
    if not _are_names(names, ctx):
        return Content.SHORT
    if len(names) == 1 or (len(names) == 2 and is_person(names[0], ctx) and not is_person(names[1], ctx)):
        return Content.PERSON if is_person(names[0], ctx) and not is_city(names[0]) else Content.NAME
    return Content.NAMES


def is_city(text: str) -> bool:
    """Tell whether a name is that of a city which the table of cities has."""
    return key(text) in _cities()


@lru_cache(maxsize=1)
def _cities() -> frozenset[str]:
    return frozenset(key(name) for same in city_names().values() for name in same)


def _are_names(names: Sequence[str], ctx: ReadingContext) -> bool:
    bare = [_BRACKETED.sub("", name).strip() or name for name in names]
    strictly = sum(looks_like_names(name, ctx.grammar, strict=True) for name in bare)
    loosely = sum(looks_like_names(name, ctx.grammar) for name in bare)
    most = strictly >= max(1, _MOST_NAMED * len(names))
    return bool(names) and (most or (2 * strictly > len(names) and loosely == len(names)))
