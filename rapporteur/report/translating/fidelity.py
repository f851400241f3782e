"""What a translation must keep of its source: placeholders, tags, codes, and the names and terms that it uses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import unescape

from rapporteur.base.values.failures import Fault
from rapporteur.base.values.messages import Message
from rapporteur.base.values.search import fold
from rapporteur.records.names.index import NameIndex

_TAG = re.compile(r"<[^<>]*>")
_PLACEHOLDER = re.compile(r"\{\w*\}|%\(\w+\)[sd]|%[sd](?!\w)")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
"""A mailbox is looked for where a word begins: a word of 100,000 letters would be read once from each of them."""

_MISSING = {
    "placeholder": Message("the placeholder {what} is missing", context="fidelity"),
    "tag": Message("the tag {what} is missing", context="fidelity"),
    "address": Message("the address {what} is missing", context="fidelity"),
    "code": Message("the code {what} is missing", context="fidelity"),
}
_INVENTED = {
    "placeholder": Message(
        "the placeholder {what} is not in the source, or not so often", context="fidelity"
    ),
    "tag": Message("the tag {what} is not in the source, or not so often", context="fidelity"),
    "address": Message("the address {what} is not in the source, or not so often", context="fidelity"),
    "code": Message("the code {what} is not in the source", context="fidelity"),
}
_UNNAMED = Message("{what} is not named", context="fidelity")
_NAMED_HERE_ALONE = Message("{what} is named, which the source does not name", context="fidelity")
_TERM = Message("“{what}” is called “{expected}” here", context="fidelity")
_TERM_HERE_ALONE = Message(
    "“{what}” stands for “{expected}”, which the source does not say", context="fidelity"
)


def text_alone(text: str) -> str:
    """Return the words of a rich text, tags apart."""
    return unescape(_TAG.sub(" ", text))


class Fidelity:
    """What translations of texts in one language must keep.

    `codes` are those of the plan, `organisations` is the index of their names, `terms` that of what has one name in
    each language: bodies, offices, programmes.
    """

    def __init__(
        self, codes: Sequence[str], organisations: NameIndex, source: str, terms: NameIndex | None = None
    ) -> None:
        self.source = source
        self.organisations = organisations
        self.terms = terms or NameIndex()
        self._codes = _any_of(codes)

    def problems(
        self, source: str, target: str, *, names: bool = True, language: str = ""
    ) -> Iterator[Fault]:
        """Yield why `target` cannot be a translation of `source`, a sentence each.

        With its `language` given, names that only the translation has are among them.
        """
        yield from self.broken(source, target)
        if names:
            yield from self.names_that_differ(source, target, language)

    def broken(self, source: str, target: str) -> Iterator[Fault]:
        """Yield the placeholders, tags, addresses and codes that are lost or made up: no translation changes them."""
        for what, pattern in (("placeholder", _PLACEHOLDER), ("tag", _TAG), ("address", _ADDRESS)):
            yield from _uneven(what, Counter(pattern.findall(source)), Counter(pattern.findall(target)))
        codes, kept = (set(self._codes.findall(text_alone(text))) for text in (source, target))
        for code in sorted(codes ^ kept):
            yield Fault((_MISSING if code in codes else _INVENTED)["code"], values={"what": code})

    def names_that_differ(self, source: str, target: str, language: str = "") -> Iterator[Fault]:
        """Yield the names of organisations that stand in one of the two and not in the other, by any of their names.

        A good translation may say “the Uruguayan capital”: these are questions, where `broken` are refusals.
        """
        words, translated = text_alone(source), text_alone(target)
        for name in _without(self.organisations, words, self.source, translated):
            yield Fault(_UNNAMED, values={"what": name})
        if language:
            for name in _without(self.organisations, translated, language, words):
                yield Fault(_NAMED_HERE_ALONE, values={"what": name})

    def terms_that_differ(self, source: str, target: str, language: str) -> Iterator[Fault]:
        """Yield the terms that one of the two uses and the other words otherwise, or not at all."""
        words, translated = text_alone(source), text_alone(target)
        for (text, spoken), (other, into), message in (
            ((words, self.source), (translated, language), _TERM),
            ((translated, language), (words, self.source), _TERM_HERE_ALONE),
        ):
            folded = fold(other)
            for term in self.terms.mentions(text, spoken):
                wordings = {key: self.wording(key, into) for key in sorted(term.keys)}
                if all(wordings.values()) and not any(self.terms.is_named(key, folded) for key in wordings):
                    expected = next(iter(wordings.values()))
                    yield Fault(message, values={"what": term.written, "expected": expected})

    def wording(self, key: str, language: str) -> str:
        """Return what a term is called in a language; empty where it has no name in it."""
        return next((name.text for name in self.terms.records[key].names if name.language == language), "")

    def name_in(self, key: str, language: str) -> str:
        """Return what an organisation is called in a language, the newest name first; empty where it has none in it."""
        return next(
            (name.text for name in self.organisations.records[key].names if name.language == language), ""
        )


def _without(index: NameIndex, text: str, language: str, other: str) -> list[str]:
    """Return the names in a text of which the other has no meaning by any of its names."""
    folded = fold(other)
    lost = {
        mention.written
        for mention in index.mentions(text, language)
        if not any(index.is_named(key, folded) for key in mention.keys)
    }
    return sorted(lost)


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern of any of `words` as whole words, the longest first; of none where there are none."""
    parts = [re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)) if word]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)" if parts else r"(?!)")


def _uneven(what: str, source: Counter[str], target: Counter[str]) -> Iterator[Fault]:
    for lost in sorted((source - target).keys()):
        yield Fault(_MISSING[what], values={"what": lost})
    for extra in sorted((target - source).keys()):
        yield Fault(_INVENTED[what], values={"what": extra})
