"""The grammar of a report in one language: what it calls its parts, as data beside the code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz.distance import Levenshtein

from rapporteur.intake.reading.sources.lines import flat, key

_LONGEST_LINE_HEADING = 300
"""Characters of the heading of a line of the plan, whose title is a sentence at times."""
_LONGEST_HEADING = 120
_MOST_WORDS = 9
"""Characters of a heading with a number before it or a period after it, and words of one that a word tells."""

LANGUAGES = ("en", "es", "fr")
_FOLDER = Path(__file__).parent / "grammar"
_NUMBERING = re.compile(r"^(?:(?:\d{1,2}|[IVX]{1,4}|[A-H])\s?[.)–—-]\s*|\d{1,2}(?:\.\d{1,2})*\.?\s+)(?=\D)")
_NUMERALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


_LETTERS_A_SLIP = 9
"""Letters and digits of a wording for each that may be a slip: in less, a slip makes
one word of another.
"""
_MOST_SLIPS = 2
_WITH_A_SLIP = 0.9
"""How surely a line with a slip is the wording; where a heading would end the activities, certainty is asked for."""
_LONGEST_KEY = 70
"""Letters and digits of a heading or label; what is longer is a sentence that begins with one."""
_MOST_KEPT = 20_000
"""Texts whose scores are kept, since a line is asked for what it heads or labels again and again: a report has some
2,000 lines, and a server that reads one after the other must not grow.
"""


def _words(words: Iterable[str]) -> str:
    """Return a pattern for any of `words` in flat text, longest first."""
    flats = sorted({flat(word) for word in words}, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace("\\ ", r"\s+") for word in flats) + ")"


def _slips(wanted: str) -> int:
    """Return how many letters of a wording may be slips: one in nine or more, two in eighteen."""
    return min(len(wanted) // _LETTERS_A_SLIP, _MOST_SLIPS)


class Names:
    """Keys of a set of wordings that a line may be, with `~` for any words; articles before one do not count."""

    def __init__(self, wordings: Iterable[str], articles: Sequence[str] = ()) -> None:
        texts = list(wordings)
        self._articles = tuple(key(article) for article in articles)
        self._article = (
            re.compile(rf"(?:{_words(articles)}(?<=')|{_words(articles)}\s+)") if articles else None
        )
        self.exact = {key(text) for text in texts if "~" not in text}
        self._near: dict[int, list[tuple[str, int]]] = {}
        """Length of a text → the wordings that it may be with slips, each with how many; most lengths have none."""
        for wanted in sorted(self.exact):
            slips = _slips(wanted)
            for size in range(len(wanted) - slips, len(wanted) + slips + 1) if slips else ():
                self._near.setdefault(size, []).append((wanted, slips))
        self._open = [
            re.compile("^" + "(?:.{1,40})".join(re.escape(key(p)) for p in text.split("~")) + "$")
            for text in texts
            if "~" in text
        ]

    def _bare(self, text: str) -> str:
        """Return `text` without an article before it."""
        match = self._article.match(flat(text)) if self._article else None
        return text[match.end() :] if match else text

    def score(self, text: str) -> float:
        """Return how surely `text` is one of these: 1 exactly, 0.9 with a slip, 0 not at all."""
        form = key(text)
        if not form or len(form) > _LONGEST_KEY:
            return 0.0
        if form in self.exact or any(pattern.match(form) for pattern in self._open):
            return 1.0
        if form.startswith(self._articles) and key(self._bare(text)) in self.exact:
            return 1.0
        for wanted, slips in self._near.get(len(form), ()):
            if Levenshtein.distance(form, wanted, score_cutoff=slips) <= slips:
                return _WITH_A_SLIP
        return 0.0

    def has(self, text: str) -> bool:
        """Tell whether `text` is one of these."""
        return self.score(text) > 0


class Grammar:
    """One language's wordings, read from its YAML file."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.language: str = data["language"]
        self.months: list[list[str]] = data["months"]
        articles: list[str] = data["articles"]
        self.headings = {kind: Names(texts, articles) for kind, texts in data["headings"].items()}
        self.labels = {kind: Names(texts, articles) for kind, texts in data["labels"].items()}
        self.form_labels = {kind: Names(texts, articles) for kind, texts in data["form_labels"].items()}
        self.regions = Names(data["regions"], articles)
        self.roles = Names(data["roles"], articles)
        self.vacant: list[str] = data["vacant"]
        self.connectors = {flat(word) for word in data["connectors"]}
        self.prefixes: list[str] = data["hyphen_prefixes"]
        self.function_words = {flat(word) for word in data["function_words"]}
        self.online: list[str] = data["online"]
        self.and_words: list[str] = data["and_words"]
        self.data = data
        self._scores: dict[str, list[tuple[str, float]]] = {}
        self._labelled: dict[str, dict[str, float]] = {}
        self._patterns: dict[str, str] = {}

    @cached_property
    def month_numbers(self) -> dict[str, int]:
        """Flat month name → 1 to 12."""
        return {flat(name): n for n, names in enumerate(self.months, 1) for name in names}

    @cached_property
    def month(self) -> str:
        """A pattern for a month's name, with the dot of an abbreviation."""
        return _words(self.month_numbers) + r"\b\.?"

    def words(self, name: str) -> str:
        """Return a pattern for any of the words listed under `name`."""
        if name not in self._patterns:
            self._patterns[name] = _words(self.data[name])
        return self._patterns[name]

    @cached_property
    def _line_pattern(self) -> re.Pattern[str]:
        words = self.words("line_words")
        number = r"(?P<number>\d{1,2}|[ivx]{1,5})"
        return re.compile(
            rf"^(?:{words}\s*(?:n[o°º.]*\s*)?(?P<letter>[a-z])?{number}"
            rf"(?:\s*\(\s*(?P<code>[a-z]{{1,2}}\s?\d{{1,2}})\s*\))?)\s*(?:[:.–—-]\s*(?P<title>.+))?$"
        )

    def line_heading(self, text: str) -> tuple[int, str, int] | None:
        """Return number, letter (or empty) and start of the title (or -1) of a heading of a line."""
        if len(text) > _LONGEST_LINE_HEADING:
            return None
        match = self._line_pattern.match(flat(text.strip()))
        if match is None:
            return None
        number = match["number"]
        if not number.isdecimal() and number not in _NUMERALS:
            return None
        value = int(number) if number.isdecimal() else _NUMERALS[number]
        code = match["code"] or ""
        letter = (code[:1] or match["letter"] or "").upper()
        if code and code[1:].strip().isdecimal():
            value = int(code[1:])
        lead = len(text) - len(text.lstrip())
        return value, letter, match.start("title") + lead if match["title"] else -1

    def heading(self, text: str) -> tuple[str, float] | None:
        """Return the kind of section that `text` heads and how surely, or nothing."""
        found = self.heading_scores(text)
        return max(found, key=lambda each: (each[1], each[0])) if found else None

    def heading_scores(self, text: str) -> list[tuple[str, float]]:
        """Return every kind of section that `text` may head, and how surely.

        A number before it, the period after it and a word that it goes on are no part of a heading.
        """
        if text not in self._scores:
            if len(self._scores) > _MOST_KEPT:
                self._scores.clear()
            self._scores[text] = self._score_heading(text)
        return self._scores[text]

    def _score_heading(self, text: str) -> list[tuple[str, float]]:
        plain = [(kind, score) for kind, names in self.headings.items() if (score := names.score(text))]
        if any(score == 1 for _, score in plain) or len(text) > _LONGEST_HEADING:
            return plain
        bare = self.bare_heading(text)
        if bare == text.strip():
            return plain
        return [(k, s) for k, names in self.headings.items() if (s := names.score(bare))] or plain

    def heading_kinds(self, text: str) -> list[str]:
        """Return the kinds of section that a word in `text` speaks of; what follows must bear it out."""
        low = flat(text)
        if len(low.split()) > _MOST_WORDS:
            return []
        return [kind for kind, pattern in self._heading_words.items() if pattern.search(low)]

    @cached_property
    def _heading_words(self) -> dict[str, re.Pattern[str]]:
        words: dict[str, list[str]] = self.data["heading_words"]
        return {kind: re.compile(rf"(?<!\w){_words(each)}(?!\w)") for kind, each in words.items()}

    def bare_heading(self, text: str) -> str:
        """Return `text` without a number before it and without a period or a word for `continued` after it."""
        text = _NUMBERING.sub("", text.strip())
        while (match := self._heading_tail.search(flat(text))) and match.start():
            text = text[: match.start()]
        return text

    @cached_property
    def _heading_tail(self) -> re.Pattern[str]:
        """What may stand after a heading: a piece of a period (month, year, quarter), or `continued`."""
        data = self.data
        words = _words(
            [*self.month_numbers, *data["quarter_words"], *data["half_words"], *data["range_words"],
             *data["ordinal_words"], *data["date_of"], *data["date_prefixes"], *data["continued"]]
        )  # fmt: skip
        piece = rf"(?:{words}\.?|(?:19|20)\d\d|[qthsre]?[1-4](?:er|re|e|eme|nd|rd|st|th|o|º)?)"
        return re.compile(rf"[\s,:;|()/\[\]–-]+{piece}[\s)\].]*$")

    def label(self, text: str, *kinds: str) -> str | None:
        """Return which of `kinds` of labels `text` is (with or without a colon), or nothing."""
        scores = self._label_scores(text)
        if not scores:
            return None
        return max((kind for kind in kinds if kind in scores), key=lambda kind: scores[kind], default=None)

    def _label_scores(self, text: str) -> dict[str, float]:
        """Return each kind of label that `text` may be → how surely; nothing for nearly every line of a report."""
        scores = self._labelled.get(text)
        if scores is None:
            if len(self._labelled) > _MOST_KEPT:
                self._labelled.clear()
            scores = {kind: score for kind, names in self.labels.items() if (score := names.score(text))}
            self._labelled[text] = scores
        return scores

    def form_label(self, text: str, *kinds: str) -> str | None:
        """Return which of `kinds` (else of all) `text` may be as a label or head of a column, or nothing."""
        scores = {
            kind: score for kind in kinds or self.form_labels if (score := self.form_labels[kind].score(text))
        }
        return max(scores, key=lambda kind: scores[kind], default=None)

    @cached_property
    def _nothing(self) -> Names:
        return Names(self.data["nothing"])

    def says_nothing(self, text: str) -> bool:
        """Tell whether `text` only says that there is nothing to list."""
        return self._nothing.score(text) == 1

    @cached_property
    def keys(self) -> set[str]:
        """Every exact heading and label, as keys: what is never taken for page furniture."""
        names = [*self.headings.values(), *self.labels.values(), self.roles, self.regions]
        return {text for each in names for text in each.exact}


@lru_cache
def load(language: str) -> Grammar:
    """Return the grammar of `language`; raise KeyError where there is none."""
    if language not in LANGUAGES:
        raise KeyError(language)
    with (_FOLDER / f"{language}.yaml").open(encoding="utf-8") as stream:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        return Grammar(yaml.load(stream, Loader=loader))  # noqa: S506 - a safe loader, in C
