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

from rapporteur.core.nearest import nearest
from rapporteur.core.search import fold

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?", re.ASCII)
_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{1,2})(?:-01)?", re.ASCII)


class Unreadable(ValueError):
    """A cell that does not hold what its column holds: what was expected, and the nearest valid value."""

    def __init__(self, expected: str, near: str = "") -> None:
        super().__init__(expected)
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
        raise Unreadable(f"one of {', '.join(codes)}", known.get(near, ""))
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
        if "/" in text and language not in {"fr", "es", "pt"} and day <= 12 and day != month:
            raise Unreadable("a day in the form 2018-04-05", f"{year}-{month:02}-{day:02}")
    else:
        raise Unreadable("a day in the form 2018-04-05")
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise Unreadable("a day that the calendar has, in the form 2018-04-05") from None


def _month(text: str) -> str:
    match = _MONTH.fullmatch(text)
    if match is None or not 1 <= int(match[2]) <= 12:
        raise Unreadable("a month in the form 2018-04")
    return f"{match[1]}-{int(match[2]):02}"


def _slug(text: str) -> str:
    if not _SLUG.fullmatch(text) or len(text) > 120:
        raise Unreadable("small letters, digits and hyphens", slug_of(text))
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
    raise Unreadable("an ISO 3166 code of two letters such as FR", _country_named(text))


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


def read_number(text: str) -> Decimal:
    """Return a number with a point or a comma before its decimals; one that could be either is refused."""
    bare = re.sub(r"[\s\u00a0\u202f'’]", "", text)
    if "," in bare and "." in bare:
        last = max(bare.rfind(","), bare.rfind("."))
        thousands = "," if bare[last] == "." else "."
        bare = bare.replace(thousands, "").replace(",", ".")
    elif "," in bare:
        if re.fullmatch(r"-?\d{1,3}(,\d{3})+", bare):
            raise Unreadable("a number without thousands separators, such as 1234.50", bare.replace(",", ""))
        bare = bare.replace(",", ".")
    try:
        number = Decimal(bare)
    except InvalidOperation:
        raise Unreadable("a number such as 1234.50") from None
    if not number.is_finite() or number.adjusted() >= 12 or number.adjusted() < -30:
        raise Unreadable("a number such as 1234.50")
    return number


def _amount(text: str) -> str:
    number = read_number(text)
    rounded = number.quantize(Decimal("0.01"))
    if abs(rounded - number) > Decimal("1e-9"):
        raise Unreadable("an amount with at most two decimals", str(rounded))
    if rounded < 0 or rounded >= Decimal(10) ** 10:
        raise Unreadable("an amount that is not negative")
    return str(rounded)


def _integer(text: str) -> int:
    number = read_number(text)
    if number != number.to_integral_value() or not 0 <= number < 2**31:
        raise Unreadable("a whole number")
    return int(number)


def _degrees(most: int) -> Callable[[str], float]:
    def read(text: str) -> float:
        number = float(read_number(text))
        if abs(number) > most:
            raise Unreadable(f"degrees from -{most} to {most}")
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
        raise Unreadable("a web address that begins with https://")
    return text


def _currency(text: str) -> str:
    code = text.upper()
    if not re.fullmatch(r"[A-Z]{3}", code, re.ASCII):
        raise Unreadable("an ISO 4217 code such as EUR", {"€": "EUR", "$": "USD", "£": "GBP"}.get(text, ""))
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
