"""Codes of any form, known by standing in the boxes of activities and before texts in the tables of the plan."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from rapporteur.intake.reading.grammar import Grammar
from rapporteur.intake.reading.sources.lines import BULLET, Doc

_LONGEST_LABEL = 60
"""Characters of a label of deliverables."""

_CODE = (
    r"(?:[A-Z]{0,5}\d{0,3}(?:[.\-/][A-Z]{0,3}\d{1,3}|[.\-/][A-Za-z](?![A-Za-z]))+(?:[a-z](?![A-Za-z]))?"
    r"|[A-Z]{1,3}\d{1,3}[a-z]?(?![A-Za-z0-9]))"
)
_ANY_CODE = re.compile(_CODE)
_LEADING = re.compile(rf"({_CODE})(?=[\s:–—\t|]|\.\s)[\s:.–—\t|-]*(\S.*)")
_ALONE = re.compile(rf"({_CODE})[.:]?")
_PARTING = re.compile(r"[.\-/]")
_FEWEST_PLAIN = 4
"""Codes of nothing but a letter and a number that stand both in boxes and before texts where they are codes."""
_FEWEST_BOXED = 2
"""Boxes, none under a label that is known, in which a form must stand before it is one of codes."""


def parts_of(code: str) -> list[str]:
    """Return the parts of a code: `2.1-b` and `G2.1b` have three, `A12` has two."""
    if not _PARTING.search(code):
        return [part for part in re.split(r"(?<=[A-Z])(?=\d)|(?<=\d)(?=[a-z]$)", code) if part]
    return re.split(r"[.\-/]|(?<=\d)(?=[a-z]$)", code)


def form_of(code: str) -> str:
    """Return the form of a code: `P1.A2.R3` → `X9.X9.X9`; how many digits a number has does not count."""
    return re.sub(r"[a-z]", "x", re.sub(r"[A-Z]+", "X", re.sub(r"\d+", "9", code)))


def known_codes(doc: Doc, grammar: Grammar) -> frozenset[str]:
    """Return the codes of the document, or nothing where no form is sure to be one of codes.

    A form is one of codes where its codes stand alone below labels of deliverables, or in boxes and, the same ones,
    before the texts of a table. Codes of measures are beginnings of these that stand before texts themselves.
    """
    labelled, boxed = _boxed(doc, grammar)
    leading = _before_texts(doc)
    plain = {code for code in (*labelled, *boxed) if _PARTING.search(code) is None}
    if len(plain & leading) < _FEWEST_PLAIN:  # a letter and a number alone are many things
        labelled = [code for code in labelled if code not in plain]
        boxed = Counter({code: times for code, times in boxed.items() if code not in plain})
        leading = {code for code in leading if _PARTING.search(code)}
    forms: Counter[str] = Counter()
    for code in labelled:
        forms[form_of(code)] += 2
    for code, times in boxed.items():
        if code in leading and times:
            forms[form_of(code)] += 1
    sure = {form_of(code) for code in labelled}
    ranked = [form for form in forms if form in sure or forms[form] >= _FEWEST_BOXED]
    if not ranked:
        return frozenset()
    form = max(ranked, key=lambda each: (forms[each], len(parts_of(each)), each))
    forms_taken = _with_letters(form, [*labelled, *boxed])
    deliverables = {code for code in (*labelled, *boxed, *leading) if form_of(code) in forms_taken}
    return frozenset(deliverables | _beginnings(deliverables, leading))


def _with_letters(form: str, codes: Iterable[str]) -> set[str]:
    """Return forms that differ from `form` by nothing but the kind of their last part, as `A.1` and `A.1bis` do."""
    return {
        form,
        *(each for each in map(form_of, codes) if each[:-1] == form[:-1] and len(each) == len(form)),
    }


def _boxed(doc: Doc, grammar: Grammar) -> tuple[list[str], Counter[str]]:
    """Return codes alone below or after a known label of deliverables, and how often codes stand so anywhere."""
    labelled: list[str] = []
    boxed: Counter[str] = Counter()
    for label, following in zip(doc.lines, [*doc.lines[1:], None], strict=True):
        head, colon, rest = label.text.partition(":")
        known = len(head) <= _LONGEST_LABEL and grammar.label(head, "results") is not None
        text = rest.strip() or (following.text if following and not colon else "")
        if known:
            labelled += _alone(text or (following.text if following else ""))
        boxed.update(_alone(label.text))
        if colon and rest.strip():
            boxed.update(_alone(rest))
    return labelled, boxed


def _alone(text: str) -> list[str]:
    """Return the codes that `text` is made of, or none where it holds anything else."""
    tokens = re.split(r"[\s,;]+", BULLET.sub("", text).strip(" ,;.\t"))
    return (
        tokens
        if tokens and all(_ANY_CODE.fullmatch(token) and _has_number(token) for token in tokens)
        else []
    )


def _has_number(token: str) -> bool:
    return any(c.isdecimal() for c in token)


def _before_texts(doc: Doc) -> set[str]:
    """Return codes that begin a line and are followed by words, on it or in the next cell or line."""
    found: set[str] = set()
    for line, following in zip(doc.lines, [*doc.lines[1:], None], strict=True):
        text = BULLET.sub("", line.text.strip())
        if match := _LEADING.match(text):
            if any(c.isalpha() for c in match[2]) and not _ANY_CODE.match(match[2]):
                found.add(match[1])
        elif (match := _ALONE.fullmatch(text)) and following is not None:
            if following.text.strip()[:1].isupper() and len(following.text.split()) > 1:
                found.add(match[1])
    return {code for code in found if _has_number(code)}


def _beginnings(deliverables: Iterable[str], leading: set[str]) -> set[str]:
    """Return the codes of measures: beginnings of at least two parts that stand before texts themselves."""
    beginnings: defaultdict[str, int] = defaultdict(int)
    for code in deliverables:
        for match in re.finditer(r"[.\-/]|(?<=\d)(?=[a-z]$)", code):
            beginnings[code[: match.start()]] += 1
    return {each for each in beginnings if each in leading and len(parts_of(each)) > 1}
