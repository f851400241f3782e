"""The forms of a typed date: which row of tokens says which day, month and year of the first and the last day.

A form is written as it is read: `d1` and `d2` are days, `m1` and `m2` months in words, `n1` and `n2` months in digits,
`y1` and `y2` years (`s1` and `s2` of two digits), `T` a dash or a word for “to”, `&` a word for “and”, `?` after what
may be absent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rapporteur.base.values.when.tokens import Token

CENTURY = 2000
"""What a year of two digits is counted from: no network of today keeps records of 1918."""


@dataclass(frozen=True, slots=True)
class DayParts:
    """What a text says of the first and the last day; a month alone has no days, a day alone may have no month.

    `listed` are days that stand one beside the other (“5, 6 and 7 April”); `is_swapped` where the month stands before
    the day in digits, `weekdays` what it says of the first and of the last day.
    """

    day: int | None = None
    month: int | None = None
    year: int | None = None
    last_day: int | None = None
    last_month: int | None = None
    last_year: int | None = None
    listed: tuple[int, ...] = ()
    is_list: bool = False
    is_swapped: bool = False
    is_part: bool = False
    weekdays: tuple[int, ...] = ()


_MONTH_IN_WORDS = (
    "d1 T d2 [-/]? m1 [-/]? y1?",
    "d1 ( & d)* & d2 m1 y1?",
    "d1 [-/]? m1 [-/]? y1? T d2 [-/]? m2 [-/]? y2?",
    "d1 m1 y1? & d2 m2 y2?",
    "d1 [-/]? m1 [-/]? s1",
    "m1 d1 T d2 y1?",
    "m1 d1 ( & d)* & d2 y1?",
    "m1 d1 y1? T m2 d2 y2?",
    "m1 d1 y1? & m2 d2 y2?",
    "d1 [-/]? m1 [-/]? y1?",
    "m1 [-/]? d1 [-/]? y1?",
    "y1 [-/]? m1 [-/]? d1",
    "p? [-/]? m1 [-/]? y1?",
    "y1 [-/]? m1",
    "m1 T m2 y2?",
    "m1 y1 T m2 y2",
)
_MONTH_IN_DIGITS = (
    "{0} / {1} {2}?",
    "{0} - {1} - y1",
    "{0} / {1} T {3} / {4} {5}?",
    "{0} / {1} / y1 T {3} / {4} / y2",
    "{0} / {1} / s1 T {3} / {4} / s2",
)
_DAY_FIRST = (
    *(form.format("d1", "n1", "( / y1| / s1)", "d2", "n2", "( / y2| / s2)") for form in _MONTH_IN_DIGITS),
    "d1 T d2 / n1 ( / y1| / s1)?",
    "d1 & d2 / n1 ( / y1| / s1)?",
    "d1 - n1 - s1",
)
_MONTH_FIRST = tuple(
    form.format("n1", "d1", "( / y1| / s1)", "n2", "d2", "( / y2| / s2)") for form in _MONTH_IN_DIGITS
)
_YEAR_FIRST = (
    "y1 [-/] n1 [-/] d1",
    "y1 [-/] n1 [-/] d1 [-t/] y2 [-/] n2 [-/] d2",
    "y1 [-/] n1",
    "n1 [-/] y1",
)
_NO_MONTH = ("d1", "d1 T d2", "d1 ( & d)* & d2")
_WITHOUT_YEAR_IN_DIGITS = ("d1 - n1",)
"""“5-6” may be two days or a day and its month; “5-6-2018” is the latter."""


@cache
def _pattern(form: str) -> re.Pattern[str]:
    text = form.replace(" ", "").replace("T", "[-t]")
    text = re.sub(
        r"([dmnys])([12])",
        lambda found: f"(?P<{found[1]}{found[2]}>{'d' if found[1] in 'ns' else found[1]})",
        text,
    )
    return re.compile(text)


def parts_of(row: Sequence[Token], *, month_first: bool) -> Iterator[DayParts]:
    """Yield what a row of tokens may say, the likeliest first; `month_first` where `4/12` may be the 12th of April."""
    weekdays = tuple(token.number for token in row if token.letter == "w")
    rest = [token for token in row if token.letter != "w"]
    letters = "".join(token.letter for token in rest)
    groups = [
        (_MONTH_IN_WORDS + _YEAR_FIRST + _NO_MONTH, False),
        (_DAY_FIRST + _WITHOUT_YEAR_IN_DIGITS, False),
        (_MONTH_FIRST, True),
    ]
    day_first: list[DayParts] = []
    for forms, is_swapped in groups:
        for form in forms:
            match = _pattern(form).fullmatch(letters)
            if match is None:
                continue
            found = _parts(match, rest, weekdays, is_swapped=is_swapped, is_list="&" in form)
            if is_swapped and not month_first and any(map(_is_possible, day_first)):
                continue  # where people write the day first, the month stands first only if it cannot be otherwise
            day_first += [] if is_swapped else [found]
            yield found


def _parts(
    match: re.Match[str], row: Sequence[Token], weekdays: tuple[int, ...], *, is_swapped: bool, is_list: bool
) -> DayParts:
    def number(*names: str) -> int | None:
        for name in names:
            if name in match.re.groupindex and match.start(name) >= 0:
                value = row[match.start(name)].number
                return CENTURY + value if name[0] == "s" else value
        return None

    days = [token.number for token in row if token.letter == "d"] if is_list else []
    return DayParts(
        number("d1"), number("m1", "n1"), number("y1", "s1"), number("d2"), number("m2", "n2"), number("y2", "s2"),
        listed=tuple(days) if is_list and number("m2", "n2") is None and "n1" not in match.re.groupindex else (),
        is_list=is_list,
        is_swapped=is_swapped,
        is_part=any(token.letter == "p" for token in row),
        weekdays=weekdays,
    )  # fmt: skip


def _is_possible(parts: DayParts) -> bool:
    """Tell whether the numbers can be those of a day and a month at all."""
    months = [number for number in (parts.month, parts.last_month) if number is not None]
    days = [number for number in (parts.day, parts.last_day) if number is not None]
    return all(1 <= number <= 12 for number in months) and all(1 <= number <= 31 for number in days)
