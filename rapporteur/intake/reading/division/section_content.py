"""What stands at a line and below it, which tells whether the line is the heading of a section, and of which."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.dates import read_date_line
from rapporteur.intake.reading.front import is_person
from rapporteur.intake.reading.lists import looks_like_names
from rapporteur.intake.reading.progress import has_amount
from rapporteur.intake.reading.sources.lines import BULLET, Line, flat, key

_OTHER_SIZE = 0.1
"""The share by which the size of a heading differs from that of the line above, where no blank line parts them."""
_LARGER = 1.1
"""How much larger than what is below it a heading is that stands in one block with it."""
_LINES_OF_KIND = 20
"""Lines below a heading that show by codes, an amount or an address what it heads; a sentence or two may come first."""
_LINES_TO_MONTH = 12
"""Lines below the heading of media or meetings in which the first month stands."""
_LINES_OF_STAFF = 60
_FEWEST_PEOPLE = 3
_FEWEST_WITH_FUNCTION = 2
"""Lines below the heading of a secretariat, and people in them, with a function and without. One alone is the focal
point of a region.
"""
_LINES_OF_LIST = 59
_LINE_OF_LIST = 60
_FEWEST_COMMAS = 8
"""Lines of a list of members, characters of one, and commas in one that is set as a text; a box has fewer members."""
_FEWEST_COLUMNS = 2
_LONGEST_NAME = 40
_FEWEST_NAMES = 10
_RISING = 0.8
"""Characters of a name, names one a line, and the share of them in order of the alphabet: `São Paulo` and names with an
article are out of it.
"""
_LINES_OF_REGION = 200
_LONGEST_OF_REGION = 90
"""Lines from the name of a region to its focal point, and characters of one: a region may have a hundred members."""


class Below:
    """The lines of a document, asked for what stands at one of them and below it."""

    def __init__(self, lines: Sequence[Line], ctx: ReadingContext) -> None:
        self.lines = lines
        self.ctx = ctx

    def begins_block(self, index: int) -> bool:
        """Whether the line at `index` is the first of its block, or set apart from the line above by its type."""
        line = self.lines[index]
        above = self.lines[index - 1] if index else None
        if above is None or above.block != line.block:
            return True
        return abs(above.size - line.size) > _OTHER_SIZE * line.size or (line.all_bold and not above.all_bold)

    def names_region(self, index: int) -> bool:
        text = self.lines[index].text.strip()
        return text[:1].isupper() and self.ctx.grammar.regions.score(self.ctx.region_name(text)) == 1

    def is_followed_by(self, kind: str, after: int) -> bool:
        """Whether the lines from `after` hold what a section of `kind` has."""
        near = self.lines[after : after + _LINES_OF_KIND]
        if kind in ("bilateral", "media"):
            return self.leads_to_month(after)
        if kind == "dues":
            return any(has_amount(line.text) for line in near)
        if kind == "plan":
            codes = [self.ctx.codes.leading(line.text) for line in near]
            return any(code and self.ctx.codes.level(code[0]) < self.ctx.codes.depth for code in codes)
        if kind == "activated":
            return self.is_long_list(after - 1)
        if kind == "contact":
            return any("@" in line.text for line in near)
        return kind == "secretariat" and self.heads_staff(after)

    def is_title(self, after: int) -> bool:
        """Whether a line of place and day follows: what stands above it is the title of an activity."""
        found = read_date_line(self.lines[after].text, self.ctx.grammar) if after < len(self.lines) else None
        return found is not None and (found.when.day is not None or bool(found.place))

    def is_apart(self, index: int, size: int) -> bool:
        """Whether a heading stands by itself: in type of its own, or with nothing below it in its block."""
        line, after = self.lines[index], index + size
        if after >= len(self.lines) or self.lines[after].block != line.block:
            return True
        below = self.lines[after]
        return line.size > _LARGER * below.size or (line.all_bold and not below.all_bold)

    def leads_to_month(self, after: int) -> bool:
        for line in self.lines[after : after + _LINES_TO_MONTH]:
            found = read_date_line(line.text, self.ctx.grammar)
            if found is not None:
                return found.when.day is None and not found.place
        return False

    def heads_staff(self, after: int) -> bool:
        """Whether people with their functions, or how to reach them, follow, and not one focal point of a region."""
        people = functions = 0
        for place in range(after, min(after + _LINES_OF_STAFF, len(self.lines))):
            text = BULLET.sub("", self.lines[place].text)
            if self.ctx.label(self.lines, place, "board", "secretary", "focal_point"):
                return False
            if place > after and self.begins_block(place) and self.names_region(place):
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
            if people >= _FEWEST_PEOPLE or (people >= _FEWEST_WITH_FUNCTION and functions >= 1):
                return True
        return functions >= 1 and people >= 1

    def is_long_list(self, index: int, *, in_text: bool = True) -> bool:
        """Whether a long list of names follows, in columns or one a line in alphabetical order, or parted by commas.

        Parted by commas, as boxes of activities have them, it counts only where `in_text` allows.
        """
        names: list[str] = []
        for line in self.lines[index + 1 : index + 1 + _LINES_OF_LIST]:
            text = line.text.strip()
            if "\t" in text or len(re.findall(r"\S\s{3,}\S", text)) >= _FEWEST_COLUMNS:
                return True
            if (
                not names
                and (text.endswith(".") or len(text) > _LINE_OF_LIST)
                and text.count(",") < _FEWEST_COMMAS
            ):
                continue  # a sentence before the list
            if (
                in_text
                and text.count(",") >= _FEWEST_COMMAS
                and looks_like_names(text.rstrip("."), self.ctx.grammar)
            ):
                return True
            if len(text) > _LONGEST_NAME or "," in text:
                break
            names.append(key(text))
        rising = sum(1 for a, b in itertools.pairwise(names) if a <= b)
        return len(names) >= _FEWEST_NAMES and rising >= _RISING * (len(names) - 1)

    def leads_to_focal(self, index: int) -> bool:
        """Whether names and then a focal point follow, before any label of another part."""
        grammar = self.ctx.grammar
        for place in range(index + 1, min(index + _LINES_OF_REGION, len(self.lines))):
            text = self.lines[place].text
            if len(text) > _LONGEST_OF_REGION:
                return False
            if self.ctx.label(self.lines, place, "focal_point", "secretary"):
                return place > index + 1
            if self.ctx.label(self.lines, place, "board") or grammar.roles.has(text):
                return False
            if "\t" not in text and not looks_like_names(text, grammar) and ":" not in text:
                if not text.rstrip().endswith(")"):
                    return False
        return False
