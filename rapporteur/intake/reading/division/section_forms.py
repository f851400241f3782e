"""What headings of other words head: told by the style they share, and by what stands below each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.dates import DateLine, read_date_line
from rapporteur.intake.reading.front import is_person
from rapporteur.intake.reading.lists import looks_like_names
from rapporteur.intake.reading.progress import has_amount
from rapporteur.intake.reading.sources.lines import BULLET, Line

_SHORTEST = 3
"""Characters that a heading has more than; less is a numeral or a mark."""
_ABOVE_SMALLER = 0.9
"""How small the line above is, in one block, where a heading begins in larger type."""
_CLEARLY_SMALLER = 0.95
"""How small the type of a heading is that stands below another; the two of one level may differ by rounding."""
_FEWEST_DATED = 2
_FEWEST_CODED = 2
"""Places with days, and boxes of codes, in a section of activities; one of each is the summary of a meeting."""
_MOST_OF_DUES = 12
"""Lines of a section on dues; a longer text that has an amount tells of a budget."""
_NAMES_A_MONTH = 2
"""Labels with names for each month of a section of meetings: members, and prospects or other members."""
_LINES_TO_MONTH = 4
"""Lines below a heading in which the first month of a section by months stands."""
_WORDS_OF_LABEL = 4
_FEWEST_OF_PLAN = 3
"""Codes that begin lines in a table of the plan; two are in any list of what an activity serves."""
_FEWEST_REGIONS = 2
_FEWEST_NAMES = 8
"""Names of a list of members; a box of an activity has fewer as a rule."""
_FEWEST_STAFF = 2
_FEWEST_UNREACHED = 3
"""People of a secretariat with an address beside them, and without."""
_FEWEST_OF_EDITORIAL = 100
"""Characters of prose in an editorial; less is a motto or a note on the title page."""

_LONGEST = 90
"""Characters of a heading; of those of strangers' reports the longest has 61."""
_FEWEST_STYLED = 4
"""Headings that a style must have to be one of sections where no heading is known: a report has seven or more."""
_PROSE = 60
"""Characters of a line, or two lines of a paragraph, that is text and no entry of a list."""
_LARGER = 1.15
"""How much larger than the text the headings of sections are; bold ones of its size head parts of a section."""
_FEWEST_MONTHS = 2
"""Months that stand alone in a section of the press or of meetings; a single one may be the period on the cover."""
_LINES_OF_TITLE = 3
"""Lines above one of place and day that may be a title: two of title and one of a place that is wrapped."""
_NAMED = 0.8
"""The share of lines that are names in a list of members: such a list may have a sentence before it."""
Style = tuple[str, float, bool]


def style_of(lines: Sequence[Line], index: int) -> Style | None:
    """Return the style of a line that may be a heading: its role, size and weight, or capitals that stand alone."""
    line = lines[index]
    text = line.text.strip()
    if not _SHORTEST < len(text) <= _LONGEST or text[-1] in ".,;:" or not any(c.isalpha() for c in text):
        return None
    if line.role:
        return (line.role, 0.0, False) if line.role.startswith("H") else None
    if line.size:
        return ("", line.size, line.all_bold)
    alone = index + 1 == len(lines) or lines[index + 1].block != line.block
    first = index == 0 or lines[index - 1].block != line.block
    return ("CAPITALS", 0.0, False) if text.isupper() and alone and first else None


def headed_by_form(lines: Sequence[Line], ctx: ReadingContext) -> dict[int, str]:
    """Return index of a heading → the kind of section that it heads, for headings that share the style of sections.

    Only headings whose words nobody knows are here, each with the kind that what stands below it is.
    """
    styles = {
        index: style
        for index in range(len(lines))
        if (style := style_of(lines, index)) and not _is_title(lines, index, ctx)
    }
    known = {index: ctx.heading_scores(lines[index].text) for index in styles}
    of_sections = _styles_of_sections(lines, styles, known)
    if not of_sections:
        return {}
    heads = [index for index, style in styles.items() if style in of_sections and _begins(lines, index)]
    found: dict[int, str] = {}
    for place, index in enumerate(heads):
        if any(score == 1 for _, score in known[index]) or ctx.codes.line_heading(lines[index].text):
            continue
        own = styles[index]
        end = next((later for later in heads[place + 1 :] if not is_below(styles[later], own)), len(lines))
        if kind := kind_of(lines[index + 1 : end], ctx):
            found[index] = kind
    return found


def _is_title(lines: Sequence[Line], index: int, ctx: ReadingContext) -> bool:
    """Whether a line is in the title of an activity, right above a line of place and day, in whatever type."""
    for below in range(index + 1, min(index + 1 + _LINES_OF_TITLE, len(lines))):
        line = lines[below]
        when = read_date_line(line.text, ctx.grammar) if len(line.text) <= _LONGEST else None
        if when is not None and (when.place or when.online or when.when.day is not None):
            return True
        if line.block != lines[index].block:
            break
    return False


def _begins(lines: Sequence[Line], index: int) -> bool:
    above = lines[index - 1] if index else None
    return (
        above is None or above.block != lines[index].block or above.size < _ABOVE_SMALLER * lines[index].size
    )


