"""The memory of translations: sentences that were translated before, the same or nearly, fitted to a new one.

Pure. A sentence in which only a number, a month or a name differs is found as if it did not, and comes with the new one
in its place, as the language of the translation writes it: “1,500 in April”, « 1 500 en avril », «Berlín».
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from babel import Locale
from babel.numbers import get_decimal_symbol, get_group_symbol
from rapidfuzz import fuzz, process

from rapporteur.records.names.in_texts import NameInText
from rapporteur.report.translating.segments import pair
from rapporteur.report.translating.steps import steps_between

NEAR = 70.0
"""A likeness (0 to 100) below which a sentence is quicker written than mended."""
OFFERS = 3
CANDIDATES = 12
MOST_DIGITS = 30
"""Of a number that is grouped anew: Python refuses to read one of 5,000, and nobody counts so far."""
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,'’\u00a0\u202f ]\d{3}(?!\d))*(?:[.,]\d+)?(?!\w)")
_WORD = re.compile(r"<[^<>]*>|\w+(?:[-’']\w+)*|\s+|[^\w\s]")
_MASK = "\ue000"  # of the private use area: no text of ours holds it


@dataclass(frozen=True, slots=True)
class Remembered:
    """A sentence and its translation, the sentences beside it, and where it stands: a period, an edition, a record."""

    source: str
    target: str
    where: str = ""
    before: str = ""
    after: str = ""
    order: int = 0
    """The larger, the newer."""


@dataclass(frozen=True, slots=True)
class Put:
    """What was put in the place of something else in a translation."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A translation that may serve: how near its source is (100: the same), whether it stood among the same sentences.

    `target` has what is new in its place already; `put` says what that is. `fits` where nothing else differs.
    """

    target: str
    source: str
    where: str
    score: int
    in_context: bool = False
    put: tuple[Put, ...] = ()
    fits: bool = False


@lru_cache(maxsize=8192)
def remember(source: str, target: str, where: str, order: int = 0) -> tuple[Remembered, ...]:
    """Return what is to be remembered of a text and its translation, in pieces as small as both allow.

    A memory is made of the same texts for each sheet again.
    """
    paired = pair(source, target)
    texts = paired.source.texts()
    around = ("", *texts, "")
    return tuple(
        Remembered(text, translation, where, around[number], around[number + 2], order)
        for number, (text, translation) in enumerate(zip(texts, paired.target.texts(), strict=True))
    )


@dataclass(frozen=True)
class Languages:
    """Both languages of a memory, and the names that stand in a text of either.

    `mentions` finds names in a text of a language, `name` says what a key is called in a language.
    """

    source: str
    target: str
    mentions: Callable[[str, str], Sequence[NameInText]] = lambda _text, _language: ()
    name: Callable[[str, str], str] = lambda _key, _language: ""


@dataclass
class Memory:
    """Everything that is remembered, to be asked for many sentences."""

    languages: Languages
    pairs: Iterable[Remembered]
    _pairs: list[Remembered] = field(init=False)
    _masked: list[str] = field(init=False)

    def __post_init__(self) -> None:
        newest: dict[tuple[str, str, str, str], Remembered] = {}
        for one in self.pairs:
            key = (one.source, one.target, one.before, one.after)
            if key not in newest or newest[key].order < one.order:
                newest[key] = one
        self._pairs = sorted(newest.values(), key=lambda one: (-one.order, one.where, one.source, one.target))
        self._masked = [_mask_numbers(one.source) for one in self._pairs]

    def offers(self, source: str, before: str = "", after: str = "") -> tuple[Offer, ...]:
        """Return the translations that may serve for a sentence, the best first, each wording once.

        `before` and `after` are the sentences beside it: the same sentence among the same ones is in context.
        """
        if not source.strip():
            return ()
        near = process.extract(
            _mask_numbers(source), self._masked, scorer=fuzz.ratio, score_cutoff=NEAR - 20, limit=CANDIDATES
        )
        offers = [self._offer(self._pairs[index], source, before, after) for _, _, index in near]
        offers = [one for one in offers if one.score >= NEAR or one.fits]
        offers.sort(
            key=lambda one: (-one.in_context, -one.fits, len(one.put), -one.score)
        )  # newest first: stable
        best: dict[str, Offer] = {}
        for one in offers:
            best.setdefault(one.target, one)
        return tuple(best.values())[:OFFERS]

    def _offer(self, one: Remembered, source: str, before: str, after: str) -> Offer:
        if one.source == source:
            in_context = bool(before or after) and (one.before, one.after) == (before, after)
            return Offer(one.target, one.source, one.where, 100, in_context, fits=True)
        return adapt(one, source, self.languages)


def adapt(one: Remembered, source: str, languages: Languages) -> Offer:
    """Return a translation fitted to another source: numbers, months, names and words that stand in it as they are."""
    score = int(fuzz.ratio(one.source, source))
    near = Offer(one.target, one.source, one.where, score)
    swaps = _swaps(one.source, source, languages)
    if swaps is None:
        return near
    target, put = one.target, []
    for old, new in swaps:
        replacement = _in_target(target, old, new, languages)
        if replacement is None:
            return near
        start, end, words = replacement
        put.append(Put(target[start:end], words))
        target = target[:start] + words + target[end:]
    return replace(near, target=target, put=tuple(put), fits=True)


# --- what differs between two sources ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Token:
    """A word, or a number or name as one: `keys` are the records that it may name."""

    text: str
    kind: str = ""
    keys: frozenset[str] = frozenset()


def _tokens(text: str, languages: Languages) -> list[_Token]:
    """Return the words of a source, each number and each name as one."""
    spans = [(name.start, name.end, "name", name.keys) for name in languages.mentions(text, languages.source)]
    spans += [
        (match.start(), match.end(), "number", frozenset())
        for match in _NUMBER.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end, *_ in spans)
    ]
    months = {month.casefold() for month in _months(languages.source)}
    tokens: list[_Token] = []
    at = 0
    for start, end, kind, keys in [*sorted(spans), (len(text), len(text), "", frozenset())]:
        tokens += [
            _Token(word, "month" if word.casefold() in months else "")
            for word in _WORD.findall(text[at:start])
        ]
        if kind:
            tokens.append(_Token(text[start:end], kind, keys))
        at = end
    return tokens


def _swaps(old: str, new: str, languages: Languages) -> list[tuple[_Token, _Token]] | None:
    """Return the values that were exchanged between two sources; None where anything else differs."""
    before, after = _tokens(old, languages), _tokens(new, languages)
    swaps: dict[tuple[str, str], tuple[_Token, _Token]] = {}
    steps = steps_between([t.text for t in before], [t.text for t in after])
    for tag, start, end, other_start, other_end in steps:
        if tag == "equal":
            continue
        if tag != "replace" or end - start != other_end - other_start:
            return None
        for one, other in zip(before[start:end], after[other_start:other_end], strict=True):
            if one.text == other.text:
                continue
            if not one.kind and not other.kind and one.text[:1].isupper() and other.text[:1].isupper():
                one, other = replace(one, kind="word"), replace(other, kind="word")  # noqa: PLW2901
            if not one.kind or one.kind != other.kind:
                return None
            swaps[one.text, other.text] = one, other
    return list(swaps.values())


# --- what takes its place in the translation --------------------------------------------------------------


def _in_target(target: str, old: _Token, new: _Token, languages: Languages) -> tuple[int, int, str] | None:
    """Return where in a translation an old value stands, and what takes its place; None where that is not plain."""
    if old.kind == "number":
        places = [
            (match.start(), match.end())
            for match in _NUMBER.finditer(target)
            if _value(match.group(), languages.target) == _value(old.text, languages.source)
        ]
        words = _number(new.text, languages)
    elif old.kind == "month":
        ours, theirs = _months(languages.source), _months(languages.target)
        former, latter = (theirs[_month(ours, token.text)] for token in (old, new))
        places = [match.span() for match in re.finditer(rf"\b{re.escape(former)}\b", target, re.IGNORECASE)]
        words = latter
    elif old.kind == "name":
        places = [
            (name.start, name.end)
            for name in languages.mentions(target, languages.target)
            if name.keys & old.keys
        ]
        words = languages.name(next(iter(new.keys)), languages.target) if len(new.keys) == 1 else ""
    else:  # a word with a capital that stands in both as it is: the name of a person, of a town on no record
        places = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(old.text)}(?!\w)", target)]
        words = new.text
    if len(places) != 1 or not words:
        return None
    start, end = places[0]
    return start, end, words[:1].upper() + words[1:] if target[start].isupper() else words


def _months(language: str) -> list[str]:
    names = Locale.parse(language, sep="-").months["format"]["wide"]
    return [str(names[number]) for number in range(1, 13)]


def _month(names: Sequence[str], text: str) -> int:
    return [name.casefold() for name in names].index(text.casefold())


def _value(text: str, language: str) -> str:
    """Return a number without the signs between its thousands, its decimals after a point."""
    locale = Locale.parse(language, sep="-")
    decimal = str(get_decimal_symbol(locale))
    whole, _, part = text.partition(decimal)
    digits = re.sub(r"\D", "", whole)
    return f"{digits}.{part}" if part.isdecimal() else digits


def _number(text: str, languages: Languages) -> str:
    """Return a number as the language of the translation writes it, grouped where the source groups it."""
    value = _value(text, languages.source)
    whole, _, part = value.partition(".")
    if text.isdecimal():
        return text
    locale = Locale.parse(languages.target, sep="-")
    if re.search(r"\d\D\d{3}(?!\d)", text) and 3 < len(whole) <= MOST_DIGITS:
        whole = f"{int(whole):,}".replace(",", str(get_group_symbol(locale)))
    return whole + (str(get_decimal_symbol(locale)) + part if part else "")


@lru_cache(maxsize=16_384)
def _mask_numbers(text: str) -> str:
    return _NUMBER.sub(_MASK, text)
