"""The report cut into its sections, by headings in the order in which they may come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rapporteur.intake.reading.activity.anchors import find_anchors
from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.division.contents import FIRST_LINES, find_contents
from rapporteur.intake.reading.division.section_content import Below
from rapporteur.intake.reading.division.section_forms import Style, headed_by_form, is_below, style_of
from rapporteur.intake.reading.front import is_person
from rapporteur.intake.reading.sources.lines import Line, key

_LONGEST_HEADING = 120
"""Characters of a heading, all its lines together."""
_LONGEST_SET_APART = 80
_SHORTEST = 3
"""Characters of a line set apart that one word makes a heading; it has more than three, a region's name three."""
_LONGEST_REGION = 60
_LINES_OF_HEADING = (1, 2, 3)
_LINES_TO_BOX = 39
"""Lines below place and date in which a box with codes stands, where no heading begins the activities."""
_SAME_SIZE = 0.1
"""The share by which the two lines of a region's name differ in size."""
_NO_SLIP = 0.9
"""More than this a heading must score to end the activities: a slip of a letter there is a word of the text."""
_WITHOUT_HEADING = 0.8
_BY_FORM = 0.85
_BY_CONTENT = 0.95
"""How sure a section is that has no heading, one of unknown words, and one told by what stands below it."""

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
_SURE_FORMS = ("activities", "media", "bilateral", "dues", "plan")
"""Kinds of sections that their content tells by itself, in whatever type the heading is."""


@dataclass(slots=True)
class Section:
    """A section: its kind, its heading and the lines below."""

    kind: str
    heading: list[Line]
    lines: list[Line] = field(default_factory=list)
    confidence: float = 1.0


def split_sections(lines: Sequence[Line], ctx: ReadingContext) -> tuple[list[Section], list[str]]:
    """Return the sections in order, and the entries of the table of contents."""
    contents = find_contents(lines, ctx)
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


