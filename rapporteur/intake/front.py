"""What comes first: the period on the cover, and the editorial with its signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from rapporteur.core.periods import Period
from rapporteur.intake.context import Context
from rapporteur.intake.dates import month_end, read_date_line
from rapporteur.intake.lines import Line, collapse, flat
from rapporteur.intake.parsed import ParsedEditorial, ParsedPeriod, Passage

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def _make(period: Period, printed: str, lines: Sequence[Line], sure: float, ctx: Context) -> ParsedPeriod:
    passage = ctx.passage(lines, sure, "period")
    return ParsedPeriod(
        code=period.code,
        kind=period.kind.value,
        start=period.start,
        end=period.last_day,
        printed=printed,
        provenance={"code": passage, "start": passage, "end": passage},
    )


def read_period(cover: Sequence[Line], all_lines: Sequence[Line], ctx: Context) -> ParsedPeriod | None:
    """Return the period that the cover names, else the one that the dates of the activities lie in."""
    grammar = ctx.grammar
    front = list(cover) or list(all_lines[:40])
    year_at = next(((line, int(m[1])) for line in front if (m := _YEAR.search(line.text))), None)
    to = rf"(?:-|/|\b{grammar.words('range_words')}\b|\b{grammar.words('and_words')}\b)"
    months = (
        rf"(?<!\w)(?P<first>{grammar.month})[\s.]*(?:(?P<y1>(?:19|20)\d\d)\s*)?"
        rf"{to}\s*(?P<last>{grammar.month})(?!\w)"
    )
    for position, line in enumerate(front):
        near = [line, *front[position + 1 : position + 2]]
        match = re.search(months, flat(collapse(" ".join(each.text for each in near))))
        if match is None or not re.search(grammar.month, flat(line.text)):
            continue
        text = collapse(" ".join(each.text for each in near))
        own = _YEAR.search(text, match.end()) or _YEAR.search(text)
        year = int(own[1]) if own else year_at[1] if year_at else None
        if year is None:
            continue
        first = grammar.month_numbers[match["first"].rstrip(".")]
        last = grammar.month_numbers[match["last"].rstrip(".")]
        start_year = int(match["y1"]) if match["y1"] else year - 1 if last < first else year
        period = Period(date(start_year, first, 1), month_end(year, last) + timedelta(days=1))
        single = re.search(months, flat(line.text)) is not None
        used = [line] if single else near
        if year_at and not _YEAR.search(" ".join(each.text for each in used)):
            used = [*used, year_at[0]]
        return _make(period, collapse(" ".join(each.text for each in used)), used, 0.98, ctx)
    named = _named(front, year_at, ctx)
    return named or _from_dates(all_lines, year_at, ctx)


def _named(front: Sequence[Line], year_at: tuple[Line, int] | None, ctx: Context) -> ParsedPeriod | None:
    """Read a quarter or half-year by its number (`Q2 2018`, `deuxième trimestre 2018`)."""
    if year_at is None:
        return None
    grammar = ctx.grammar
    year = year_at[1]
    ordinals = [flat(word) for word in grammar.data["ordinal_words"]]
    halves, quarters = grammar.words("half_words"), grammar.words("quarter_words")
    for line in front:
        low = flat(line.text)
        used = [line] if line is year_at[0] else [line, year_at[0]]
        for pattern in grammar.data["quarters"]:
            match = re.search(pattern, low)
            if match and match[1] in "1234":
                period = Period.parse(f"{year}-Q{match[1]}")
                return _make(period, collapse(line.text), used, 0.95, ctx)
        half = re.search(rf"([12])\s*(?:er|re|e|st|nd|o)?\s*{halves}|\b[hs]([12])\b", low)
        if half:
            period = Period.parse(f"{year}-H{half[1] or half[2]}")
            return _make(period, collapse(line.text), used, 0.95, ctx)
        for number, word in enumerate(ordinals, start=1):
            if re.search(rf"{word}\s+{quarters}", low):
                return _make(Period.parse(f"{year}-Q{number}"), collapse(line.text), used, 0.95, ctx)
            if number <= 2 and re.search(rf"{word}\s+{halves}", low):
                return _make(Period.parse(f"{year}-H{number}"), collapse(line.text), used, 0.95, ctx)
    for line in front:
        if re.search(grammar.words("year_words"), flat(line.text)) and _YEAR.search(line.text):
            return _make(Period.parse(str(year)), collapse(line.text), [line], 0.8, ctx)
    for line in front:
        found = read_date_line(line.text, grammar)
        if found and found.when.day is None and not found.place and found.when.month:
            month = found.when.month
            period = Period(date(year, month, 1), month_end(year, month) + timedelta(days=1))
            used = [line] if line is year_at[0] else [line, year_at[0]]
            return _make(period, collapse(line.text), used, 0.6, ctx)
    return None


def _from_dates(lines: Sequence[Line], year_at: tuple[Line, int] | None, ctx: Context) -> ParsedPeriod | None:
    """Return the quarter, half-year or year that the printed dates lie in, with little confidence."""
    found = [(line, read) for line in lines if (read := read_date_line(line.text, ctx.grammar))]
    if not found:
        return None
    years = [read.when.year for _, read in found if read.when.year]
    year = max(set(years), key=years.count) if years else year_at[1] if year_at else None
    if year is None:
        return None
    months = sorted(read.when.month for _, read in found)
    first, last = months[0], months[-1]
    if (first - 1) // 3 == (last - 1) // 3:
        code = f"{year}-Q{(first - 1) // 3 + 1}"
    elif (first - 1) // 6 == (last - 1) // 6:
        code = f"{year}-H{(first - 1) // 6 + 1}"
    else:
        code = f"{year}"
    period = Period.parse(code)
    return _make(period, "", [found[0][0], found[-1][0]], 0.4, ctx)


def read_association(cover: Sequence[Line], ctx: Context) -> tuple[str, Passage | None]:
    """Return the network's name: what the cover's title leaves over, or the line before the title."""
    pattern = re.compile(ctx.grammar.words("cover_titles"))
    for index, line in enumerate(cover):
        match = pattern.search(flat(collapse(line.text)))
        if match is None or len(line.text) > 120:
            continue
        text = collapse(line.text)
        name = (text[: match.start()] or text[match.end() :]).strip(" :–—-|,.")
        name = "" if _YEAR.search(name) or re.search(ctx.grammar.month, flat(name)) else name
        used = [line]
        before = cover[index - 1] if index else None
        if not name and before is not None and before.number not in ctx.doc.used:
            if len(before.text) <= 80 and not any(c.isdecimal() for c in before.text):
                name, used = collapse(before.text), [before, line]
        return name, ctx.passage(used, 0.85 if name else 0.9, "cover")
    return "", None


def is_person(text: str, ctx: Context) -> bool:
    """Tell whether `text` has the form of a person's name."""
    words = text.strip(" .,").split()
    if not 2 <= len(words) <= 7 or any(c.isdecimal() or c in ",;:()!?" for c in text.strip(" ,")):
        return False
    if any(flat(word) in ctx.grammar.function_words for word in words):
        return False
    particles = {"de", "da", "do", "dos", "del", "della", "di", "du", "des", "van", "von", "der", "den",
                 "la", "le", "el", "al", "bin", "ben", "y", "e", "i", "d", "ibn", "af", "ter", "ten", "zu"}  # fmt: skip
    capital = [word for word in words if word[0].isupper()]
    rest = [word for word in words if not word[0].isupper()]
    return (
        len(capital) >= 2
        and words[0][0].isupper()
        and all(flat(word.split("'")[0].split("’")[0]) in particles for word in rest)
    )


