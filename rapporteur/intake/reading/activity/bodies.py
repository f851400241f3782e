"""The text of an activity, put together again from fragments that boxes and columns tore apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapporteur.intake.reading.grammar import Grammar
from rapporteur.intake.reading.lists import is_open
from rapporteur.intake.reading.sources.lines import BULLET, NUMBERED, Doc, Line, flat

_SMALLER = 0.87
"""How small the type of a footnote or caption is against that of the text: 8 points under 9.5 or more."""
_LONGEST_CAPTION = 300
"""Characters of a caption; a longer text that begins with `Photo:` tells of one."""
_LONG = 80
"""Characters of a fragment that looks torn: a column's worth of text, not a line beside a picture."""
_COMMA = 2
"""What a comma at the end of a fragment weighs beside its length, its sentences and a plain last word."""
_SHORTEST_HEAD = 30
"""Characters of a fragment that another may go on from; less is a name or a caption beside the text."""

_MOST_TORN = 300
"""Fragments of one activity beyond which nobody looks for their order, which takes the square of their number: 6,000
lines that begin within a sentence took 26 s.
"""
_CLOSING = " »”\")'’]"


@dataclass(frozen=True, slots=True)
class Fragment:
    """Text that stands together; fragments of one `segment` have no box between them."""

    text: str
    segment: int
    lines: tuple[Line, ...]
    item: bool = False

    @property
    def unfinished(self) -> bool:
        """Whether it stops without the end of a sentence."""
        text = self.text.rstrip(_CLOSING)
        return bool(text) and text[-1] not in ".!?…:"

    @property
    def leads(self) -> bool:
        """Whether it stops at a colon, which a sentence may go on from."""
        return self.text.rstrip(_CLOSING).endswith(":")

    @property
    def continues(self) -> bool:
        """Whether it begins in the middle of a sentence."""
        return not self.item and (self.text[0].islower() or self.text[0] in ",;)]»”")


def fragments(lines: Sequence[tuple[Line, int]], doc: Doc, grammar: Grammar) -> list[Fragment]:
    """Return the fragments of lines (each with its segment); list items are fragments of their own."""
    result: list[Fragment] = []
    group: list[Line] = []
    segment = -1

    def close() -> None:
        if not group:
            return
        item = bool(BULLET.match(group[0].text) or NUMBERED.match(group[0].text))
        text = doc.join_all((line.text for line in group), grammar.prefixes)
        if BULLET.match(text):
            text = "- " + BULLET.sub("", text)
        result.append(Fragment(text, segment, tuple(group), item))
        group.clear()

    for line, place in lines:
        starts = BULLET.match(line.text) or NUMBERED.match(line.text)
        if group and (place != segment or line.block != group[-1].block or starts):
            close()
        segment = place
        group.append(line)
    close()
    return [fragment for fragment in result if fragment.text]


def part_notes(
    parts: Sequence[Fragment], grammar: Grammar, title: str = ""
) -> tuple[list[Fragment], list[Fragment]]:
    """Part captions and footnotes from the text they stand beside.

    A caption begins with a word for one and a colon, or with a copyright sign; a footnote with an asterisk that the
    text or the title has too, or it is in type clearly smaller than the text's.
    """
    caption = re.compile(rf"\W*(?:{grammar.words('caption_words')}\b[^:.]{{0,30}}:|©|\(c\))")
    sizes: Counter[float] = Counter()
    for part in parts:
        for line in part.lines:
            sizes[line.size] += len(line.text)
    usual = max(sorted(sizes), key=sizes.__getitem__) if sizes else 0.0
    starred = [part for part in parts if re.match(r"\s*[*†‡]", part.lines[0].text)]
    body: list[Fragment] = []
    notes: list[Fragment] = []
    for part in parts:
        small = (
            bool(usual) and len(parts) > 1 and all(0 < line.size < _SMALLER * usual for line in part.lines)
        )
        footnote = len(starred) == 1 and part is starred[0] and (small or _is_referred_to(part, parts, title))
        told = caption.match(flat(part.text)) is not None and len(part.text) < _LONGEST_CAPTION
        (notes if told or footnote or (small and not part.continues) else body).append(part)
    return (body, notes) if body else (list(parts), [])


