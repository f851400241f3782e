"""The period that a report covers: as its cover or its running heads say, else as its dates lie."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from rapporteur.base.values.periods import Period
from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.date_forms import close_months, find_date
from rapporteur.intake.reading.dates import month_end, read_date_line, resolve
from rapporteur.intake.reading.parsed import ParsedPeriod
from rapporteur.intake.reading.sources.lines import Line, collapse, flat

_FIRST_LINES = 40
"""Lines that count as a cover where a file has none, as minutes and letters do."""
_MOST_EDGES = 400
"""Lines at the edges of pages that are asked for the period: running heads repeat it, and the first will do."""
_LONGEST_EDGE = 120
_LONGEST = 200
"""Characters of a running head, and of a title, with its period."""
_LINES_OF_DAYS = 2
_LINES_OF_MONTHS = 3
"""Lines over which a period may be wrapped on a cover: three where each of its months has a line."""
_SHORTEST = 27
"""Days from the first to the last of a period; less is a meeting, as one is on the cover of its minutes."""
_QUARTERS = 4
_MOST_OF_QUARTER = 0.9
"""The share of dates that lie in one quarter, in a report of that quarter which tells of a day before or after too."""
_PRINTED = 0.98
_BY_NUMBER = 0.95
_YEAR_ALONE = 0.8
_ONE_MONTH = 0.6
_BY_DATES = 0.4
"""How sure a period is: printed with its days or months, as a number, a year, a month, or told by the dates alone."""

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_BY_LETTER = re.compile(r"(?<![a-z\d])(?:[qt]\s?-?([1-4])|([1-4])\s?[qt])(?![a-z]|\d(?!0[12]))")
_HALF_BY_LETTER = re.compile(r"(?<![a-z\d])(?:[hs]\s?-?([12])|([12])\s?[hs])(?![a-z\d])")


def read_period(front: Sequence[Line], all_lines: Sequence[Line], ctx: ReadingContext) -> ParsedPeriod | None:
    """Return the period that the first lines name, else any running head, else the one its dates lie in.

    `front` is the cover with whatever stands at the edges of its page; without a cover the first lines count.
    """
    first = list(front) or list(all_lines[:_FIRST_LINES])
    years = [(line, int(match[1])) for line in first if (match := _YEAR.search(line.text))]
    for read in (_of_days, _of_months, _of_number):
        if (found := read(first, years, ctx)) is not None:
            return found
    edges = [line for line in all_lines if line.edge and len(line.text) <= _LONGEST_EDGE]
    for read in (_of_months, _of_number):
        if (found := read(edges[:_MOST_EDGES], [], ctx)) is not None:
            return found
    return _of_year(first, ctx) or _of_one_month(first, years, ctx) or _of_dates(all_lines, years, ctx)


_Years = Sequence[tuple[Line, int]]
"""Lines that name a year, with the year."""


def _nearest_year(taken: Sequence[Line], years: _Years) -> tuple[Line, int] | None:
    """Return the year that goes with lines: in the text before at a page's edge, below them before above."""
    last = taken[-1].number

    def rank(found: tuple[Line, int]) -> tuple[bool, bool, int]:
        return found[0].edge, found[0].number < last, abs(found[0].number - last)

    return min(years, key=rank, default=None)


def _make(
    period: Period, printed: str, lines: Sequence[Line], sure: float, ctx: ReadingContext
) -> ParsedPeriod:
    passage = ctx.passage(lines, sure, "period")
    return ParsedPeriod(
        code=period.code,
        kind=period.kind.value,
        start=period.start,
        end=period.last_day,
        printed=printed,
        provenance={"code": passage, "start": passage, "end": passage},
    )


def _stretches(lines: Sequence[Line], most: int) -> Iterator[tuple[list[Line], str]]:
    """Yield each line, and each with those after it, as one text; letters of months that spaces part together."""
    for position in range(len(lines)):
        for size in range(1, most + 1):
            taken = list(lines[position : position + size])
            if len(taken) == size:
                yield taken, collapse(" ".join(line.text for line in taken))


def _closed(text: str, ctx: ReadingContext) -> str:
    before = ""
    while before != text:
        before, text = text, close_months(text, ctx.grammar)
    return text


def _with_year(taken: list[Line], years: _Years) -> list[Line]:
    """Return lines with the one that gives their year, where they do not."""
    nearest = _nearest_year(taken, years)
    if nearest is None or nearest[0] in taken or _YEAR.search(" ".join(line.text for line in taken)):
        return taken
    return [*taken, nearest[0]]


def _year_of(own: re.Match[str] | None, taken: Sequence[Line], years: _Years) -> int | None:
    if own is not None:
        return int(own[1])
    nearest = _nearest_year(taken, years)
    return nearest[1] if nearest else None


def _printed(taken: Sequence[Line]) -> str:
    return collapse(" ".join(line.text for line in taken))


def _of_days(lines: Sequence[Line], years: _Years, ctx: ReadingContext) -> ParsedPeriod | None:
    """Read a period given by its first and last day (`1 July – 30 September 2018`)."""
    for taken, text in _stretches(lines, _LINES_OF_DAYS):
        found = find_date(_closed(text, ctx), ctx.grammar)
        if found is None or found[1].day is None or found[1].end_month is None or not found[1].year:
            continue
        resolved = resolve(found[1], None)
        if resolved and resolved.start and resolved.end and (resolved.end - resolved.start).days >= _SHORTEST:
            period = Period(resolved.start, resolved.end + timedelta(days=1))
            return _make(period, _printed(taken), taken, _PRINTED, ctx)
    return None


