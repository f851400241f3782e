"""Labels that the grammar does not know, told by what stands below them again and again in one report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from rapporteur.intake.reading.grammar import Grammar
from rapporteur.intake.reading.lines import Doc, Line, key
from rapporteur.intake.reading.lists import Codes, looks_like_names

_FEWEST = {"results": 2, "members": 3}
_SHARE = 0.7
_KNOWN = (
    "results",
    "members",
    "prospects",
    "honorary",
    "focal_point",
    "secretary",
    "board",
    "measures",
    "deliverables",
)


def learn_labels(doc: Doc, codes: Codes, grammar: Grammar) -> Mapping[str, str]:
    """Return key of a label → `results` or `members`.

    A label of codes stands above codes, or before them with a colon; one of members stands so above names, near codes.
    """
    lines = doc.lines
    times = Counter(head for line in lines if (head := key(_parted(line)[0])))
    coded = [index for index, line in enumerate(lines) if codes.find(line.text)]
    near = {place for index in coded for place in range(index - 6, index + 5)}
    found: dict[str, Counter[str]] = {"results": Counter(), "members": Counter()}
    for index, line in enumerate(lines):
        head, rest = _parted(line)
        if not _may_be(head, grammar):
            continue
        following = rest or (lines[index + 1].text if index + 1 < len(lines) else "")
        if codes.is_list(following):
            found["results"][key(head)] += 1
        elif (
            index in near
            and (rest or len(head.split()) > 1)
            and looks_like_names(following, grammar, strict=True)
        ):
            found["members"][key(head)] += 1
    return {
        head: kind
        for kind, counts in found.items()
        for head, count in counts.items()
        if count >= _FEWEST[kind] and count >= _SHARE * times[head]
    }


def _parted(line: Line) -> tuple[str, str]:
    """Return what may be a label and what follows it on its line."""
    head, colon, rest = line.text.strip().partition(":")
    return (head.strip(), rest.strip()) if colon and len(head) <= 40 else (line.text.strip(" :"), "")


def _may_be(head: str, grammar: Grammar) -> bool:
    """Tell whether `head` has the form of a label, and is none that is known."""
    if not (4 <= len(head) <= 40 and head[0].isupper() and len(head.split()) <= 5) or re.search(
        r"[\d,;.!?()]", head
    ):
        return False
    return grammar.label(head, *_KNOWN) is None and not grammar.heading_scores(head)
