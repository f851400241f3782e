"""Numbers in words, from two to ninety-nine, in the languages whose texts are read: « vingt et un » is 21."""

from __future__ import annotations

import re
from functools import lru_cache

_ONES = {
    "fr": "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf",
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
    "es": "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete "
    "veintiocho veintinueve",
}
_TENS = {
    "fr": "vingt trente quarante cinquante soixante - quatre-vingt",
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "es": "- treinta cuarenta cincuenta sesenta setenta ochenta noventa",
}
_ACCENTED = re.compile(r"(?<=i)(?:dos|tres|seis|un)$")


def _with_accent(match: re.Match[str]) -> str:
    return match.group().translate(str.maketrans("oeu", "óéú"))


@lru_cache(maxsize=8)
def number_words(language: str) -> dict[str, int]:
    """Return the numbers from 2 to 99 by their words, with accents and without; nothing for other languages.

    Both ways of writing a composed number are there where a language has two (`vingt et un`, `vingt-et-un`).
    """
    ones = dict(enumerate(_ONES.get(language, "").split(), start=1))
    found = {word: n for n, word in ones.items()}
    for ten, word in zip(range(20, 100, 10), _TENS.get(language, "").split(), strict=False):
        if word == "-":
            continue
        found[word] = ten
        if language == "fr" and ten == 80:
            found[word + "s"] = ten
        for n in range(1, 20 if language == "fr" and ten in (60, 80) else 10):
            joins = {"es": (" y ",), "en": ("-", " ")}.get(language, ("-", " et ", "-et-"))
            found |= {f"{word}{join}{ones[n]}": ten + n for join in joins}
    if language == "es":
        found |= {word[:-1]: n for word, n in list(found.items()) if word.endswith("uno")}  # before a noun
        found |= {_ACCENTED.sub(_with_accent, word): n for word, n in list(found.items())}
    return {word: n for word, n in found.items() if n > 1}
