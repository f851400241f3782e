"""How to reach the association: address, telephone, e-mail, website and hashtag, by their forms."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.parsed import ParsedContact, Passage
from rapporteur.intake.reading.sources.lines import Line, collapse, flat

_MOST_OF_ADDRESS = 6
"""Lines of an address; more are something else that stands below the staff."""
_BY_FORM = 0.97
_WEBSITE_SURE = 0.95
_NAMED = 0.9
_REST = 0.85
"""How sure an e-mail, a hashtag and a telephone are, a website, the name above them, and an address: what is left."""

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_PHONE = re.compile(r"(?:\(\+?|\+\(?)?\d[\d\s().\-/]{6,40}\d")
HASHTAG = re.compile(r"(?<!\w)#\w+")
_WEBSITE = re.compile(
    r"(?:https?://)?(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/\S*)?", re.IGNORECASE
)


def imprint_at(lines: Sequence[Line], ctx: ReadingContext) -> int:
    """Return the index at which a report of ours says of itself what it is; it tells of nobody."""
    called = re.compile(rf"^{ctx.grammar.words('imprint_words')}$")
    for index, line in enumerate(lines):
        if called.match(flat(line.text)) and any("SHA-256" in one.text for one in lines[index:]):
            return index
    return len(lines)


def split_contact(lines: Sequence[Line], ctx: ReadingContext) -> int:
    """Return the index at which a contact without heading begins below the staff."""
    for index, line in enumerate(lines):
        if EMAIL.search(line.text) or _PHONE.search(line.text) or HASHTAG.search(line.text):
            first = _first_of_block(lines, index)
            if first and re.search(r"\d", lines[first - 1].text):
                first = _first_of_block(lines, first - 1)
            return first
    return len(lines)


def _first_of_block(lines: Sequence[Line], index: int) -> int:
    block = lines[index].block
    while index > 0 and lines[index - 1].block == block:
        index -= 1
    return index


class _Reached:
    """What is known by its form of how to reach somebody, taken out of one line after the other."""

    def __init__(self, ctx: ReadingContext) -> None:
        self.ctx = ctx
        self.fields: dict[str, str] = {}
        self.passages: dict[str, Passage] = {}
        self._phone = re.compile(rf"(?<!\w){ctx.grammar.words('phone_words')}\b[.:\s]*")
        self._label = re.compile(rf"{ctx.grammar.words('contact_words')}\s*:\s*")

    def take(self, line: Line) -> bool:
        """Take what a line says, the first of each kind; tell whether it said anything."""
        text = before = line.text.strip()
        if named := self._label.match(flat(text)):
            text = text[named.end() :]
        for name, pattern in (("email", EMAIL), ("hashtag", HASHTAG)):
            if match := pattern.search(text):
                self._note(name, match.group(), line, _BY_FORM)
                text = text.replace(match.group(), " ")
        match = _PHONE.search(text)
        if match and (self._phone.search(flat(text)) or match.group().startswith(("+", "(+"))):
            self._note("phone", collapse(match.group()), line, _BY_FORM)
            text = self._phone.sub(" ", flat(text.replace(match.group(), " ")))
        web = _WEBSITE.search(text)
        if web and " " not in text.strip(" |·/") and "website" not in self.fields:
            self._note("website", web.group(), line, _WEBSITE_SURE)
            text = text.replace(web.group(), " ")
        return text != before

    def _note(self, name: str, value: str, line: Line, sure: float) -> None:
        passage = self.ctx.passage([line], sure, "contact")
        self.fields.setdefault(name, value)
        self.passages.setdefault(name, passage)


def read_contact(heading: Sequence[Line], lines: Sequence[Line], ctx: ReadingContext) -> ParsedContact | None:
    """Read address, telephone, e-mail, website and hashtag by their forms."""
    reached = _Reached(ctx)
    found, passages = reached.fields, reached.passages
    rest = [line for line in lines if not reached.take(line)]
    numbered = next((i for i, line in enumerate(rest) if any(c.isdecimal() for c in line.text)), 0)
    names, rest = [*heading, *rest[:numbered]], rest[numbered:]
    if rest and len(rest) <= _MOST_OF_ADDRESS:
        found["address"] = "\n".join(collapse(line.text) for line in rest)
        passages["address"] = ctx.passage(rest, _REST, "contact")
    if not found:
        return None
    if names:
        passages["name"] = ctx.passage(names, _NAMED, "contact")
    return ParsedContact(
        **found,
        name=ctx.join([line.text for line in names]) if names else "",
        provenance=passages,
    )
