"""What stands on every page and is no part of the text: running heads, footers and page numbers."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapporteur.intake.reading.sources.lines import TERMINAL, Line, key

_FEWEST_PAGES = 3
_PAGES_SHARE = 0.15
"""Pages, and the share of all pages, on whose edges a line comes back that is a running head: one of a section of a
report with many may stand on a few pages only.
"""
_LONGEST = 120
"""Characters of a running head."""
_FEWEST_COUNTING = 3
"""Lines that must count up, or come back, to be page numbers, or what stands beside these."""
_LONGEST_NUMBER = 3
"""Digits of a page number; with four it is a year."""
_FEWEST_NUMBERS = 2
"""Lone numbers at edges that must differ from their pages by the same; with words beside them one more is asked for."""
_STEP = 4
"""Pages from one printed number to the next: pages with a picture, and those that begin a section, print none."""
_FEWEST_ALONE = 4
"""Lone numbers that must count up in a text without pages: a box may hold 3, 5 and 7 below one another."""
_DIGITS = 6
"""Digits of a number that counts up; no int is made of a line of digits without end."""

_CODE = re.compile(r"\b[A-Z]{1,2}\d{1,3}[A-Z]{1,2}\d")


def find_furniture(lines: Sequence[Line], keep: Iterable[str] = (), spared: Iterable[int] = ()) -> set[int]:
    """Return the numbers of lines that are running headers, footers and page numbers.

    Those are lines at the edge of a page that come back on other pages but for their digits, lone numbers
    there, and, where a text has no page breaks, lone numbers that count up and what repeats beside them.
    `keep` holds keys that are never furniture (headings and labels of the grammar), `spared` the numbers of
    lines that are none (titles that a date follows).
    """
    kept = set(keep)
    pages = {line.page for line in lines}
    enough = max(_FEWEST_PAGES, round(_PAGES_SHARE * len(pages)))
    by_form: dict[str, list[Line]] = {}
    for line in lines:
        if len(line.text) <= _LONGEST and not _CODE.search(line.text):
            by_form.setdefault(re.sub(r"\d+", "#", key(line.text)), []).append(line)
    result: set[int] = set()
    for form, group in by_form.items():
        if form in kept or not form:
            continue
        edges = [line for line in group if line.edge]
        if "#" in form:
            result.update(_page_numbers(edges))
            if form != "#" and len(group) >= _FEWEST_COUNTING and _counts_up(group):
                result.update(line.number for line in group)
        for same in {key(line.text) for line in edges}:
            alike = [line for line in edges if key(line.text) == same]
            if form != "#" and len({line.page for line in alike}) >= min(enough, max(2, len(pages))):
                result.update(line.number for line in alike)
    result |= _lone_numbers(lines)
    if result:
        result |= _repeated_beside(lines, by_form, result, kept)
    return result - set(spared) - _within_text(lines)


def _within_text(lines: Sequence[Line]) -> set[int]:
    """Return lines that go on with the sentence of the line above in their block: the last of a column."""
    return {
        line.number
        for above, line in itertools.pairwise(lines)
        if line.block == above.block
        and line.text.lstrip()[:1].islower()
        and above.text.rstrip()[-1:] not in TERMINAL
    }


def _page_numbers(edges: Sequence[Line]) -> set[int]:
    """Return those of lines at page edges whose number differs from their page by the same as others'."""
    found: dict[int, set[int]] = {}
    for line in edges:
        numbers = [int(digits) for digits in re.findall(r"\d+", line.text) if len(digits) <= _LONGEST_NUMBER]
        found[line.number] = {number - line.page for number in (*numbers[:1], *numbers[-1:])}
    common = Counter(offset for offsets in found.values() for offset in offsets)
    few = (
        _FEWEST_NUMBERS
        if all(line.text.strip(" -–|.").isdecimal() for line in edges)
        else _FEWEST_NUMBERS + 1
    )
    return {number for number, offsets in found.items() if any(common[offset] >= few for offset in offsets)}


def _counts_up(group: Sequence[Line]) -> bool:
    """Whether the last numbers of these lines rise slowly, as page numbers do, all else being equal."""
    texts = {re.sub(r"\d+(?=\D*$)", "#", line.text.strip()) for line in group}
    numbers = [int((re.findall(r"\d+", line.text) or ["0"])[-1][:_DIGITS]) for line in group]
    steps = [after - before for before, after in itertools.pairwise(numbers)]
    return len(texts) == 1 and all(1 <= step <= _STEP for step in steps)


def _lone_numbers(lines: Sequence[Line]) -> set[int]:
    """Return lines that are nothing but a number and together count up by small steps."""
    chain: list[tuple[int, int]] = []
    if any(line.edge for line in lines):
        return set()
    for index, line in enumerate(lines):
        text = line.text.strip(" -–|.")
        if not (text.isdecimal() and len(text) <= _LONGEST_NUMBER):
            continue
        alone = (index == 0 or lines[index - 1].block != line.block) and (
            index + 1 == len(lines) or lines[index + 1].block != line.block
        )
        counted = index + 1 < len(lines) and any(c.isdecimal() for c in lines[index + 1].text)
        if alone and not counted and (not chain or 1 <= int(text) - chain[-1][1] <= _STEP):
            chain.append((line.number, int(text)))
    return {number for number, _ in chain} if len(chain) >= _FEWEST_ALONE else set()


def _repeated_beside(
    lines: Sequence[Line], by_form: dict[str, list[Line]], found: set[int], kept: set[str]
) -> set[int]:
    """Return lines that repeat at least three times, mostly beside lines already `found`."""
    position = {line.number: index for index, line in enumerate(lines)}
    result: set[int] = set()
    for form, group in by_form.items():
        if form in kept or form == "#" or len(group) < _FEWEST_COUNTING:
            continue
        beside = [
            line
            for line in group
            if any(
                0 <= position[line.number] + step < len(lines)
                and lines[position[line.number] + step].number in found
                for step in (-1, 1)
            )
        ]
        if len(beside) >= _FEWEST_COUNTING and len(beside) * 3 >= len(group) * 2:
            result.update(line.number for line in beside)
    return result


def mark_edges(lines: Sequence[Line], depth: int = 2) -> list[Line]:
    """Return `lines` of a text with page breaks, the first and last `depth` of each page marked as edges."""
    if not lines or lines[0].page == lines[-1].page:
        return list(lines)
    by_page: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        by_page.setdefault(line.page, []).append(index)
    edges = {i for indexes in by_page.values() for i in (*indexes[:depth], *indexes[-depth:])}
    return [replace(line, edge=True) if i in edges else line for i, line in enumerate(lines)]
