"""Mentions in the media, and bilateral meetings: both by month."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from rapporteur.intake.reading import dates
from rapporteur.intake.reading.context import Context
from rapporteur.intake.reading.lines import BULLET, Line, collapse, flat, key
from rapporteur.intake.reading.lists import is_open, looks_like_names, split_names
from rapporteur.intake.reading.parsed import ParsedMeeting, ParsedMention, Passage


def month_of(line: Line, ctx: Context) -> str | None:
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


def read_legend(lines: Sequence[Line], ctx: Context) -> dict[str, str]:
    """Return sign → channel from a line that explains the signs (`[N] Newsletter  [W] Web`), and note that line.

    A line of channels alone explains signs that the text layer does not have.
    """
    names = {flat(word): code for code, words in ctx.grammar.data["channels"].items() for word in words}
    known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    for line in lines:
        if len(line.text) > 160:
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


def _channels(text: str, ctx: Context) -> tuple[str, tuple[str, ...]]:
    """Take channels named in words at the end of an item (`(Web)`, `[Newsletter, Web]`)."""
    match = re.search(r"\s*[(\[]([^()\[\]]{2,60})[)\]]\s*$", text)
    if match is None:
        return text, ()
    names = {flat(word): code for code, words in ctx.grammar.data["channels"].items() for word in words}
    parts = [flat(part.strip()) for part in re.split(r"[,;/+&]|\s-\s", match[1]) if part.strip()]
    if not parts or any(part not in names for part in parts):
        return text, ()
    return text[: match.start()].strip(), tuple(dict.fromkeys(names[part] for part in parts))


class _Media:
    """Reads mentions line by line, holding the month and the outlet that stand above."""

    def __init__(self, lines: Sequence[Line], ctx: Context) -> None:
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
            self._add("", [], 0.6)

    def _bulleted(self, index: int) -> bool:
        return index < len(self.lines) and bool(BULLET.match(self.lines[index].text))

    def _is_logo(self, index: int) -> bool:
        known = key(collapse(self.lines[index].text)) in self.seen
        return index > self.last_bullet and known and not self._bulleted(index + 1)

    def _item(self, index: int) -> int:
        item = [self.lines[index]]
        while self._goes_on(index + 1):
            index += 1
            item.append(self.lines[index])
        if self.outlet_lines:
            texts = [BULLET.sub("", item[0].text), *(each.text for each in item[1:])]
            self._add(self.ctx.join(texts), item, 0.97)
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
        tail = index > self.last_bullet
        if self.outlet_lines and not self.served and not followed:
            if not tail or text[:1].islower() or index + 1 in self.months:
                self._add(text, [line], 0.7)
                return index + 1
        self._close()
        head, _, rest = text.partition(": ")
        self.outlet_lines, self.served = [line], False
        if rest and not followed:
            self.outlet = collapse(head).rstrip(" :")
            self._add(collapse(rest), [line], 0.85)
        else:
            self.outlet = text
        self.seen.add(key(self.outlet))
        return index + 1

    def _add(self, subject: str, item: list[Line], sure: float) -> None:
        text, channels = signs(subject, self.legend)
        text, channels = (text, channels) if channels else _channels(text, self.ctx)
        passages: dict[str, Passage] = {"outlet": self.ctx.passage(self.outlet_lines, 0.95, "media")}
        if item:
            passages["subject"] = self.ctx.passage(item, sure, "media")
        if self.month_line is not None:
            passages["month"] = self.ctx.passage([self.month_line], 0.98, "media")
        if channels and item:
            passages["channels"] = passages["subject"]
        self.result.append(
            ParsedMention(
                month=self.month, outlet=self.outlet, subject=text, channels=channels, provenance=passages
            )
        )
        self.served = True


def read_media(lines: Sequence[Line], ctx: Context) -> tuple[ParsedMention, ...]:
    """Read mentions: months, below them outlets, below them items (bulleted, or one without bullet).

    After the last item, an outlet's name that was already read is a logo: it and the rest stay unread.
    """
    return _Media(lines, ctx).read()


def read_meetings(lines: Sequence[Line], ctx: Context) -> tuple[ParsedMeeting, ...]:
    """Read bilateral meetings: months, below them places, below them members and prospects."""
    result: list[ParsedMeeting] = []
    month: str | None = None
    month_line: Line | None = None
    place: list[Line] = []
    names: dict[str, list[str]] = {}
    name_lines: dict[str, list[Line]] = {}

    def close() -> None:
        nonlocal place
        if place and names:
            result.append(_meeting(place, month, month_line, names, name_lines, ctx))
        names.clear()
        name_lines.clear()
        place = []

    index = 0
    while index < len(lines):
        line = lines[index]
        found = month_of(line, ctx)
        if found:
            close()
            month, month_line = found, line
            ctx.doc.use([line], "bilateral_meetings")
            index += 1
            continue
        label = ctx.label(lines, index, "members", "prospects") or _leading_label(line, ctx)
        if label:
            kind, size, rest = label
            ctx.doc.use(lines[index : index + size], "bilateral_meetings")
            after = index + size
            taken = [] if not rest else [line]
            texts = [rest] if rest else []
            while after < len(lines) and _goes_on(lines, after, taken, texts, ctx):
                taken.append(lines[after])
                texts.append(lines[after].text)
                after += 1
            names.setdefault(kind, []).extend(split_names(texts, ctx.doc, ctx.grammar))
            name_lines.setdefault(kind, []).extend(taken or [line])
            index = after
            continue
        if month is not None:
            if names:
                close()
            if place and place[-1].block != line.block and not is_open(place[-1].text, ctx.grammar):
                place = []
            place.append(line)
        index += 1
    close()
    return tuple(result)


def _leading_label(line: Line, ctx: Context) -> tuple[str, int, str] | None:
    """Read a label that nothing parts from the names after it on its line (`Members Oslo, Porto`)."""
    words = line.text.split()
    for size in range(min(4, len(words) - 1), 0, -1):
        kind = ctx.grammar.label(" ".join(words[:size]), "members", "prospects")
        rest = " ".join(words[size:])
        if kind and looks_like_names(rest, ctx.grammar, strict=True):
            return kind, 1, rest
    return None


def _goes_on(lines: Sequence[Line], index: int, taken: list[Line], texts: list[str], ctx: Context) -> bool:
    """Whether the line at `index` belongs to the names taken so far."""
    if month_of(lines[index], ctx) or ctx.label(lines, index, "members", "prospects"):
        return False
    if _leading_label(lines[index], ctx):
        return False
    if not taken:
        return True
    if is_open(texts[-1], ctx.grammar):
        return True
    if lines[index].block != taken[-1].block:
        return False
    labelled = ctx.label(lines, index + 1, "members", "prospects") if index + 1 < len(lines) else None
    return labelled is None


def _meeting(
    place: list[Line],
    month: str | None,
    month_line: Line | None,
    names: dict[str, list[str]],
    name_lines: dict[str, list[Line]],
    ctx: Context,
) -> ParsedMeeting:
    text = ctx.join([line.text for line in place])
    start: date | None = None
    end: date | None = None
    dated = dates.read_date_line(text, ctx.grammar)
    if dated and dated.place:
        resolved = dates.resolve(dated.when, ctx.period)
        text = dated.place
        if resolved:
            start, end, month = resolved.start, resolved.end, resolved.month
    what = "bilateral_meetings"
    passages = {"place": ctx.passage(place, 0.95, what)}
    if month_line is not None:
        passages["month"] = ctx.passage([month_line], 0.98, what)
    for kind, lines in name_lines.items():
        passages[kind] = ctx.passage(lines, 0.95, what)
    return ParsedMeeting(
        month=month,
        start_date=start,
        end_date=end,
        place=text.strip(" ,:"),
        members=tuple(dict.fromkeys(names.get("members", []))),
        prospects=tuple(dict.fromkeys(names.get("prospects", []))),
        provenance=passages,
    )