def _is_referred_to(note: Fragment, parts: Sequence[Fragment], title: str) -> bool:
    """Whether the title or another part has the sign that a footnote begins with."""
    sign = note.lines[0].text.lstrip()[0]
    return sign in title or any(
        sign in line.text for part in parts if part is not note for line in part.lines
    )


def _torn(part: Fragment) -> int:
    """Return how much an unfinished fragment looks torn: long, of several sentences, ending in a plain word."""
    last = part.text.split()[-1]
    return (
        (len(part.text) > _LONG)
        + (". " in part.text)
        + last.isalpha()
        + (_COMMA if last.endswith(",") else 0)
    )


def in_order(parts: Sequence[Fragment]) -> tuple[list[Fragment], bool]:
    """Return fragments in logical order, and whether any was moved.

    A fragment that begins within a sentence, after one that is finished, has lost its beginning: the run of
    fragments that ends unfinished with nothing to finish it is put before it.
    """
    order = list(parts)
    moved = False
    if len(order) > _MOST_TORN:
        return order, moved
    for _ in range(len(order)):
        orphan = _orphan(order)
        heads = _heads_for(order, orphan) if orphan is not None else []
        if orphan is None or not heads:
            break
        head = min(heads, key=lambda j: (-_torn(order[j]), abs(j - orphan), j < orphan))
        first = _first_of_run(order, head, orphan)
        run = order[first : head + 1]
        rest = order[:first] + order[head + 1 :]
        place = rest.index(order[orphan])
        order = rest[:place] + run + rest[place:]
        moved = True
    return order, moved


def _orphan(order: Sequence[Fragment]) -> int | None:
    """Return the first fragment that begins within a sentence and has none before it that is unfinished."""
    for index, part in enumerate(order):
        before = order[index - 1] if index else None
        if part.continues and not (before is not None and (before.unfinished or before.leads)):
            return index
    return None


def _heads_for(order: Sequence[Fragment], orphan: int) -> list[int]:
    """Return the fragments that stop within a sentence with nothing after them that goes on."""
    return [
        index
        for index, part in enumerate(order)
        if index != orphan
        and part.unfinished
        and not part.item
        and len(part.text) > _SHORTEST_HEAD
        and (index + 1 == len(order) or not order[index + 1].continues)
    ]


def _first_of_run(order: Sequence[Fragment], head: int, orphan: int) -> int:
    """Return where the run begins that ends at `head`: no box stands in it, and the orphan is no part of it."""
    first = head
    while (
        first > 0
        and order[first - 1].segment == order[head].segment
        and first - 1 != orphan
        and not order[first].continues
    ):
        first -= 1
    if first <= orphan <= head:
        return orphan + 1 if head > orphan else head
    return first


def compose(parts: Sequence[Fragment], doc: Doc, grammar: Grammar) -> str:
    """Return the text: paragraphs parted by a blank line, the items of a list by a line end."""
    result: list[tuple[str, bool]] = []
    previous: Fragment | None = None
    for part in parts:
        joins = (
            previous is not None
            and not part.item
            and (previous.unfinished or (previous.leads and part.continues))
            and (part.continues or is_open(previous.text, grammar) or part.text[0] == "(")
        )
        if joins and result:
            text, item = result[-1]
            result[-1] = (doc.join(text, part.text, grammar.prefixes), item)
        else:
            result.append((part.text, part.item))
        previous = part
    text = ""
    for index, (paragraph, item) in enumerate(result):
        if index:
            text += "\n" if item and result[index - 1][1] else "\n\n"
        text += paragraph
    return text
