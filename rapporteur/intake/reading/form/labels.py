"""Labels of one report: short words that stand again and again before contents, or above them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.form.contents import CODE, Content, content_of, is_city
from rapporteur.intake.reading.front import is_person
from rapporteur.intake.reading.sources.lines import BULLET, Line, collapse, key

_LONGEST = 45
_MOST_WORDS = 6
_FEWEST = 3
"""Times that a label stands in a report; two are enough for one whose word is known."""
_FEWEST_KNOWN = 2
_FEWEST_LEADING = 4
_WORDS_OF_LEADING = 5
_SURELY = 0.9
"""Times that a word leads, how many words, and the share of its contents that are codes or names."""
_OF_KIND = 0.6
"""The share of its contents that are of the kind which makes a short line a label of what stands below it."""
_PARTED = re.compile(r"\s*:\s+|\s*:$|\s+[—–|]\s+|\t+\s*|\s{2,}|\s?\.{3,}\s?")
_WORDS = re.compile(r"[^\W\d_]{3,}")
_NO_LABEL = re.compile(r"[\d,;.!?«»“”\"@|·•→/]")
_COUNT = re.compile(r"\s*[(\[]\s*\d{1,3}\s*[)\]](?=\s*:?\s*$)")
_OF_LINE = re.compile(r"\s(?:[IVX]{1,4}|[A-Z])$")
"""What ends the heading of a line of the plan (`Axe II`, `Strand B`), which comes again and is no label."""
_TELLING = (Content.CODES, Content.DAY, Content.PLACED, Content.NAMES)
KNOWN = (
    "results",
    "members",
    "prospects",
    "honorary",
    "focal_point",
    "secretary",
    "focal_secretariat",
    "board",
)


def without_count(text: str) -> str:
    """Return a label without the count in brackets behind it (`Participants (4)`)."""
    return _COUNT.sub("", text)


def may_be_label(text: str) -> bool:
    """Tell whether `text` has the form of a label."""
    text = re.sub(r"(?<=\w)·(?=\w)", "", text.strip(" :"))  # régional·e
    return (
        1 < len(text) <= _LONGEST
        and len(text.split()) <= _MOST_WORDS
        and text[0].isalpha()
        and _NO_LABEL.search(text) is None
        and _OF_LINE.search(text) is None
    )


def parted(line: Line) -> tuple[str, str] | None:
    """Return a label and what follows it on its line, or nothing."""
    text = BULLET.sub("", line.text).strip()
    bold = line.bold
    if bold and not line.all_bold and bold[0][0] <= len(line.text) - len(text):
        end = bold[0][1] - (len(line.text) - len(line.text.strip())) if text == line.text.strip() else 0
        head = text[:end].strip(" :–—.") if end > 0 else ""
        rest = text[end:].lstrip(" :–—|.\t") if end > 0 else ""
        if head and rest and may_be_label(head):
            return head, rest
    match = _PARTED.search(text)
    head = without_count(text[: match.start()]) if match is not None else ""
    if match is None or not may_be_label(head):
        return None
    return head.strip(), text[match.end() :].strip()


def _is_beside_day(text: str, rest: str, ctx: ReadingContext) -> bool:
    """Whether what may be a label stands before a day with no colon between: it may be the place of it."""
    return ":" not in text[: -len(rest)] and content_of([rest], ctx) is Content.DAY


class Labels:
    """Which short words are labels here: before contents on their line, and above contents."""

    def __init__(self, lines: Sequence[Line], ctx: ReadingContext) -> None:
        self.ctx = ctx
        self.inline = self._inline(lines)
        self.leading = self._leading(lines)
        self.above = self._above(lines)

    def known(self, label: str) -> bool:
        """Tell whether the word of a label is known."""
        grammar = self.ctx.grammar
        return any(grammar.label(each, *KNOWN) for each in (label, self.ctx.common(label))) or (
            grammar.form_label(label) is not None
        )

    def _inline(self, lines: Sequence[Line]) -> frozenset[str]:
        contents: dict[str, list[Content]] = {}
        shown: dict[str, str] = {}
        placed: list[str] = []
        led: set[str] = set()
        for line in lines:
            if line.cell is None and (found := parted(line)) is not None and found[1]:
                placed += [key(found[0])] if _is_beside_day(line.text, found[1], self.ctx) else []
                content = content_of([found[1]], self.ctx)
                contents.setdefault(key(found[0]), []).append(content)
                shown[key(found[0])] = found[0]
                if content is Content.NAMES and (
                    self.ctx.grammar.regions.score(self.ctx.region_name(found[0])) == 1
                    or (line.bold and not line.all_bold)
                ):
                    led.add(key(found[0]))
        return frozenset(
            name
            for name, found in contents.items()
            if (name not in placed or 2 * placed.count(name) > len(placed))
            and (
                len(found) >= _FEWEST
                or name in led
                or self.known(shown[name])
                or (
                    len(found) >= _FEWEST_KNOWN
                    and all(each in (*_TELLING, Content.NAME, Content.PERSON) for each in found)
                )
            )
        )

    def _leading(self, lines: Sequence[Line]) -> dict[str, int]:
        """Return words with which lines begin again and again before codes or names, no sign between: `With Oslo`."""
        found: dict[str, list[Content]] = {}
        size: dict[str, int] = {}
        for line in lines:
            words = line.text.split()
            for count in range(1, min(_WORDS_OF_LEADING, len(words) - 1) + 1) if line.cell is None else ():
                head, rest = " ".join(words[:count]), " ".join(words[count:]).rstrip(",")
                if (
                    may_be_label(head)
                    and head[0].isupper()
                    and rest[:1].isalnum()
                    and not BULLET.match(line.text)
                ):
                    content = content_of([rest], self.ctx)
                    titled = content is Content.CODES and self._has_words(CODE.sub("", rest))
                    found.setdefault(head, []).append(Content.SHORT if titled else content)
                    size[head] = count
        return {
            head: size[head]
            for head, contents in found.items()
            if len(contents) >= _FEWEST_LEADING
            and sum(each in (Content.CODES, Content.NAMES, Content.NAME) for each in contents)
            >= _SURELY * len(contents)
            and (
                Content.CODES in contents
                or sum(each is Content.NAMES for each in contents) >= 0.5 * len(contents)
            )
        }

    def _has_words(self, text: str) -> bool:
        return any(word.lower() not in self.ctx.grammar.and_words for word in _WORDS.findall(text))

    def led(self, line: Line) -> tuple[str, str] | None:
        """Return the word that a line begins with again and again before codes or names, and what follows it."""
        words = line.text.split()
        for count in range(min(_WORDS_OF_LEADING, len(words) - 1), 0, -1):
            head = " ".join(words[:count])
            if self.leading.get(head) == count:
                return head, " ".join(words[count:])
        return None

    def _in_list(self, before: Line, line: Line, after: Line) -> bool:
        """Whether a line stands in a list of names, one a line and all in one type."""
        types = {(each.size, each.all_bold) for each in (before, line, after)}
        names = (Content.NAME, Content.PERSON)
        return len(types) == 1 and all(content_of([x.text], self.ctx) in names for x in (before, line, after))

    def _above(self, lines: Sequence[Line]) -> frozenset[str]:
        """Return keys of lines that stand alone again and again with contents of one kind below them."""
        below: dict[str, list[Content]] = {}
        shown: dict[str, str] = {}
        opened: Counter[str] = Counter()
        listed: Counter[str] = Counter()
        people: Counter[str] = Counter()
        for before, line, after in zip([None, *lines], lines, [*lines[1:], None], strict=False):
            if (
                after is None
                or line.cell
                or not may_be_label(line.text)
                or not collapse(line.text)[0].isupper()
                or is_city(line.text.strip(" :"))
            ):
                continue
            name = key(line.text)
            shown[name] = line.text
            people[name] += is_person(re.split(r"\s*[,(]", BULLET.sub("", after.text))[0], self.ctx)
            listed[name] += before is not None and self._in_list(before, line, after)
            opened[name] += line.text.rstrip().endswith(":")
            below.setdefault(name, []).append(content_of([BULLET.sub("", after.text)], self.ctx))
        sure = {
            name
            for name, found in below.items()
            if 2 * listed[name] < len(found)
            and (
                _is_label(found, opened[name], known=self.known(shown[name].strip(" :")))
                or (
                    people[name] >= _FEWEST
                    and people[name] >= _OF_KIND * len(found)
                    and not is_person(shown[name], self.ctx)
                )
            )
        }
        beside = {
            name
            for name, found in below.items()
            if len(found) >= _FEWEST
            and 2 * listed[name] < len(found)
            and all(each in (*_TELLING, Content.NAME, Content.PERSON, Content.ONLINE) for each in found)
            and any(
                abs(len(below[other]) - len(found)) <= 1 and shown[other].isupper() == shown[name].isupper()
                for other in sure
            )
        }
        return frozenset(sure | beside)


def _is_label(found: Sequence[Content], opened: int, *, known: bool) -> bool:
    if opened >= _FEWEST_KNOWN and 2 * opened > len(found):
        return True
    told = sum(each in (*_TELLING, Content.PERSON) for each in found)
    return len(found) >= (_FEWEST_KNOWN if known else _FEWEST) and told >= _OF_KIND * len(found)