def _styles_of_sections(
    lines: Sequence[Line], styles: dict[int, Style], known: dict[int, list[tuple[str, float]]]
) -> set[Style]:
    """Return the styles that headings of sections have: those of known ones, else the largest that comes back."""
    usual = _usual(lines)
    counted = Counter(
        style for index, style in styles.items() if any(score == 1 for _, score in known[index])
    )
    stands_out = {style for style in counted if style[0] or style[1] > _LARGER * usual[0]}
    if any(style[0].startswith("H") for style in stands_out):
        return {(f"H{level}", 0.0, False) for level in (1, 2)}
    if sum(counted[style] for style in stands_out) > 1:
        return stands_out
    times = Counter(styles.values())
    large = [
        style
        for style, n in times.items()
        if n >= _FEWEST_STYLED and (style[0] or style[1] > _LARGER * usual[0])
    ]
    return {min(large, key=lambda style: (style[0], -style[1]))} if large else set()


def is_below(style: Style | None, other: Style | None) -> bool:
    """Whether a heading of `style` stands below one of `other`: of a deeper level, or in clearly smaller type."""
    if style is None or other is None:
        return False
    if style[0] and other[0]:
        return style[0] > other[0]
    return style[1] < _CLEARLY_SMALLER * other[1]


def _usual(lines: Sequence[Line]) -> tuple[float, bool]:
    """Return size and weight that most text has."""
    sizes: Counter[tuple[float, bool]] = Counter()
    for line in lines:
        sizes[line.size, line.all_bold] += len(line.text)
    return max(sizes, key=lambda each: (sizes[each], each)) if sizes else (0.0, False)


def kind_of(below: Sequence[Line], ctx: ReadingContext) -> str:
    """Return the kind of section that has such content, or nothing where none is sure."""
    dated = [found for line in below if (found := read_date_line(line.text, ctx.grammar)) is not None]
    days = [found for found in dated if found.when.day is not None and (found.place or found.online)]
    coded = sum(1 for line in below if _holds_codes(line.text, ctx))
    if len(days) >= _FEWEST_DATED and coded >= _FEWEST_CODED:
        return "activities"
    months = _months(below, dated, ctx)
    if months >= _FEWEST_MONTHS and not coded:
        return "bilateral" if _labelled_names(below, ctx) >= _NAMES_A_MONTH * months else "media"
    if _holds_plan(below, ctx):
        return "plan"
    if any(has_amount(line.text) for line in below) and len(below) <= _MOST_OF_DUES:
        return "dues"
    if _holds_regions(below, ctx):
        return "who"
    if _is_list(below, ctx):
        return "activated"
    if _holds_staff(below, ctx):
        return "secretariat"
    prose = sum(
        len(line.text) for line in below if len(line.text) > _PROSE or line.text.rstrip().endswith(".")
    )
    return "editorial" if prose > _FEWEST_OF_EDITORIAL and not coded and not days else ""


def _holds_codes(text: str, ctx: ReadingContext) -> bool:
    return ctx.codes.is_list(text) or ctx.codes.is_list(text.partition(":")[2])


def _months(below: Sequence[Line], dated: Sequence[DateLine], ctx: ReadingContext) -> int:
    """Return how many lines are months alone, where the first stands near the heading."""
    first = next((i for i, line in enumerate(below) if read_date_line(line.text, ctx.grammar)), len(below))
    return (
        sum(1 for each in dated if each.when.day is None and not each.place) if first < _LINES_TO_MONTH else 0
    )


def _labelled_names(below: Sequence[Line], ctx: ReadingContext) -> int:
    """Return how many lines are a label, a colon and names."""
    pairs = [line.text.partition(":") for line in below if not BULLET.match(line.text)]
    return sum(
        1
        for head, colon, rest in pairs
        if colon
        and len(head.split()) <= _WORDS_OF_LABEL
        and (not rest.strip() or looks_like_names(rest, ctx.grammar))
    )


def _holds_plan(below: Sequence[Line], ctx: ReadingContext) -> bool:
    leading = [found for line in below if (found := ctx.codes.leading(line.text))]
    levels = {ctx.codes.level(code) for code, _ in leading}
    return len(leading) >= _FEWEST_OF_PLAN and (
        len(levels) > 1 or sum(bool(rest) for _, rest in leading) >= _FEWEST_OF_PLAN
    )


def _holds_regions(below: Sequence[Line], ctx: ReadingContext) -> bool:
    """Whether two or more names of regions stand here, with lists of names and people under them."""
    names = [ctx.region_name(line.text) for line in below if len(line.text) <= _LONGEST]
    return len({name for name in names if name and ctx.grammar.regions.score(name) == 1}) >= _FEWEST_REGIONS


def _is_list(below: Sequence[Line], ctx: ReadingContext) -> bool:
    """Whether most lines are names, ten or more in all, and hardly any is a person with an office."""
    named = [line for line in below if looks_like_names(line.text.rstrip("."), ctx.grammar)]
    count = sum(len(re.split(r",|\t|\s{3,}", line.text)) for line in named)
    people = sum(1 for line in below if "@" in line.text or any(map(str.isdecimal, line.text)))
    return count >= _FEWEST_NAMES and not people and len(named) >= _NAMED * len(below)


def _holds_staff(below: Sequence[Line], ctx: ReadingContext) -> bool:
    people = sum(1 for line in below if is_person(re.split(r"\s*[,:\t–|(]\s*", line.text.strip())[0], ctx))
    reached = any("@" in line.text for line in below)
    return (
        people >= _FEWEST_STAFF
        and (reached or people >= _FEWEST_UNREACHED)
        and all(len(line.text) < 2 * _PROSE for line in below)
    )
