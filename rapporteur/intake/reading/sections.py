"""The report cut into its sections, by headings in the order in which they may come."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapporteur.intake.reading.anchors import find_anchors
from rapporteur.intake.reading.context import Context
from rapporteur.intake.reading.dates import read_date_line
from rapporteur.intake.reading.front import is_person
from rapporteur.intake.reading.lines import Line, flat, key
from rapporteur.intake.reading.lists import looks_like_names
from rapporteur.intake.reading.progress import has_amount

_FRONT = ("cover", "contents", "glance", "editorial")
_ENDS_ACTIVITIES = ("activation", "bilateral", "progress", "dues", "plan", "who")
AGAIN = "again"
LABELS = ("results", "members", "prospects", "honorary", "focal_point", "secretary", "board")
_HOLDS = {
    "activities": ("activities",),
    "editorial": ("editorial",),
    "media": ("media",),
    "activation": ("activation", "bilateral"),
    "bilateral": ("bilateral",),
    "progress": ("progress", "activated", "dues", "plan"),
    "activated": ("activated",),
    "dues": ("dues",),
    "who": ("who", "region", "secretariat", "contact"),
}
"""Kind of a heading → kinds of the sections on whose pages it may come back as a running head."""
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
        if kind == AGAIN or (kind == "plan" and sections[-1].kind == "plan"):
            sections[-1].heading.extend(head)
        else:
            sections.append(Section(kind, head, confidence=confidence))
        index += size
    return sections, contents.entries if contents else []


def _toc_entry(line: Line, ctx: Context) -> str:
    """Return the text of an entry of the contents without its page number."""
    paged = re.match(
        rf"\s*{ctx.grammar.words('toc_words')}\.?\s*\d{{1,3}}\s*[.:–-]?\s+(?=\S)", flat(line.text)
    )
    bare = _NUMBER_FIRST.sub("", line.text[paged.end() :] if paged else line.text)
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
        found = read_date_line(line.text, ctx.grammar)
        if len(line.text) > 120 or ctx.codes.is_list(line.text) or (found and found.when.day is not None):
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
        self.seen: dict[str, set[str]] = {}
        """Kind → the keys of the headings that have begun such a section."""
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

    def _has_box(self, index: int) -> bool:
        near = range(index + 1, min(index + 40, len(self.lines)))
        return any(self.ctx.codes.is_list(self.lines[i].text) for i in near)

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
        """Return kind, number of lines and confidence of the heading at `index`, if there is one.

        The kind is AGAIN for a heading that was there before and stands within its own section: a running head.
        """
        line = self.lines[index]
        state = section.kind
        if len(line.text) > 120:
            return None
        if index == self.first_activity and state != "activities":
            return self._begin("activities", [], 0, 0.8)
        candidates = self._candidates(index)
        for kind, size, score in candidates or self._told_by_content(index, state):
            head = self.lines[index : index + size]
            if key("".join(each.text for each in head)) in self.seen.get(kind, ()) and state in _HOLDS.get(
                kind, ()
            ):
                return AGAIN, size, score
            if self._allowed(kind, state, index, size, section, score):
                return self._begin(kind, head, size, score)
        if state in _FRONT and self.ctx.grammar.line_heading(line.text) and state != "cover":
            if not any(kind == "activities" for kind, *_ in candidates):
                return self._begin("activities", [], 0, 0.8)
        if state not in ("secretariat", "contact") and self._is_region(index, section):
            size = 2 if self._is_wrapped_region(index) else 1
            self.headed.add(key("".join(each.text for each in self.lines[index : index + size])))
            return "region", size, 0.95
        return None

    def _is_wrapped_region(self, index: int) -> bool:
        """Whether the name of a region goes on in the next line."""
        if index + 1 == len(self.lines) or self.lines[index + 1].block != self.lines[index].block:
            return False
        first, second = self.lines[index], self.lines[index + 1]
        alike = abs(first.size - second.size) <= 0.1 * first.size and first.all_bold == second.all_bold
        return alike and self.ctx.grammar.regions.score(f"{first.text} {second.text}") == 1

    def _begin(self, kind: str, head: Sequence[Line], size: int, score: float) -> tuple[str, int, float]:
        self.seen.setdefault(kind, set()).add(key("".join(line.text for line in head)))
        return kind, size, score

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

    def _allowed(self, kind: str, state: str, index: int, size: int, section: Section, score: float) -> bool:
        """Tell whether a section of `kind` may begin at `index` within one of kind `state`."""
        if kind in ("contents", "other") or (kind == state and kind not in ("plan", "secretariat")):
            return False
        if not self._begins_block(index) or (kind not in ("dues", "glance") and self._is_title(index + size)):
            return False
        if kind in ("editorial", "activities"):
            return kind not in self.seen and (state in _FRONT or self._is_apart(index, size))
        if kind == "secretariat":
            if state == "secretariat":
                return bool(section.lines)
            return state not in ("cover", "contact", "activities") and self._heads_staff(index + size)
        if kind == "media":
            return state != "activities" and self._leads_to_month(index + size)
        if kind == "activated":
            listed = state in ("bilateral", "progress", "activation", "dues", "media", "glance", "plan")
            return listed or self._is_long_list(index + size - 1, in_text=state != "activities")
        if kind == "contact":
            return state in ("secretariat", "region", "who", "plan")
        if state == "activities":
            return kind in _ENDS_ACTIVITIES and score > 0.9
        return True

    def _told_by_content(self, index: int, state: str) -> list[tuple[str, int, float]]:
        """Return what a short line set apart heads by a word of its kind, where what follows is of that kind."""
        text = self.lines[index].text.strip()
        if not (
            3 < len(text) <= 80 and text[0].isupper() and self._begins_block(index) and text[-1] not in ".,;"
        ):
            return []
        if (
            self.ctx.codes.find(text)
            or not self._is_apart(index, 1)
            or self.ctx.label(self.lines, index, *LABELS)
        ):
            return []
        focal = self.ctx.label(self.lines, index, "focal_secretariat")
        if focal is not None and focal[2]:  # it names a focal point on its line
            return []
        kinds = [kind for kind in self.ctx.grammar.heading_kinds(text) if kind != state]
        return [(kind, 1, 0.95) for kind in kinds if self._is_followed_by(kind, index + 1)]

    def _is_followed_by(self, kind: str, after: int) -> bool:
        """Whether the lines from `after` hold what a section of `kind` has."""
        near = self.lines[after : after + 20]
        if kind in ("bilateral", "media"):
            return self._leads_to_month(after)
        if kind == "dues":
            return any(has_amount(line.text) for line in near)
        if kind == "plan":
            codes = [self.ctx.codes.leading(line.text) for line in near]
            return any(code and self.ctx.codes.level(code[0]) < self.ctx.codes.depth for code in codes)
        if kind == "activated":
            return self._is_long_list(after - 1)
        if kind == "contact":
            return any("@" in line.text for line in near)
        return kind == "secretariat" and self._heads_staff(after)

    def _is_title(self, after: int) -> bool:
        """Whether a line of place and day follows: what stands above it is the title of an activity."""
        found = read_date_line(self.lines[after].text, self.ctx.grammar) if after < len(self.lines) else None
        return found is not None and (found.when.day is not None or bool(found.place))

    def _is_apart(self, index: int, size: int) -> bool:
        """Whether a heading stands by itself: in type of its own, or with nothing below it in its block."""
        line, after = self.lines[index], index + size
        if after >= len(self.lines) or self.lines[after].block != line.block:
            return True
        below = self.lines[after]
        return line.size > 1.1 * below.size or (line.all_bold and not below.all_bold)

    def _leads_to_month(self, after: int) -> bool:
        for line in self.lines[after : after + 12]:
            found = read_date_line(line.text, self.ctx.grammar)
            if found is not None:
                return found.when.day is None and not found.place
        return False

    def _heads_staff(self, after: int) -> bool:
        """Whether people with their functions, or how to reach them, follow, and not one focal point of a region."""
        people = functions = 0
        for place in range(after, min(after + 60, len(self.lines))):
            text = self.lines[place].text
            if self.ctx.label(self.lines, place, "board", "secretary", "focal_point"):
                return False
            if place > after and self._begins_block(place) and self._names_region(place):
                return False
            if place > after and any(score == 1 for _, score in self.ctx.grammar.heading_scores(text)):
                break
            if "@" in text or "+" in text:
                return True
            parts = re.split(r"\s*[,:\t|–(]\s*|\s{3,}", text.strip(), maxsplit=1)
            people += any(is_person(part, self.ctx) for part in parts)
            functions += any(
                flat(word).strip(",:;.") in self.ctx.grammar.function_words for word in text.split()
            )
            if people >= 3 or (people >= 2 and functions >= 1):
                return True
        return functions >= 1 and people >= 1

    def _is_long_list(self, index: int, *, in_text: bool = True) -> bool:
        """Whether a long list of names follows, in columns or one a line in alphabetical order, or parted by commas.

        Parted by commas, as boxes of activities have them, it counts only where `in_text` allows.
        """
        names: list[str] = []
        for line in self.lines[index + 1 : index + 60]:
            text = line.text.strip()
            if "\t" in text or len(re.findall(r"\S\s{3,}\S", text)) >= 2:
                return True
            if not names and (text.endswith(".") or len(text) > 60) and text.count(",") < 8:
                continue  # a sentence before the list
            if in_text and text.count(",") >= 8 and looks_like_names(text.rstrip("."), self.ctx.grammar):
                return True
            if len(text) > 40 or "," in text:
                break
            names.append(key(text))
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
        if section.kind not in ("who", "region"):
            return self._names_region(index) and self._begins_block(index) and self._leads_to_focal(index)
        if self.ctx.grammar.regions.has(text) or key(text) in self.regions:
            return self._begins_block(index) and text[:1].isupper()
        if any(c.isdecimal() for c in text):
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
