"""What every part needs at hand: the report, the language, and how to word, name, sort and colour in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from rapporteur.base.values.collation import Key, sort_key
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.formatting import days, languages, lists, numbers
from rapporteur.base.values.links import link_target
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.messages import Printed
from rapporteur.base.values.richtext import Block
from rapporteur.base.values.typography import bind_runs, normalise, normalise_runs
from rapporteur.base.words.say import say
from rapporteur.documents.view.shapes import BlockView, CodeView, RunView
from rapporteur.report.value.data import ActivityData, MemberData, NodeData, ReportData

_TINT = 0.08
DASH = "–"


def tint(colour: str) -> str:
    """Return 8 % of `colour` (#rrggbb) over white."""
    channels = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - channel) * _TINT):02x}" for channel in channels)


def anchor(kind: str, key: str) -> str:
    """Return the anchor of an activity, line, region or section: the same in every language and format."""
    return f"{kind}-{key}"


class Wording:
    """A document in one language while it is being put into words; `languages` are those that it may fall back to."""

    def __init__(self, language: str, languages: Iterable[str]) -> None:
        self.language = language
        self.languages: tuple[str, ...] = tuple(dict.fromkeys((language, *languages)))
        self.key: Callable[[str], Key] = sort_key(language)

    # --- words ------------------------------------------------------------------------------------------

    def say(self, message: Printed | str, /, **values: str) -> str:
        """Return a fixed wording with its placeholders filled."""
        return say(Printed(message) if isinstance(message, str) else message, self.language, **values)

    def word(self, context: str, message: str, /, **values: str) -> str:
        """Return a fixed wording that means something only in its `context`."""
        return say(Printed(message, context=context), self.language, **values)

    def many(self, one: str, more: str, /, count: int, **values: str) -> str:
        """Return a wording that agrees with `count`, which fills its placeholder {count}."""
        return say(Printed(one, more, by="count"), self.language, count=count, **values)

    def text(self, text: LocalizedText) -> str:
        """Return a text of the report in this language, or in the first of the others that has it."""
        for language in self.languages:
            if language in text:
                return normalise(text[language], language)
        return text.best(self.languages)

    def blocks(self, text: Mapping[str, Sequence[Block]]) -> list[BlockView]:
        """Return rich text in this language, or in the first of the others that has it."""
        for language in (*self.languages, *sorted(text)):
            if text.get(language):
                return [_block(block, language) for block in text[language]]
        return []

    # --- figures and dates ------------------------------------------------------------------------------

    def number(self, number: int) -> str:
        """Return a number as printed."""
        return numbers.format_number(number, self.language)

    def figure(self, number: int) -> str:
        """Return a number as printed in a table, where none is a dash."""
        return self.number(number) if number else DASH

    def percent(self, share: float) -> str:
        """Return a share as printed."""
        return numbers.format_percent(share, self.language)

    def listed(self, items: Iterable[str]) -> str:
        """Return “a, b and c”."""
        return lists.format_list(list(items), self.language)

    def day(self, day: date) -> str:
        """Return a day with its year."""
        return days.format_day(day, self.language)


class Context(Wording):
    """A report in one language while it is being put into words."""

    def __init__(self, data: ReportData, language: str) -> None:
        super().__init__(language, (data.association.source_language, *data.association.languages))
        self.data = data
        self.members: dict[str, MemberData] = {member.slug: member for member in data.members}
        self.activities: dict[str, ActivityData] = {activity.slug: activity for activity in data.activities}
        self.colour = data.association.colours.own

    @cached_property
    def lies_in_one_year(self) -> bool:
        """Whether the period lies within one year, so that its days need not repeat it."""
        return self.data.period.start.year == self.data.period.end.year

    def span(self, start: date | None, end: date | None, month: str | None = None) -> str:
        """Return when something happened; the year only if the reader could not know it."""
        span = Dates(start, end) if start else Dates(month=month)
        year = not self.lies_in_one_year or span.first_day.year != self.data.period.start.year
        return days.format_dates(span, self.language, year=year)

    def month(self, month: str) -> str:
        """Return a month as a heading."""
        year = not self.lies_in_one_year
        return languages.capitalise(days.format_month(month, self.language, year=year))

    @cached_property
    def period(self) -> str:
        """The period as printed: “April–June 2018”."""
        period = self.data.period
        return normalise(days.format_period(period.start, period.end, self.language), self.language)

    # --- order ------------------------------------------------------------------------------------------

    @cached_property
    def sorted_activities(self) -> list[ActivityData]:
        """The activities by line, first day and title; those of which only the month is known end it.

        The title is that in the source language, so that every language has the same order and numbers.
        """
        lines = {node.code: index for index, node in enumerate(self.lines)}
        source = self.data.association.source_language
        sorting = sort_key(source)

        def key(activity: ActivityData) -> tuple[int, str, bool, date, Key, str]:
            line = lines.get(activity.line or "", len(lines))
            title = sorting(activity.title.best((source, *self.languages)))
            day = activity.start or date.max
            return line, activity.month, activity.start is None, day, title, activity.slug

        return sorted(self.data.activities, key=key)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The running number of each activity."""
        return {activity.slug: number for number, activity in enumerate(self.sorted_activities, start=1)}

    # --- the plan ---------------------------------------------------------------------------------------

    @cached_property
    def nodes(self) -> dict[str, NodeData]:
        """The nodes of the plan by code."""
        return {node.code: node for node in self.data.plan.nodes} if self.data.plan else {}

    @cached_property
    def lines(self) -> tuple[NodeData, ...]:
        """The lines of the plan."""
        return self.data.plan.lines if self.data.plan else ()

    def line_of(self, code: str) -> str:
        """Return the code of the line that a node belongs to."""
        while (above := self.nodes[code].parent) is not None:
            code = above
        return code

    @cached_property
    def line_colours(self) -> dict[str, str]:
        """The colour of each line; where the lines outnumber the colours these begin again."""
        colours = self.data.association.colours.lines or (self.colour,)
        return {node.code: colours[index % len(colours)] for index, node in enumerate(self.lines)}

    @cached_property
    def codes(self) -> dict[str, CodeView]:
        """Every node of the plan as a chip."""
        views = {}
        for code, node in self.nodes.items():
            colour = self.line_colours[self.line_of(code)]
            views[code] = CodeView(code=code, title=self.text(node.title), colour=colour, tint=tint(colour))
        return views

    @cached_property
    def deliverable_level(self) -> str:
        """The key of the plan's last level."""
        return self.data.plan.levels[-1].key if self.data.plan else ""

    def things(self, level: str, count: int) -> str:
        """Return what `count` nodes of a level are called in this plan, as said within a sentence."""
        plan = self.data.plan
        found = next((one for one in plan.levels if one.key == level), None) if plan else None
        if found is None:
            return ""
        one = count == 1 or (count == 0 and self.language.startswith("fr"))
        name = self.text(found.name if one else found.plural) or self.text(found.name)
        return name if self.language.startswith("de") else name[:1].lower() + name[1:]


def _block(block: Block, language: str) -> BlockView:
    items = []
    for item in block.items:
        texts = bind_runs(normalise_runs([run.text for run in item], language))
        items.append(
            [
                RunView(text=text, bold=run.bold, italic=run.italic, href=link_target(run.href or "") or None)
                for run, text in zip(item, texts, strict=True)
            ]
        )
    return BlockView(kind=block.kind, items=items)
