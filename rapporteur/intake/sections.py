"""The report cut into its sections, by headings in the order in which they may come."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapporteur.intake.activities import find_anchors
from rapporteur.intake.context import Context
from rapporteur.intake.lines import Line, key
from rapporteur.intake.lists import looks_like_names

_FRONT = ("cover", "contents", "glance", "editorial")
_ENDS_ACTIVITIES = ("activation", "bilateral", "progress", "dues", "plan", "who")
_BACK = (*_ENDS_ACTIVITIES, "activated", "media", "region", "secretariat", "contact", "glance")
_LEADER = re.compile(
    r"[\s.…·_]*\.{2,}[\s.…·_]*\d{1,3}\s*$|\s{2,}\d{1,3}\s*$|\t+\d{1,3}\s*$|(?<=\D)\s\d{1,3}\s*$"
)
_NUMBER_FIRST = re.compile(r"^\s*\d{1,3}\s{1,}(?=\D)")


@dataclass(slots=True)
class Section:
    """A section: its kind, its heading and the lines below."""

    kind: str
    heading: list[Line]
    lines: list[Line] = field(default_factory=list)
    confidence: float = 1.0


@dataclass(slots=True)
class _Contents:
    """The table of contents, and the index after it."""

    heading: list[Line]
    lines: list[Line]
    entries: list[str]
    regions: set[str]
    after: int


def split_sections(lines: Sequence[Line], ctx: Context) -> tuple[list[Section], list[str]]:
    """Return the sections in order, and the entries of the table of contents."""
    contents = _contents(lines, ctx)
    sections = [Section("cover", [])]
    splitter = _Splitter(lines, ctx, contents.regions if contents else set())
    index = 0
    while index < len(lines):
        if contents and index == lines.index(contents.heading[0]):
            sections.append(Section("contents", contents.heading, contents.lines))
            index = contents.after
            continue
        found = splitter.heading_at(index, sections[-1])
        if found is None:
            sections[-1].lines.append(lines[index])
            index += 1
            continue
        kind, size, confidence = found
        head = list(lines[index : index + size])
        if kind == "plan" and sections[-1].kind == "plan":
            sections[-1].heading.extend(head)
        else:
            sections.append(Section(kind, head, confidence=confidence))
        index += size
    return sections, contents.entries if contents else []


def _toc_entry(line: Line, ctx: Context) -> str:
    """Return the text of an entry of the contents without its page number."""
    bare = _NUMBER_FIRST.sub("", line.text)
    text = (bare if ctx.grammar.line_heading(bare) else _LEADER.sub("", bare)).strip()
    return "" if re.fullmatch(rf"(?:{ctx.grammar.words('toc_words')}\.?\s*)?\d*", text.lower()) else text


def _contents(lines: Sequence[Line], ctx: Context) -> _Contents | None:
    """Find the table of contents: headings in a row, up to the first that comes again."""
    start = next(
        (
            i
            for i, line in enumerate(lines[:300])
            if len(line.text) < 60 and ctx.grammar.headings["contents"].has(line.text)
        ),
        None,
    )
    if start is None:
        return None
    seen: dict[str, int] = {}
    entries: list[str] = []
    regions: set[str] = set()
    after_who = False
    end = start + 1
    for index in range(start + 1, min(start + 200, len(lines))):
        line = lines[index]
        text = _toc_entry(line, ctx)
        if len(line.text) > 120:
            break
        if not text:
            end = index + 1
            continue
        heading = ctx.grammar.heading(text)
        kind = heading[0] if heading else ""
        form = key(text)
        if entries and form == key(entries[-1]) and not kind:  # a line of the plan without its number
            end = index + 1
            continue
        if form in seen:
            break
        if kind in ("editorial", "activities") and any(
            ctx.grammar.headings[kind].has(entry) for entry in entries
        ):
            break
        seen[form] = index
        entries.append(text)
        if after_who and not kind:
            regions.add(form)
        after_who = (after_who or kind == "who") and kind not in ("secretariat", "contact")
        end = index + 1
    return _Contents([lines[start]], list(lines[start + 1 : end]), entries, regions, end)


class _Splitter:
    """Decides where sections begin; a word is a heading only where its section may come."""

    def __init__(self, lines: Sequence[Line], ctx: Context, regions: set[str]) -> None:
        self.lines = lines
        self.ctx = ctx
        self.regions = regions
        self.headed: set[str] = set()
        """Keys of the regions that have had their heading."""
        anchors, _ = find_anchors(lines, ctx)
        headed = sum(1 for line in lines if ("activities", 1.0) in ctx.grammar.heading_scores(line.text))
        listed = any(line.text and i < 300 and ctx.grammar.headings["contents"].has(line.text)
                     for i, line in enumerate(lines[:300]))  # fmt: skip
        self.first_activity = len(lines)
        if headed < (2 if listed else 1):
            self.first_activity = next(
                (a.first for a in anchors if a.when.when.day and self._has_box(a.date)), len(lines)
            )
        self.last_of_regions = max((i for i in range(len(lines)) if self._region_label(i)), default=-1)

    def _has_box(self, index: int) -> bool:
        near = range(index + 1, min(index + 40, len(self.lines)))
        return any(self.ctx.codes.is_list(self.lines[i].text) for i in near)

    def _region_label(self, index: int) -> bool:
        if len(self.lines[index].text) > 90:
            return False
        found = self.ctx.label(self.lines, index, "board", "secretary", "focal_point")
        return found is not None or (self._begins_block(index) and self._names_region(index))

    def _begins_block(self, index: int) -> bool:
        """Whether the line at `index` is the first of its block, or set apart from the line above by its type."""
        line = self.lines[index]
        above = self.lines[index - 1] if index else None
        if above is None or above.block != line.block:
            return True
        return abs(above.size - line.size) > 0.1 * line.size or (line.all_bold and not above.all_bold)

    def _names_region(self, index: int) -> bool:
        text = self.lines[index].text.strip()
        return text[:1].isupper() and self.ctx.grammar.regions.score(text) == 1

    def heading_at(self, index: int, section: Section) -> tuple[str, int, float] | None:
        """Return kind, number of lines and confidence of the heading at `index`, if there is one."""
        line = self.lines[index]
        state = section.kind
        if len(line.text) > 120:
            return None
        if state in _FRONT and index == self.first_activity:
            return "activities", 0, 0.8
        candidates = self._candidates(index)
        for kind, size, score in candidates:
            if self._allowed(kind, state, index, section, score):
                return kind, size, score
        if state in _FRONT and self.ctx.grammar.line_heading(line.text) and state != "cover":
            if not any(kind == "activities" for kind, *_ in candidates):
                return "activities", 0, 0.8
        if state in _BACK and state not in ("secretariat", "contact") and self._is_region(index, section):
            self.headed.add(key(line.text))
            return "region", 1, 0.95
        return None

    def _candidates(self, index: int) -> list[tuple[str, int, float]]:
        """Return what the lines from `index` may head, longest first."""
        result: list[tuple[str, int, float]] = []
        joined = ""
        if not next((c for c in self.lines[index].text if c.isalpha()), "").isupper():
            return result
        for size in (1, 2, 3):
            place = index + size - 1
            if place >= len(self.lines) or self.lines[place].block != self.lines[index].block:
                break
            joined = f"{joined} {self.lines[place].text}".strip()
            if len(joined) > 120:
                break
            result.extend((kind, size, score) for kind, score in self.ctx.grammar.heading_scores(joined))
        return sorted(result, key=lambda found: (-found[1], -found[2]))

    def _allowed(self, kind: str, state: str, index: int, section: Section, score: float) -> bool:
        """Tell whether a section of `kind` may begin at `index` within one of kind `state`."""
        if kind == "contents":
            return False
        if state in _FRONT:
            if kind == "editorial":
                return state != "editorial"
            if kind == "media":
                return False
            return kind in ("activities", "glance", *_ENDS_ACTIVITIES)
        if state == "activities":
            if kind == "activated":
                return self._is_long_list(index)
            return kind in _ENDS_ACTIVITIES and score > 0.9
        if kind == "secretariat":
            if state in ("secretariat", "contact"):
                return state == "secretariat" and bool(section.lines)
            return index > self.last_of_regions or state == "who"
        if kind == "activated":
            return state in ("bilateral", "progress", "activation", "dues", "media", "glance")
        if kind == "media":
            return state in ("bilateral", "progress", "activation", "activated", "dues")
        if kind == "activities":
            return False
        if kind == "contact":
            return state in ("secretariat", "region", "who", "plan")
        return (kind in _BACK and kind != state) or kind == "plan"

    def _is_long_list(self, index: int) -> bool:
        """Whether a long list of names, one a line and in alphabetical order, follows."""
        names: list[str] = []
        for line in self.lines[index + 1 : index + 60]:
            if "\t" in line.text:
                return True
            if len(line.text) > 40 or "," in line.text:
                break
            names.append(key(line.text))
        rising = sum(1 for a, b in itertools.pairwise(names) if a <= b)
        return len(names) >= 10 and rising >= 0.8 * (len(names) - 1)

    def _is_region(self, index: int, section: Section) -> bool:
        """Whether the line heads a region: by its name, by the contents, or by what follows it."""
        line = self.lines[index]
        text = line.text.strip()
        if len(text) > 60 or "," in text or text.endswith(".") or "\t" in text:
            return False
        if len(key(text)) < 3 or key(text) in self.headed:
            return False
        if self.ctx.grammar.regions.has(text) or key(text) in self.regions:
            if not self._begins_block(index) or not text[:1].isupper():
                return False
            return section.kind != "plan" or self._leads_to_focal(index)
        if section.kind not in ("who", "region") or any(c.isdecimal() for c in text):
            return False
        alone = index + 1 == len(self.lines) or self.lines[index + 1].block != line.block
        first = index == 0 or self.lines[index - 1].block != line.block
        if not (alone and first and text[:1].isupper()) or self.ctx.grammar.roles.has(text):
            return False
        if section.kind == "region":
            board = any(self.ctx.label(section.lines, i, "board") for i in range(len(section.lines)))
            if not board and not text.isupper():
                return False
            focal = any(
                self.ctx.label(section.lines, i, "focal_secretariat", "secretary")
                for i in range(len(section.lines))
            )
            if not (board or focal):
                return False
        return self._leads_to_focal(index)

    def _leads_to_focal(self, index: int) -> bool:
        """Whether names and then a focal point follow, before any label of another part."""
        grammar = self.ctx.grammar
        for place in range(index + 1, min(index + 200, len(self.lines))):
            text = self.lines[place].text
            if len(text) > 90:
                return False
            if self.ctx.label(self.lines, place, "focal_point", "secretary"):
                return place > index + 1
            if self.ctx.label(self.lines, place, "board") or grammar.roles.has(text):
                return False
            if "\t" not in text and not looks_like_names(text, grammar) and ":" not in text:
                if not text.rstrip().endswith(")"):
                    return False
        return False
