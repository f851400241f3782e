"""What one cell holds: days, months, numbers, codes, links and choices, or why it cannot be read. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from rapporteur.base.values.failures import Foreseeable, Notice
from rapporteur.base.values.messages import Message
from rapporteur.base.values.nearest import nearest
from rapporteur.base.values.search import fold
from rapporteur.intake.importing.tables.number_text import NumberText
from rapporteur.intake.reading.grammar import LANGUAGES, load
from rapporteur.intake.reading.sources.lines import flat

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?", re.ASCII)
_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{1,2})(?:-01)?", re.ASCII)


DAY_FIRST = frozenset({"fr", "es", "pt"})
"""Languages of tables in which 5/4/2018 is 5 April wherever they are spoken."""


class Unreadable(Foreseeable, ValueError):
    """A cell that does not hold what its column holds: what was expected, and the nearest valid value."""

    def __init__(self, expected: Notice, near: str = "") -> None:
        super().__init__(expected)
        self.faults = (expected.fault,)
        self.expected = expected
        self.near = near


@cache
def table_data() -> dict[str, Any]:
    """Return the columns, choices and languages of `headings.yaml`."""
    path = Path(__file__).with_name("headings.yaml")
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


@cache
def choices(name: str) -> dict[str, str]:
    """Return every folded wording of a choice with the code that is stored."""
    found: dict[str, str] = {}
    for code, words in table_data()["choices"][name].items():
        for word in (code, *words):
            found.setdefault(fold(word), code)
    return found


def read_cell(kind: str, text: str, *, among: str = "", language: str = "en") -> Any:
    """Return what a cell of a column of this type holds; `among` names its choices. Raises Unreadable."""
    if kind == "choice":
        return _choice(among, text)
    if kind == "choices":
        return [_choice(among, part) for part in split_list(text)]
    if kind in {"day", "last_day"}:
        return read_day(text, language)
    return _READERS[kind](text)


def _choice(name: str, text: str) -> str:
    known = choices(name)
    code = known.get(fold(text))
    if code is None:
        codes = list(table_data()["choices"][name])
        near = nearest(fold(text), list(known))
        raise Unreadable(Notice(Message("one of {codes}"), codes=", ".join(codes)), known.get(near, ""))
    return code


def split_list(text: str, marks: str = ";\n") -> list[str]:
    """Return the parts of a cell that holds several values, parted by semicolons or line ends.

    A semicolon after a backslash belongs to its part; other parts' backslashes stay for the next split.
    """
    parts = re.split(rf"(?<!\\)[{re.escape(marks)}]", text)
    return [part for part in (" ".join(part.split()) for part in parts) if part]


def escaped(text: str) -> str:
    """Return `text` with what would part it in a cell kept from doing so."""
    return re.sub(r"([;|])", r"\\\1", " ".join(text.split()))


def unescaped(text: str) -> str:
    """Undo :func:`escaped`."""
    return re.sub(r"\\([;|])", r"\1", text)


def read_day(text: str, language: str = "en") -> str:
    """Return a day as 2018-04-05; 5/4/2018 is read only where its order is beyond doubt."""
    if match := _ISO_DAY.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _DAY.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
        if "." not in text and language not in DAY_FIRST:
            if day <= 12 and month <= 12 and day != month:
                raise Unreadable(
                    Notice(
                        Message("a day in the form 2018-04-05: it may be {one} or {other}"),
                        one=f"{year}-{month:02}-{day:02}",
                        other=f"{year}-{day:02}-{month:02}",
                    )
                )
            if month > 12:  # as Americans write it
                day, month = month, day
    else:
        year, month, day = _day_in_words(text)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise Unreadable(Notice(Message("a day that the calendar has, in the form 2018-04-05"))) from None


_WORDED = (
    re.compile(
        r"(?P<d>\d{1,2})(?:er|st|nd|rd|th|[ºo°])?\.?\s+(?:de\s+|of\s+)?(?P<m>[^\W\d_]+)\.?,?\s+(?:del?\s+)?(?P<y>\d{4})"
    ),
    re.compile(r"(?P<m>[^\W\d_]+)\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})"),
)


def _day_in_words(text: str) -> tuple[int, int, int]:
    """Return year, month and day of “5 avril 2018” in any language of reports; raise Unreadable for anything else."""
    for pattern in _WORDED:
        if match := pattern.fullmatch(text.strip()):
            month = _months().get(flat(match["m"]))
            if month:
                return int(match["y"]), month, int(match["d"])
    raise Unreadable(Notice(Message("a day in the form 2018-04-05")))


@cache
def _months() -> dict[str, int]:
    """Return the months by their names in all languages of reports, those apart that two languages read differently."""
    found: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for name, number in load(language).month_numbers.items():
            found.setdefault(name.rstrip("."), set()).add(number)
    return {name: min(numbers) for name, numbers in found.items() if len(numbers) == 1}


def _month(text: str) -> str:
    match = _MONTH.fullmatch(text)
    if match is None or not 1 <= int(match[2]) <= 12:
        raise Unreadable(Notice(Message("a month in the form 2018-04")))
    return f"{match[1]}-{int(match[2]):02}"


def _slug(text: str) -> str:
    if not _SLUG.fullmatch(text) or len(text) > 120:
        raise Unreadable(Notice(Message("small letters, digits and hyphens")), slug_of(text))
    return text


def slug_of(text: str, most: int = 80) -> str:
    """Return a slug made from `text`: its folded words joined by hyphens.

    >>> slug_of("São Paulo (ville)")
    'sao-paulo-ville'
    """
    ascii_only = fold(text).encode("ascii", "ignore").decode().replace("_", " ")
    return "-".join(ascii_only.split())[:most].strip("-")


def _country(text: str) -> str:
    code = text.upper()
    if code in set(_countries().values()):
        return code
    raise Unreadable(Notice(Message("an ISO 3166 code of two letters such as FR")), _country_named(text))


@cache
def _countries() -> dict[str, str]:
    from babel import Locale

    return {
        fold(name): code
        for language in ("es", "fr", "en")
        for code, name in Locale(language).territories.items()
        if len(code) == 2 and code.isalpha()
    }


def _country_named(text: str) -> str:
    found = nearest(fold(text), list(_countries()))
    return _countries().get(found, "")


_DIGITS = re.compile(r"([-−]?)(\d+(?:([.,])\d*)?|[.,]\d+)", re.ASCII)
_SPACED = re.compile(r"[-−]?\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?:[.,]\d*)?", re.ASCII)
_GROUPED = re.compile(
    r"[-−]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?|[-−]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d*)?", re.ASCII
)
_EITHER = re.compile(r"[-−]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)


class Ambiguous(Unreadable):
    """A number that is one thing in one language and another elsewhere: `1.500`."""


def read_number(text: str, *, only_sign: str = "") -> Decimal:
    """Return a number with a point or a comma before its decimals; one that could be either is refused.

    `only_sign` says what a lone point or comma before three digits is: `decimals` or `thousands`. A cell of a workbook
    that holds a number says itself what it is. Raises Unreadable, and Ambiguous with the larger number as the nearest.
    """
    bare = " ".join(text.split()) if not isinstance(text, NumberText) else text
    if isinstance(text, NumberText):
        return _finite(bare)
    if _SPACED.fullmatch(bare):
        bare = re.sub(r"[ \u00a0\u202f'’]", "", bare)
        return _finite(bare.replace(",", "."))
    if _EITHER.fullmatch(bare) and only_sign != "decimals":
        whole = re.sub("[.,]", "", bare)
        if only_sign != "thousands":
            meant = Message("a number that means one thing: {one} or {other}")
            raise Ambiguous(Notice(meant, one=whole, other=_decimals(bare)), whole)
        return _finite(whole)
    if _GROUPED.fullmatch(bare) and not _EITHER.fullmatch(bare):
        thousands = next(sign for sign in bare if sign in ".,")
        bare = bare.replace(thousands, "")
    if not _DIGITS.fullmatch(bare):
        raise Unreadable(Notice(Message("a number such as 1234.50")))
    return _finite(bare.replace(",", "."))


def _decimals(text: str) -> str:
    """Return what `1.500` is where the sign stands before decimals, at least two of them: 1.50."""
    whole, _, rest = text.replace(",", ".").partition(".")
    return f"{whole}.{rest.rstrip('0').ljust(2, '0')}"


def _finite(text: str) -> Decimal:
    try:
        number = Decimal(text.replace("−", "-"))
    except InvalidOperation:
        raise Unreadable(Notice(Message("a number such as 1234.50"))) from None
    if not number.is_finite() or number.adjusted() >= 12 or number.adjusted() < -30:
        raise Unreadable(Notice(Message("a number such as 1234.50")))
    return number


def _amount(text: str) -> str:
    number = read_number(text)
    rounded = number.quantize(Decimal("0.01"))
    if abs(rounded - number) > Decimal("1e-9"):
        raise Unreadable(Notice(Message("an amount with at most two decimals")), str(rounded))
    if rounded < 0 or rounded >= Decimal(10) ** 10:
        raise Unreadable(Notice(Message("an amount that is not negative")))
    return str(rounded)


def _integer(text: str) -> int:
    number = read_number(text, only_sign="thousands")  # nobody writes decimals where whole numbers stand
    if number != number.to_integral_value() or not 0 <= number < 2**31:
        raise Unreadable(Notice(Message("a whole number")))
    return int(number)


def _degrees(most: int) -> Callable[[str], float]:
    def read(text: str) -> float:
        number = float(read_number(text, only_sign="decimals"))  # degrees have no thousands
        if abs(number) > most:
            raise Unreadable(Notice(Message("degrees from -{most} to {most}"), most=str(most)))
        return number

    return read


def _flag(text: str) -> bool:
    return _choice("flag", text) == "true"


def _link(text: str) -> str:
    try:
        parts = urlsplit(text)
        good = (
            parts.scheme in {"http", "https"} and bool(parts.netloc) and " " not in text and len(text) <= 200
        )
    except ValueError:
        good = False
    if not good:
        raise Unreadable(Notice(Message("a web address that begins with https://")))
    return text


def _currency(text: str) -> str:
    code = text.upper()
    if not re.fullmatch(r"[A-Z]{3}", code, re.ASCII):
        raise Unreadable(
            Notice(Message("an ISO 4217 code such as EUR")),
            {"€": "EUR", "$": "USD", "£": "GBP"}.get(text, ""),
        )
    return code


_READERS: dict[str, Callable[[str], Any]] = {
    "text": str,
    "html": str,
    "reference": str,
    "list": split_list,
    "slug": _slug,
    "country": _country,
    "month": _month,
    "amount": _amount,
    "integer": _integer,
    "latitude": _degrees(90),
    "longitude": _degrees(180),
    "flag": _flag,
    "link": _link,
    "currency": _currency,
}
