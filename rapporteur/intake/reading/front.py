"""What comes first: the network on the cover, and the editorial with its signature."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.parsed import ParsedEditorial, Passage
from rapporteur.intake.reading.sources.lines import Line, blocks_of, collapse, flat

_LONGEST_TITLE = 120
"""Characters of the title on a cover with the network's name before or after it."""
_LONGEST_NETWORK = 80
"""Characters of a network's name on the line above the title."""
_FEWEST_WORDS = 2
_MOST_WORDS = 7
"""Words of a person's name: a given name and a family name, up to two of each with the particles between."""
_LONGEST_EDITORIAL_TITLE = 110
_BLOCKS_FROM_END = 4
"""Blocks before the end of an editorial in which its signature begins: a name, an office, a city, a date."""
_LINES_OF_SIGNATURE = 5
_LONGEST_SIGNED = 120
_LONGEST_OFFICE = 130
"""Lines of a signature, and characters of its first and of the others; what is longer is the last paragraph."""
_NAMED = 0.85
_TITLE_ALONE = 0.9
"""How sure a cover is with a name beside its title, which may be a slogan, and one whose title stands alone."""
_TEXT = 0.95
_SIGNED = 0.9
_TITLE_BY_PLACE = 0.8
"""How sure the text of an editorial is, its signature, and a title that is one because it stands first and is short."""

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_PARTICLES = frozenset(
    (
        "de", "da", "do", "dos", "del", "della", "di", "du", "des", "van", "von", "der", "den", "la", "le", "el", "al",
        "bin", "ben", "y", "e", "i", "d", "ibn", "af", "ter", "ten", "zu",
    )
)  # fmt: skip
"""Words in small letters within the names of people."""


def read_association(cover: Sequence[Line], ctx: ReadingContext) -> tuple[str, Passage | None]:
    """Return the network's name: what the cover's title leaves over, or the line before the title."""
    pattern = re.compile(ctx.grammar.words("cover_titles"))
    for index, line in enumerate(cover):
        match = pattern.search(flat(collapse(line.text)))
        if match is None or len(line.text) > _LONGEST_TITLE:
            continue
        text = collapse(line.text)
        name = (text[: match.start()] or text[match.end() :]).strip(" :–—-|,.")
        name = "" if _YEAR.search(name) or re.search(ctx.grammar.month, flat(name)) else name
        used = [line]
        before = cover[index - 1] if index else None
        if not name and before is not None and before.number not in ctx.doc.used:
            if len(before.text) <= _LONGEST_NETWORK and not any(c.isdecimal() for c in before.text):
                name, used = collapse(before.text), [before, line]
        return name, ctx.passage(used, _NAMED if name else _TITLE_ALONE, "cover")
    return "", None


def is_person(text: str, ctx: ReadingContext) -> bool:
    """Tell whether `text` has the form of a person's name."""
    words = text.strip(" .,").split()
    if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS or any(
        c.isdecimal() or c in ",;:()!?" for c in text.strip(" ,")
    ):
        return False
    if any(flat(word) in ctx.grammar.function_words for word in words):
        return False
    capital = [word for word in words if word[0].isupper()]
    rest = [word for word in words if not word[0].isupper()]
    return (
        len(capital) >= _FEWEST_WORDS
        and words[0][0].isupper()
        and all(flat(word.split("'")[0].split("’")[0]) in _PARTICLES for word in rest)
    )


def read_editorial(lines: Sequence[Line], ctx: ReadingContext) -> ParsedEditorial | None:
    """Return the editorial: a title if there is one, its paragraphs, and the signature at the end."""
    blocks = blocks_of(lines)
    if not blocks:
        return None
    signed = _signature(blocks, ctx)
    signature = [line for block in blocks[signed:] for line in block]
    blocks = blocks[:signed]
    title: list[Line] = []
    if len(blocks) > 1 and _is_title(blocks[0], ctx):
        title, blocks = blocks[0], blocks[1:]
    provenance = {}
    paragraphs: list[str] = []
    for block in blocks:
        text = ctx.join([line.text for line in block])
        if paragraphs and paragraphs[-1][-1] not in '.!?…:»”")' and text[0].islower():
            paragraphs[-1] = ctx.doc.join(paragraphs[-1], text, ctx.grammar.prefixes)
        else:
            paragraphs.append(text)
    if blocks:
        body = [line for block in blocks for line in block]
        provenance["text"] = ctx.passage(body, _TEXT, "editorial")
    if title:
        provenance["title"] = ctx.passage(title, _TITLE_BY_PLACE, "editorial")
    signatory, function = _signed(signature, ctx)
    if signature:
        passage = ctx.passage(signature, _SIGNED, "editorial")
        provenance |= {"signatory": passage} | ({"function": passage} if function else {})
    return ParsedEditorial(
        title=ctx.join([line.text for line in title]) if title else "",
        text="\n\n".join(paragraphs),
        signatory=signatory,
        function=function,
        provenance=provenance,
    )


def _is_title(block: Sequence[Line], ctx: ReadingContext) -> bool:
    text = ctx.join([line.text for line in block])
    return len(text) <= _LONGEST_EDITORIAL_TITLE and text[-1] not in ".,;:" and text[0].isupper()


def _signature(blocks: Sequence[Sequence[Line]], ctx: ReadingContext) -> int:
    """Return the index of the block at which the signature begins (the number of blocks if none)."""
    for index in range(len(blocks) - 1, max(len(blocks) - _BLOCKS_FROM_END - 1, -1), -1):
        first = blocks[index][0].text.strip()
        name = re.split(r"\s*[,–—|]\s+|\s+-\s+", first)[0]
        if len(first) < _LONGEST_SIGNED and is_person(name, ctx) and not first.endswith("."):
            rest = [line for block in blocks[index:] for line in block]
            if len(rest) <= _LINES_OF_SIGNATURE and all(len(line.text) < _LONGEST_OFFICE for line in rest):
                return index
    return len(blocks)


def _signed(lines: Sequence[Line], ctx: ReadingContext) -> tuple[str, str]:
    if not lines:
        return "", ""
    first = lines[0].text.strip()
    parts = re.split(r"\s*[,–—|]\s+|\s+-\s+", first, maxsplit=1)
    rest = [line.text for line in lines[1:]]
    if len(parts) == 2:
        return collapse(parts[0]), ctx.join([parts[1], *rest])
    return collapse(first), ctx.join(rest) if rest else ""
