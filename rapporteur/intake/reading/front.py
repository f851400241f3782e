"""What comes first: the network on the cover, and the editorial with its signature."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapporteur.intake.reading.context import Context
from rapporteur.intake.reading.lines import Line, collapse, flat
from rapporteur.intake.reading.parsed import ParsedEditorial, Passage

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def read_association(cover: Sequence[Line], ctx: Context) -> tuple[str, Passage | None]:
    """Return the network's name: what the cover's title leaves over, or the line before the title."""
    pattern = re.compile(ctx.grammar.words("cover_titles"))
    for index, line in enumerate(cover):
        match = pattern.search(flat(collapse(line.text)))
        if match is None or len(line.text) > 120:
            continue
        text = collapse(line.text)
        name = (text[: match.start()] or text[match.end() :]).strip(" :–—-|,.")
        name = "" if _YEAR.search(name) or re.search(ctx.grammar.month, flat(name)) else name
        used = [line]
        before = cover[index - 1] if index else None
        if not name and before is not None and before.number not in ctx.doc.used:
            if len(before.text) <= 80 and not any(c.isdecimal() for c in before.text):
                name, used = collapse(before.text), [before, line]
        return name, ctx.passage(used, 0.85 if name else 0.9, "cover")
    return "", None


def is_person(text: str, ctx: Context) -> bool:
    """Tell whether `text` has the form of a person's name."""
    words = text.strip(" .,").split()
    if not 2 <= len(words) <= 7 or any(c.isdecimal() or c in ",;:()!?" for c in text.strip(" ,")):
        return False
    if any(flat(word) in ctx.grammar.function_words for word in words):
        return False
    particles = {"de", "da", "do", "dos", "del", "della", "di", "du", "des", "van", "von", "der", "den",
                 "la", "le", "el", "al", "bin", "ben", "y", "e", "i", "d", "ibn", "af", "ter", "ten", "zu"}  # fmt: skip
    capital = [word for word in words if word[0].isupper()]
    rest = [word for word in words if not word[0].isupper()]
    return (
        len(capital) >= 2
        and words[0][0].isupper()
        and all(flat(word.split("'")[0].split("’")[0]) in particles for word in rest)
    )


def read_editorial(lines: Sequence[Line], ctx: Context) -> ParsedEditorial | None:
    """Return the editorial: a title if there is one, its paragraphs, and the signature at the end."""
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and blocks[-1][0].block == line.block:
            blocks[-1].append(line)
        else:
            blocks.append([line])
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
        provenance["text"] = ctx.passage(body, 0.95, "editorial")
    if title:
        provenance["title"] = ctx.passage(title, 0.8, "editorial")
    signatory, function = _signed(signature, ctx)
    if signature:
        passage = ctx.passage(signature, 0.9, "editorial")
        provenance |= {"signatory": passage} | ({"function": passage} if function else {})
    return ParsedEditorial(
        title=ctx.join([line.text for line in title]) if title else "",
        text="\n\n".join(paragraphs),
        signatory=signatory,
        function=function,
        provenance=provenance,
    )


def _is_title(block: Sequence[Line], ctx: Context) -> bool:
    text = ctx.join([line.text for line in block])
    return len(text) <= 110 and text[-1] not in ".,;:" and text[0].isupper()


def _signature(blocks: Sequence[Sequence[Line]], ctx: Context) -> int:
    """Return the index of the block at which the signature begins (the number of blocks if none)."""
    for index in range(len(blocks) - 1, max(len(blocks) - 5, -1), -1):
        first = blocks[index][0].text.strip()
        name = re.split(r"\s*[,–—|]\s+|\s+-\s+", first)[0]
        if len(first) < 120 and is_person(name, ctx) and not first.endswith("."):
            rest = [line for block in blocks[index:] for line in block]
            if len(rest) <= 5 and all(len(line.text) < 130 for line in rest):
                return index
    return len(blocks)


def _signed(lines: Sequence[Line], ctx: Context) -> tuple[str, str]:
    if not lines:
        return "", ""
    first = lines[0].text.strip()
    parts = re.split(r"\s*[,–—|]\s+|\s+-\s+", first, maxsplit=1)
    rest = [line.text for line in lines[1:]]
    if len(parts) == 2:
        return collapse(parts[0]), ctx.join([parts[1], *rest])
    return collapse(first), ctx.join(rest) if rest else ""
