"""Mentions in the media, by month and outlet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapporteur.intake.reading import dates
from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.lists import is_open
from rapporteur.intake.reading.parsed import ParsedMention, Passage
from rapporteur.intake.reading.sources.lines import BULLET, Line, collapse, flat, key

_LONGEST_LEGEND = 160
"""Characters of a line that explains the signs of channels."""
_BULLETED = 0.97
_AFTER_COLON = 0.85
_PLAIN = 0.7
_OUTLET_ALONE = 0.6
_OUTLET = 0.95
_MONTH = 0.98
"""How sure a mention is: an item with a bullet below its outlet, one after a colon, a line below an outlet, an outlet
with nothing below it; and the name of an outlet, and a month.
"""


def month_of(line: Line, ctx: ReadingContext) -> str | None:
    """Return the month (`2018-04`) if the line is nothing but a month."""
    if BULLET.match(line.text):
        return None
    found = dates.read_date_line(line.text, ctx.grammar)
    if found is None or found.place or found.when.day is not None:
        return None
    resolved = dates.resolve(found.when, ctx.period)
    return resolved.month if resolved else f"{found.when.month:02}"


_MARK = r"(?:\[\s?\w{1,2}\s?\]|\(\s?\w\s?\)|[^\w\s.,;:!?()\[\]«»\"'’“”%/-])"
"""A sign for a channel: a letter in brackets, or a symbol."""


def read_legend(lines: Sequence[Line], ctx: ReadingContext) -> dict[str, str]:
    """Return sign → channel from a line that explains the signs (`[N] Newsletter  [W] Web`), and note that line.

    A line of channels alone explains signs that the text layer does not have.
    """
    names = {flat(word): code for code, words in ctx.grammar.data["channels"].items() for word in words}
    known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    for line in lines:
        if len(line.text) > _LONGEST_LEGEND:
            continue
        pairs = re.findall(rf"({_MARK})?\s*(?<!\w)({known})(?!\w)", flat(line.text))
        left = re.sub(rf"{_MARK}|(?<!\w)(?:{known})(?!\w)|[\W_]", "", flat(line.text))
        if pairs and not left:
            ctx.doc.use([line], "media")
            return {mark.strip(): names[word] for mark, word in pairs if mark.strip()}
    return {}


def signs(text: str, legend: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    """Take the signs of channels that an item ends in."""
    found: list[str] = []
    while legend:
        mark = next((m for m in legend if flat(text.rstrip()).endswith(m)), None)
        if mark is None:
            break
        found.insert(0, legend[mark])
        text = text.rstrip()[: -len(mark)].rstrip()
    return text, tuple(dict.fromkeys(found))


def _channels(text: str, ctx: ReadingContext) -> tuple[str, tuple[str, ...]]:
    """Take channels named in words at the end of an item (`(Web)`, `[Newsletter, Web]`)."""
    match = re.search(r"\s*[(\[]([^()\[\]]{2,60})[)\]]\s*$", text)
    if match is None:
        return text, ()
    names = {flat(word): code for code, words in ctx.grammar.data["channels"].items() for word in words}
    parts = [flat(part.strip()) for part in re.split(r"[,;/+&]|\s-\s", match[1]) if part.strip()]
    if not parts or any(part not in names for part in parts):
        return text, ()
    return text[: match.start()].strip(), tuple(dict.fromkeys(names[part] for part in parts))


_LONGEST_OUTLET = 60
"""Characters of the name of an outlet that stands before its item, with a colon between."""


class _Media:
    """Reads mentions line by line, holding the month and the outlet that stand above."""

    def __init__(self, lines: Sequence[Line], ctx: ReadingContext) -> None:
        self.lines = lines
        self.ctx = ctx
        self.months = {i: m for i, line in enumerate(lines) if (m := month_of(line, ctx))}
        self.last_bullet = max((i for i, line in enumerate(lines) if BULLET.match(line.text)), default=-1)
        first = min(self.months, default=len(lines))
        self.legend = read_legend(
            [line for i, line in enumerate(lines) if i < first or i > self.last_bullet], ctx
        )
        self.month: str | None = None
        self.month_line: Line | None = None
        self.outlet = ""
        self.outlet_lines: list[Line] = []
        self.served = True
        self.seen: set[str] = set()
        self.result: list[ParsedMention] = []

    def read(self) -> tuple[ParsedMention, ...]:
        index = 0
        while index < len(self.lines):
            line = self.lines[index]
            if index in self.months:
                self._close()
                self.month, self.month_line = self.months[index], line
                self.outlet_lines = []
                index += 1
            elif self.month is None:
                index += 1
            elif BULLET.match(line.text):
                index = self._item(index)
            elif self._is_logo(index):
                break
            else:
                index = self._plain(index)
        return tuple(self.result)

    def _close(self) -> None:
        """Keep an outlet for which nothing was named."""
        if self.outlet_lines and not self.served:
            self._add("", [], _OUTLET_ALONE)

    def _bulleted(self, index: int) -> bool:
        return index < len(self.lines) and bool(BULLET.match(self.lines[index].text))

    def _is_logo(self, index: int) -> bool:
        known = key(collapse(self.lines[index].text)) in self.seen
        return self._is_tail(index) and known and not self._bulleted(index + 1)

    def _is_tail(self, index: int) -> bool:
        """Whether a line stands after the last item, in a report whose items have bullets."""
        return 0 <= self.last_bullet < index

    def _item(self, index: int) -> int:
        item = [self.lines[index]]
        while self._goes_on(index + 1):
            index += 1
            item.append(self.lines[index])
        if self.outlet_lines:
            texts = [BULLET.sub("", item[0].text), *(each.text for each in item[1:])]
            self._add(self.ctx.join(texts), item, _BULLETED)
        else:
            head, colon, rest = self.ctx.join(
                [BULLET.sub("", item[0].text), *(x.text for x in item[1:])]
            ).partition(": ")
            if colon and len(head) <= _LONGEST_OUTLET:
                self.outlet, self.outlet_lines = head.strip(), item
                self._add(rest, item, _AFTER_COLON)
                self.outlet_lines = []
        return index + 1

    def _goes_on(self, index: int) -> bool:
        """Whether the line at `index` belongs to the item above it."""
        if index >= len(self.lines) or index in self.months or self._bulleted(index):
            return False
        above, line = self.lines[index - 1], self.lines[index]
        if line.block != above.block:
            return False
        return (
            line.text.lstrip()[:1].islower() or is_open(above.text, self.ctx.grammar) or line.text[:2] == "  "
        )

    def _plain(self, index: int) -> int:
        """Read a line without bullet: the subject of the outlet above, or an outlet."""
        line = self.lines[index]
        text = collapse(line.text)
        followed = self._bulleted(index + 1)
        tail = self._is_tail(index)
        if self.outlet_lines and not self.served and not followed:
            if not tail or text[:1].islower() or index + 1 in self.months:
                end = index + 1
                while self._goes_on(end):
                    end += 1
                item = self.lines[index:end]
                self._add(self.ctx.join([each.text for each in item]), list(item), _PLAIN)
                return end
        self._close()
        head, _, rest = text.partition(": ")
        self.outlet_lines, self.served = [line], False
        if rest and not followed:
            self.outlet = collapse(head).rstrip(" :")
            self._add(collapse(rest), [line], _AFTER_COLON)
        else:
            self.outlet = text
        self.seen.add(key(self.outlet))
        return index + 1

    def _add(self, subject: str, item: list[Line], sure: float) -> None:
        text, channels = signs(subject, self.legend)
        text, channels = (text, channels) if channels else _channels(text, self.ctx)
        passages: dict[str, Passage] = {"outlet": self.ctx.passage(self.outlet_lines, _OUTLET, "media")}
        if item:
            passages["subject"] = self.ctx.passage(item, sure, "media")
        if self.month_line is not None:
            passages["month"] = self.ctx.passage([self.month_line], _MONTH, "media")
        if channels and item:
            passages["channels"] = passages["subject"]
        self.result.append(
            ParsedMention(
                month=self.month, outlet=self.outlet, subject=text, channels=channels, provenance=passages
            )
        )
        self.served = True


def read_media(lines: Sequence[Line], ctx: ReadingContext) -> tuple[ParsedMention, ...]:
    """Read mentions: months, below them outlets, below them items (bulleted, or one without bullet).

    After the last item, an outlet's name that was already read is a logo: it and the rest stay unread.
    """
    return _Media(lines, ctx).read()
