"""Labels of a region's offices that the grammar does not know, told by who stands below them in region after region."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.front import is_person
from rapporteur.intake.reading.sources.lines import Line, flat, key

_SHORTEST = 4
"""Characters of a label of a region."""
_WORDS_OF_PERSON = 2
"""Words of what has the form of a person's name and may be a label yet in more (`Secretaria General Regional`)."""
_WORDS_OF_CITY = 3
_SHORT_WORD = 3
"""Words of a city's name, and letters of those in it that may be small; what is longer after a comma is an office."""

_FEWEST = 2
"""Regions under which a label must stand, and half of all; a city or an office stands under one or two."""
_LONGEST = 45
"""Characters of a label; the longest of a region's that was seen, “Point focal du Secrétariat général”, has 35."""
_KNOWN = (
    "secretary",
    "focal_point",
    "focal_secretariat",
    "board",
    "honorary",
    "members",
    "results",
    "prospects",
)


def learn_region_labels(lines: Sequence[Line], ctx: ReadingContext) -> Mapping[str, str]:
    """Return key of a label → `secretary`, `focal_secretariat` or `board`.

    Below the label of a secretary stand a person and a city, below that of a focal point a person alone, below that of
    the board people with their functions.
    """
    regions = [
        index
        for index, line in enumerate(lines)
        if len(line.text) <= _LONGEST and ctx.grammar.regions.score(ctx.region_name(line.text)) == 1
    ]
    found: dict[str, Counter[str]] = {}
    under: dict[str, set[int]] = {}
    for index, line in enumerate(lines):
        head, rest = _parted(line)
        if not regions or index < regions[0]:
            continue
        following = rest or (lines[index + 1].text if index + 1 < len(lines) else "")
        kind = _kind(following, ctx)
        if kind and _may_be(head, ctx):
            found.setdefault(key(head), Counter())[kind] += 1
            under.setdefault(key(head), set()).add(bisect.bisect(regions, index))
    return {
        head: kind
        for head, counts in found.items()
        for kind, count in counts.most_common(1)
        if len(under[head]) >= max(_FEWEST, len(regions) / 2) and count * 2 > sum(counts.values())
    }


def _parted(line: Line) -> tuple[str, str]:
    """Return what may be a label and what follows it on its line."""
    head, colon, rest = line.text.strip().partition(":")
    return (head.strip(), rest.strip()) if colon else (head.strip(), "")


def _may_be(head: str, ctx: ReadingContext) -> bool:
    """Tell whether `head` has the form of a label that the grammar does not know, and is no person or region."""
    if not (_SHORTEST <= len(head) <= _LONGEST and head[0].isupper()) or re.search(r"[\d,;.!?()@]", head):
        return False
    if ctx.grammar.label(head, *_KNOWN) or ctx.grammar.roles.has(head) or ctx.heading_scores(head):
        return False
    return not is_person(head, ctx) or len(head.split()) > _WORDS_OF_PERSON


def _kind(text: str, ctx: ReadingContext) -> str:
    """Return whose label stands above a line that reads so, or nothing where no person does."""
    parts = re.split(r"\s*,\s*|\s*\(|\s+[–—-]\s+", text.strip(" )"), maxsplit=1)
    if not is_person(parts[0], ctx):
        return ""
    if len(parts) == 1:
        return "focal_secretariat"
    office = parts[1].strip()
    plain = office.split()
    told = any(flat(word).strip(".,") in ctx.grammar.function_words for word in plain)
    if (
        not told
        and len(plain) <= _WORDS_OF_CITY
        and all(word[0].isupper() for word in plain if len(word) > _SHORT_WORD)
    ):
        return "secretary"
    return "board"