def read_editorial(lines: Sequence[Line], ctx: Context) -> ParsedEditorial | None:
    """Return the editorial: a title if there is one, its paragraphs, and the signature at the end."""
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and blocks[-1][0].block == line.block:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    if not blocks:
        return None
    signed = _signature(blocks, ctx)
    signature = [line for block in blocks[signed:] for line in block]
    blocks = blocks[:signed]
    title: list[Line] = []
    if len(blocks) > 1 and _is_title(blocks[0], ctx):
        title, blocks = blocks[0], blocks[1:]
    provenance = {}
    paragraphs: list[str] = []
    for block in blocks:
        text = ctx.join([line.text for line in block])
        if paragraphs and paragraphs[-1][-1] not in '.!?…:»”")' and text[0].islower():
            paragraphs[-1] = ctx.doc.join(paragraphs[-1], text, ctx.grammar.prefixes)
        else:
            paragraphs.append(text)
    if blocks:
        body = [line for block in blocks for line in block]
        provenance["text"] = ctx.passage(body, 0.95, "editorial")
    if title:
        provenance["title"] = ctx.passage(title, 0.8, "editorial")
    signatory, function = _signed(signature, ctx)
    if signature:
        passage = ctx.passage(signature, 0.9, "editorial")
        provenance |= {"signatory": passage} | ({"function": passage} if function else {})
    return ParsedEditorial(
        title=ctx.join([line.text for line in title]) if title else "",
        text="\n\n".join(paragraphs),
        signatory=signatory,
        function=function,
        provenance=provenance,
    )


def _is_title(block: Sequence[Line], ctx: Context) -> bool:
    text = ctx.join([line.text for line in block])
    return len(text) <= 110 and text[-1] not in ".,;:" and text[0].isupper()


def _signature(blocks: Sequence[Sequence[Line]], ctx: Context) -> int:
    """Return the index of the block at which the signature begins (the number of blocks if none)."""
    for index in range(len(blocks) - 1, max(len(blocks) - 5, -1), -1):
        first = blocks[index][0].text.strip()
        name = re.split(r"\s*[,–—|]\s+|\s+-\s+", first)[0]
        if len(first) < 120 and is_person(name, ctx) and not first.endswith("."):
            rest = [line for block in blocks[index:] for line in block]
            if len(rest) <= 5 and all(len(line.text) < 130 for line in rest):
                return index
    return len(blocks)


def _signed(lines: Sequence[Line], ctx: Context) -> tuple[str, str]:
    if not lines:
        return "", ""
    first = lines[0].text.strip()
    parts = re.split(r"\s*[,–—|]\s+|\s+-\s+", first, maxsplit=1)
    rest = [line.text for line in lines[1:]]
    if len(parts) == 2:
        return collapse(parts[0]), ctx.join([parts[1], *rest])
    return collapse(first), ctx.join(rest) if rest else ""
