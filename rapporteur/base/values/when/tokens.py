"""A typed date as a row of tokens: numbers, months, weekdays, and what stands between them.

Each token has a letter, so that forms of dates are patterns over a short text: `d` a number of one or two digits, `y` a
year, `m` a month, `w` a weekday, `t` a word for “to”, `&` a word for “and”, `p` a word for a part of a month, and the
signs `-`, `/` themselves. A word that nothing knows is `?`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from rapporteur.base.values.when import vocabulary

MOST_READINGS = 8
"""Ways to take the words of one text that are tried: “mar” is a month and a day of the week, twice is four."""
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"’": "'", "ʼ": "'", "`": "'", "·": " ", "|": " "})
_CLOCK = re.compile(
    r"(?:\b(?:at|a las|a la|a|de|des|from)\s+)?(?<![\d/.-])"
    r"(?:\d{1,2}(?::\d\d|h\d\d)(?::\d\d)?|\d{1,2}\s?(?:h|hrs?|heures?|horas|hours|uhr|[ap]\.?m\.?)(?![a-z]))"
    r"(?:\s*(?:-|to|a|al?)\s*(?:\d{1,2}(?::\d\d|h\d\d)|\d{1,2}\s?(?:h|[ap]\.?m\.?)(?![a-z])))?"
)
_TOKEN = re.compile(
    r"(?P<compact>(?:19|20)\d{6})|(?P<number>\d+)(?P<ordinal>[a-z]{1,3}\b)?|(?P<word>[a-z]+)|(?P<sign>[-/.,&;+])"
)
_ORDINALS = frozenset(("st", "nd", "rd", "th", "er", "re", "e", "eme", "o", "a"))
_DROPPED = re.compile(r"\.(?!\d)|(?<!\d)\.|[()]|(?<=[a-z])'(?=[a-z])")


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a typed date: its letter, its number where it has one, and the words as typed."""

    letter: str
    number: int = 0
    text: str = ""


def plain(text: str) -> str:
    """Return a typed text in lower case without accents, with one kind of dash and single spaces."""
    decomposed = unicodedata.normalize(
        "NFKD", unicodedata.normalize("NFKC", text).translate(_DASHES).casefold()
    )
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(bare.translate(_DASHES).split())


def without_clock(text: str) -> tuple[str, bool]:
    """Return a plain text without times of day, and whether there was one."""
    rest, count = _CLOCK.subn(" ", text)
    return " ".join(rest.split()), bool(count)


def tokens_of(text: str) -> Iterator[tuple[Token, ...]]:
    """Yield the rows of tokens that a plain text may be: more than one where a word has two meanings."""
    closed = re.sub(r"(?<=\d\.)\s+(?=\d)", "", text)  # “5. 6. 2018”
    closed = re.sub(r"(?<=\d)\.(?=(?:er|o|a)\b)", "", closed)  # «1.º»
    alternatives = list(_alternatives(_DROPPED.sub(" ", closed)))
    for number, row in enumerate(product(*alternatives)):
        if number == MOST_READINGS:
            return
        yield tuple(_joined(row))


def _alternatives(text: str) -> Iterator[Sequence[Token]]:
    between = False
    for match in _TOKEN.finditer(text):
        typed = match.group()
        if digits := match["compact"]:
            yield (Token("y", int(digits[:4]), typed),)
            yield (Token("-", text=""),)
            yield (Token("d", int(digits[4:6]), typed),)
            yield (Token("-", text=""),)
            yield (Token("d", int(digits[6:]), typed),)
        elif digits := match["number"]:
            yield (_number(digits, match["ordinal"] or "", typed),)
        elif word := match["word"]:
            between |= word in vocabulary.BETWEEN
            yield from _of_word(word, between)
        else:
            yield (Token({".": "/", ";": "&", "+": "&"}.get(typed, typed), text=typed),)


def _number(digits: str, ordinal: str, typed: str) -> Token:
    if ordinal and ordinal not in _ORDINALS:
        return Token("?", text=typed)
    if len(digits) <= 2:
        return Token("d", int(digits), typed)
    is_year = len(digits) == 4 and digits[:2] in ("19", "20") and not ordinal
    return Token("y" if is_year else "?", int(digits), typed)


def _of_word(word: str, between: bool) -> Iterator[Sequence[Token]]:
    """Yield what a word may be; nothing for one that says nothing."""
    if word in vocabulary.AND:
        yield (Token("t" if between else "&", text=word),)
    elif word in vocabulary.RANGE:
        yield (Token("t", text=word),)
    elif word in vocabulary.PARTS:
        yield (Token("p", text=word),)
    elif word in vocabulary.FIRST:
        yield (Token("d", 1, word),)
    elif word not in vocabulary.FILLERS | vocabulary.BETWEEN:
        months = [Token("m", number, word) for number in sorted(vocabulary.months(word))]
        days = [Token("w", number, word) for number in sorted(vocabulary.weekdays(word))]
        yield [*months, *days] or (Token("?", text=word),)


def _joined(row: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens without signs that say nothing where they stand: a comma after a weekday or before a year."""
    letters = "".join(token.letter for token in row)
    for place, token in enumerate(row):
        before, after = letters[:place], letters[place + 1 :]
        if token.letter == ",":
            if _parts_days(before, after):
                yield Token("&", text=",")
        elif token.letter == "t" and not before.strip("w"):
            continue  # “au 5 avril”, “to 5 April” alone: nothing to come from
        elif token.letter == "&" and before.endswith(("&", ",")):
            continue
        else:
            yield token


def _parts_days(before: str, after: str) -> bool:
    """Tell whether a comma stands between two days: “5, 6 April”, “5 April, 6 April”, but not “5 April, 2018”."""
    return before.endswith(("d", "m", "y")) and re.match(r"w?d", after) is not None
