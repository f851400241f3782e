"""Labels that the grammar does not know, told by what stands below them again and again in one report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from rapporteur.intake.reading.grammar import Grammar
from rapporteur.intake.reading.lists import looks_like_names
from rapporteur.intake.reading.plan.codes import Codes
from rapporteur.intake.reading.sources.lines import Doc, Line, flat, key

_SHORTEST = 4
_LONGEST = 40
_MOST_WORDS = 5
"""Characters of a label of a box, and its words."""
_LONGEST_HEADING = 60
_WORDS_OF_HEADING = 8
"""Characters and words of a heading or label that has this report's word for members in it."""
_LINES_BEFORE_CODES = 6
_LINES_AFTER_CODES = 4
"""Lines around codes in which the label of the members of the same box stands."""

_FEWEST = {"results": 2, "members": 3}
_SHARE = 0.7
_FEWEST_HEADS = 2
"""Headings or labels that hold a word for members: one is the list of members, another a box."""
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
    near = {
        place
        for index in coded
        for place in range(index - _LINES_BEFORE_CODES, index + _LINES_AFTER_CODES + 1)
    }
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


def learn_members_word(doc: Doc, grammar: Grammar) -> frozenset[str]:
    """Return what this report calls members: it says how many it has (`our 41 ports`) and has the word in heads."""
    counted = re.compile(rf"(?<!\w){grammar.words('our_words')}\s+\d{{1,4}}\s+([^\W\d_]{{4,}})")
    found = {word for line in doc.lines for word in counted.findall(flat(line.text))}
    short = [
        flat(line.text).split()
        for line in doc.lines
        if len(line.text) <= _LONGEST_HEADING and line.text[:1].isupper()
    ]
    heads = Counter(
        word.strip(" .,:()") for words in short if len(words) <= _WORDS_OF_HEADING for word in set(words)
    )
    return frozenset(
        word for word in found if heads[word] >= _FEWEST_HEADS and word != grammar.data["members_word"]
    )


def _parted(line: Line) -> tuple[str, str]:
    """Return what may be a label and what follows it on its line."""
    head, colon, rest = line.text.strip().partition(":")
    return (head.strip(), rest.strip()) if colon and len(head) <= _LONGEST else (line.text.strip(" :"), "")


def _may_be(head: str, grammar: Grammar) -> bool:
    """Tell whether `head` has the form of a label, and is none that is known."""
    if not (
        _SHORTEST <= len(head) <= _LONGEST and head[0].isupper() and len(head.split()) <= _MOST_WORDS
    ) or re.search(r"[\d,;.!?()]", head):
        return False
    return grammar.label(head, *_KNOWN) is None and not grammar.heading_scores(head)