def _of_months(lines: Sequence[Line], years: _Years, ctx: ReadingContext) -> ParsedPeriod | None:
    """Read a period given by its first and last month, or by all of its months."""
    grammar = ctx.grammar
    to = rf"(?:-|/|\b{grammar.words('range_words')}\b|,?\s*\b{grammar.words('and_words')}\b|&)"
    between = rf"(?:\s*[,/-]\s*{grammar.month})*"
    year = r"(?:(?:19|20)\d\d)"
    of = rf"(?:{grammar.words('date_of')}\s+)?"
    pattern = re.compile(
        rf"(?<!\w)(?P<first>{grammar.month}){between}[\s.,]*(?:{of}(?P<y1>{year})\s*)?"
        rf"{to}\s*(?P<last>{grammar.month})(?!\w)"
    )
    for taken, text in _stretches(lines, _LINES_OF_MONTHS):
        low = flat(_closed(text, ctx))
        match = pattern.search(low)
        if match is None or not re.search(grammar.month, flat(_closed(taken[0].text, ctx))):
            continue
        found = _year_of(_YEAR.search(low, match.end()) or _YEAR.search(low), taken, years)
        if found is None or len(text) > _LONGEST:
            continue
        first = grammar.month_numbers[match["first"].rstrip(".")]
        last = grammar.month_numbers[match["last"].rstrip(".")]
        start_year = int(match["y1"]) if match["y1"] else found - 1 if last < first else found
        if (start_year, first) >= (found, last):
            continue
        period = Period(date(start_year, first, 1), month_end(found, last) + timedelta(days=1))
        used = _with_year(taken, years)
        return _make(period, _printed(used), used, _PRINTED, ctx)
    return None


def _of_number(lines: Sequence[Line], years: _Years, ctx: ReadingContext) -> ParsedPeriod | None:
    """Read a quarter or half-year by its number (`Q2 2018`, `deuxième trimestre 2018`)."""
    for taken, text in _stretches(lines, _LINES_OF_DAYS):
        year = _year_of(_YEAR.search(text), taken, years)
        if year is None or len(text) > _LONGEST:
            continue
        code = _quarter(flat(text), ctx) or _half(flat(text), ctx)
        if code:
            used = _with_year(taken, years)
            return _make(Period.parse(f"{year}-{code}"), _printed(taken), used, _BY_NUMBER, ctx)
    return None


def _quarter(low: str, ctx: ReadingContext) -> str:
    grammar = ctx.grammar
    quarters = grammar.words("quarter_words")
    for pattern in (*grammar.data["quarters"], _BY_LETTER):
        match = re.search(pattern, low)
        if match:
            number = next(each for each in match.groups() if each)
            return f"Q{number if number.isdecimal() else _ROMAN[number]}"
    for number, word in enumerate(grammar.data["ordinal_words"], start=1):
        if re.search(rf"{flat(word)}\w?\s+{quarters}", low):
            return f"Q{number if number <= _QUARTERS else 2}"
    return ""


def _half(low: str, ctx: ReadingContext) -> str:
    grammar = ctx.grammar
    halves = grammar.words("half_words")
    match = re.search(rf"(?<!\d)([12])\s*(?:\.?\s?{grammar.words('ordinals')}|e|eme|st|nd)?\s*{halves}", low)
    match = match or _HALF_BY_LETTER.search(low)
    if match:
        return f"H{next(each for each in match.groups() if each)}"
    for number, word in enumerate(grammar.data["ordinal_words"], start=1):
        if number not in {3, 4} and re.search(rf"{flat(word)}\w?\s+{halves}", low):
            return f"H{min(number, 2)}"
    return ""


def _of_year(lines: Sequence[Line], ctx: ReadingContext) -> ParsedPeriod | None:
    for line in lines:
        if re.search(ctx.grammar.words("year_words"), flat(line.text)) and (own := _YEAR.search(line.text)):
            return _make(Period.parse(own[1]), collapse(line.text), [line], _YEAR_ALONE, ctx)
    return None


def _of_one_month(lines: Sequence[Line], years: _Years, ctx: ReadingContext) -> ParsedPeriod | None:
    for line in lines:
        found = read_date_line(line.text, ctx.grammar)
        year = found.when.year if found and found.when.year else _year_of(None, [line], years)
        if year and found and found.when.day is None and not found.place and not found.when.end_month:
            month = found.when.month
            period = Period(date(year, month, 1), month_end(year, month) + timedelta(days=1))
            return _make(period, collapse(line.text), _with_year([line], years), _ONE_MONTH, ctx)
    return None


def _of_dates(lines: Sequence[Line], years: _Years, ctx: ReadingContext) -> ParsedPeriod | None:
    """Return the quarter, half-year or year that the printed dates lie in, with little confidence.

    A quarter that holds nine of ten is taken: reports tell of a day before or after it too.
    """
    found = [(line, read) for line in lines if (read := read_date_line(line.text, ctx.grammar))]
    if not found:
        return None
    given = [read.when.year for _, read in found if read.when.year]
    year = max(sorted(set(given)), key=given.count) if given else _year_of(None, [found[0][0]], years)
    if year is None:
        return None
    quarters = [(read.when.month - 1) // 3 + 1 for _, read in found]
    common = max(sorted(set(quarters)), key=quarters.count)
    if quarters.count(common) >= _MOST_OF_QUARTER * len(quarters):
        code = f"{year}-Q{common}"
    elif len({(quarter - 1) // 2 for quarter in quarters}) == 1:
        code = f"{year}-H{(common + 1) // 2}"
    else:
        code = f"{year}"
    return _make(Period.parse(code), "", [found[0][0], found[-1][0]], _BY_DATES, ctx)
