"""What the content of a label is, by its form alone: codes, days, places with their days, names, people, text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.dates import DateLine, names_online, read_date_line
from rapporteur.intake.reading.front import is_person
from rapporteur.intake.reading.lists import is_open, looks_like_names
from rapporteur.intake.reading.sources.lines import BULLET, collapse, flat

_LONG = 100
_WORDS_OF_SENTENCE = 7
"""Characters from which on a content is text, and words of a sentence with its full stop."""
_LONGEST_DATED = 140

_TOKEN = (
    r"(?:[A-Z]{1,5}|[A-Z]{0,5}\d{1,2}|[IVX]{1,4})(?:[.\-/][A-Z]{0,4}\d{1,3}|[A-Z]{1,4}\d{1,3}|[.\-/][A-Za-z](?!\w))+"
    r"|[A-Z]{1,4}\d{1,3}[a-z]?"
)
CODE = re.compile(rf"(?<![\w.\-/])(?:{_TOKEN})(?![\w/]|[.\-]\w)")
"""A token that may be a code of a plan; that it is one, its label says, or that most contents of a label are such."""
_JOINED = re.compile(r"\s*(?:[;·•|▪\t\n]|\s/\s|\s{3,}|\s[–—]\s)\s*")
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
    return read_date_line(collapse(text).rstrip("."), ctx.grammar) if len(text) <= _LONGEST_DATED else None


def names_in(texts: Sequence[str], ctx: ReadingContext) -> list[str]:
    """Return the names of a content: parted by whatever sign it has, or one a line."""
    lines = [BULLET.sub("", text).strip() for text in texts if text.strip()]
    whole = re.sub(r"\s*\n\s*([;·•|▪/])", r" \1", "\n".join(lines))
    if _JOINED.search(whole.replace("\n", " ")):
        glued = re.sub(r"(?<=[^;·•|▪,])\n(?![;·•|▪/])", " ", whole)
        parts = _JOINED.split(glued)
    elif "," in whole:
        parts = re.split(r"\s*,\s*(?![^()]*\))", whole.replace("\n", " "))
    else:
        parts = []
        for line in lines:
            if parts and (is_open(parts[-1], ctx.grammar) or line[:1].islower()):
                parts[-1] = f"{parts[-1]} {line}"
            else:
                parts.append(line)
    names = [collapse(part).strip(" .,;:") for part in parts]
    return _last_two([name for name in names if any(c.isalpha() for c in name)], ctx)


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
    sentence = text[-1] in ".!?…»" and len(text.split()) >= _WORDS_OF_SENTENCE
    if sentence or (len(text) >= _LONG and not _are_names(names_in(texts, ctx), ctx)):
        return Content.TEXT
    names = names_in(texts, ctx)
    if not _are_names(names, ctx):
        return Content.SHORT
    if len(names) == 1 or (len(names) == 2 and is_person(names[0], ctx) and not is_person(names[1], ctx)):
        return Content.PERSON if is_person(names[0], ctx) else Content.NAME
    return Content.NAMES


def _are_names(names: Sequence[str], ctx: ReadingContext) -> bool:
    named = sum(
        looks_like_names(_BRACKETED.sub("", name) or name, ctx.grammar, strict=True) for name in names
    )
    return bool(names) and named >= max(1, 0.8 * len(names))