class _Splitter(Below):
    """Decides where sections begin; a word is a heading only where its section may come."""

    def __init__(self, lines: Sequence[Line], ctx: ReadingContext, regions: set[str]) -> None:
        super().__init__(lines, ctx)
        self.regions = regions
        self.seen: dict[str, set[str]] = {}
        """Kind → the keys of the headings that have begun such a section."""
        self.headed: set[str] = set()
        """Keys of the regions that have had their heading."""
        anchors, _ = find_anchors(lines, ctx)
        headed = sum(1 for line in lines if ("activities", 1.0) in ctx.grammar.heading_scores(line.text))
        listed = any(line.text and i < FIRST_LINES and ctx.grammar.headings["contents"].has(line.text)
                     for i, line in enumerate(lines[:FIRST_LINES]))  # fmt: skip
        self.by_form = headed_by_form(lines, ctx)
        self.style: Style | None = None
        """The style of the last heading of a section, regions aside."""
        self.first_activity = len(lines)
        if headed < (2 if listed else 1):
            self.first_activity = next(
                (a.first for a in anchors if a.when.when.day and self._has_box(a.date)), len(lines)
            )

    def _has_box(self, index: int) -> bool:
        near = range(index + 1, min(index + 1 + _LINES_TO_BOX, len(self.lines)))
        return any(self.ctx.codes.is_list(self.lines[i].text) for i in near)

    def heading_at(self, index: int, section: Section) -> tuple[str, int, float] | None:
        """Return kind, number of lines and confidence of the heading at `index`, if there is one.

        The kind is AGAIN for a heading that was there before and stands within its own section: a running head.
        """
        line = self.lines[index]
        state = section.kind
        if len(line.text) > _LONGEST_HEADING:
            return None
        if index == self.first_activity and state != "activities":
            return self._begin("activities", [], 0, _WITHOUT_HEADING)
        candidates = self._candidates(index)
        for kind, size, score in candidates or self._kinds_by_content(index, state):
            head = self.lines[index : index + size]
            if key("".join(each.text for each in head)) in self.seen.get(kind, ()) and state in _HOLDS.get(
                kind, ()
            ):
                return AGAIN, size, score
            if self._allowed(kind, state, index, size, section, score):
                return self._begin(kind, head, size, score)
        if not candidates and (kind_by_form := self._kind_by_form(index, section)):
            return self._begin(kind_by_form, [line], 1, _BY_FORM)
        if state in _FRONT and self.ctx.codes.line_heading(line.text) and state != "cover":
            if not any(kind == "activities" for kind, *_ in candidates):
                return self._begin("activities", [], 0, _WITHOUT_HEADING)
        if state not in ("secretariat", "contact") and self._is_region(index, section):
            size = 2 if self._is_wrapped_region(index) else 1
            self.headed.add(key("".join(each.text for each in self.lines[index : index + size])))
            return "region", size, _BY_CONTENT
        return None

    def _is_wrapped_region(self, index: int) -> bool:
        """Whether the name of a region goes on in the next line."""
        if index + 1 == len(self.lines) or self.lines[index + 1].block != self.lines[index].block:
            return False
        first, second = self.lines[index], self.lines[index + 1]
        alike = abs(first.size - second.size) <= _SAME_SIZE * first.size and first.all_bold == second.all_bold
        return alike and self.ctx.grammar.regions.score(f"{first.text} {second.text}") == 1

    def _begin(self, kind: str, head: Sequence[Line], size: int, score: float) -> tuple[str, int, float]:
        self.seen.setdefault(kind, set()).add(key("".join(line.text for line in head)))
        if head:
            self.style = style_of(head, 0)
        return kind, size, score

    def _candidates(self, index: int) -> list[tuple[str, int, float]]:
        """Return what the lines from `index` may head, longest first."""
        result: list[tuple[str, int, float]] = []
        joined = ""
        if not next((c for c in self.lines[index].text if c.isalpha()), "").isupper():
            return result
        for size in _LINES_OF_HEADING:
            place = index + size - 1
            if place >= len(self.lines) or self.lines[place].block != self.lines[index].block:
                break
            joined = f"{joined} {self.lines[place].text}".strip()
            if len(joined) > _LONGEST_HEADING:
                break
            result.extend((kind, size, score) for kind, score in self.ctx.heading_scores(joined))
        return sorted(result, key=lambda found: (-found[1], -found[2]))

    def _allowed(self, kind: str, state: str, index: int, size: int, section: Section, score: float) -> bool:
        """Tell whether a section of `kind` may begin at `index` within one of kind `state`."""
        if kind in ("contents", "other") or (kind == state and kind not in ("plan", "secretariat")):
            return False
        if not self.begins_block(index) or (kind not in ("dues", "glance") and self.is_title(index + size)):
            return False
        if kind in ("editorial", "activities"):
            return kind not in self.seen and (state in _FRONT or self.is_apart(index, size))
        if kind == "secretariat":
            if state == "secretariat":
                return bool(section.lines)
            return state not in ("cover", "contact", "activities") and self.heads_staff(index + size)
        if kind == "media":
            return state != "activities" and self.leads_to_month(index + size)
        if kind == "activated":
            listed = state in ("bilateral", "progress", "activation", "dues", "media", "glance", "plan")
            return listed or self.is_long_list(index + size - 1, in_text=state != "activities")
        if kind == "contact":
            return state in ("secretariat", "region", "who", "plan")
        if state == "activities":
            return kind in _ENDS_ACTIVITIES and score > _NO_SLIP
        return True

    def _kinds_by_content(self, index: int, state: str) -> list[tuple[str, int, float]]:
        """Return what a short line set apart heads by a word of its kind, where what follows is of that kind."""
        text = self.lines[index].text.strip()
        if not (
            _SHORTEST < len(text) <= _LONGEST_SET_APART
            and text[0].isupper()
            and self.begins_block(index)
            and text[-1] not in ".,;"
        ):
            return []
        if (
            self.ctx.codes.find(text)
            or not self.is_apart(index, 1)
            or self.ctx.label(self.lines, index, *LABELS)
        ):
            return []
        focal = self.ctx.label(self.lines, index, "focal_secretariat")
        if focal is not None and focal[2]:  # it names a focal point on its line
            return []
        person = "," in text and is_person(text.partition(",")[0], self.ctx)
        if person or self.names_region(index) or key(text) in self.ctx.learned:
            return []
        kinds = [kind for kind in self.ctx.grammar.heading_kinds(self.ctx.common(text)) if kind != state]
        return [(kind, 1, _BY_CONTENT) for kind in kinds if self.is_followed_by(kind, index + 1)]

    def _kind_by_form(self, index: int, section: Section) -> str:
        """Return the kind of section that a heading of other words begins, by its style and what stands below it."""
        state = section.kind
        kind = self.by_form.get(index, "")
        if (
            not kind
            or kind == state
            or (kind == "editorial" and (state not in _FRONT or "editorial" in self.seen))
        ):
            return ""
        own = style_of(self.lines, index)
        if own and own[0] == "CAPITALS" and (kind not in _SURE_FORMS or state in ("who", "region")):
            return ""  # in a text without type, capitals head anything: regions, outlets, tables
        if (is_below(own, self.style) and kind not in _SURE_FORMS[1:]) or self.names_region(index):
            return ""
        if state == "activities" and kind in ("secretariat", "editorial"):
            return ""
        return "" if kind == "activities" and kind in self.seen else kind

    def _is_region(self, index: int, section: Section) -> bool:
        """Whether the line heads a region: by its name, by the contents, or by what follows it."""
        line = self.lines[index]
        text = self.ctx.region_name(line.text)
        if len(text) > _LONGEST_REGION or "," in text or text.endswith(".") or "\t" in text:
            return False
        if (
            len(key(text)) < _SHORTEST
            or key(text) in self.headed
            or self.ctx.label(self.lines, index, *LABELS)
        ):
            return False
        if section.kind not in ("who", "region"):
            return self.names_region(index) and self.begins_block(index) and self.leads_to_focal(index)
        if self.ctx.grammar.regions.has(self.ctx.region_name(text)) or key(text) in self.regions:
            return self.begins_block(index) and text[:1].isupper()
        if any(c.isdecimal() for c in text):
            return False
        alone = index + 1 == len(self.lines) or self.lines[index + 1].block != line.block
        first = index == 0 or self.lines[index - 1].block != line.block
        if not (alone and first and text[:1].isupper()) or self.ctx.grammar.roles.has(text):
            return False
        if self.ctx.label(self.lines, index, *LABELS):
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
        return self.leads_to_focal(index)
