"""Rules on numbers that stand beside what they count: of a region, of days."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapporteur.base.values.messages import Message
from rapporteur.base.values.search import fold
from rapporteur.intake.reading import parsed as p
from rapporteur.intake.reading.sources.lines import flat
from rapporteur.intake.reconciling.asking import of_print
from rapporteur.intake.reconciling.pages import is_of_another_time, sentences
from rapporteur.intake.reconciling.printed import Print
from rapporteur.intake.reconciling.rules.texts import in_text
from rapporteur.proof.rules.finding import Evidence, Record, Severity
from rapporteur.proof.rules.rule import Hit, Rule, rule
from rapporteur.proof.rules.subject import Fact

_LONGEST_DIFFERENCE = 3
"""Names that a region's count may differ by; where it is more, a column of its list may have been lost in reading."""
_FEWEST_OTHERS = 2
_SECOND_DAY = {
    "fr": r"\b(?:(?:la |une )?(?:deuxieme|seconde) journee|(?:le|au) (?:deuxieme|second) jour|les deux (?:jours"
    r"|journees)"
    r"|le lendemain(?: matin)?,?(?: [\w']+){0,5}? (?:ont|a|s'est|se sont) (?:repris|continue|poursuivi\w*)"
    r"|(?:ont|a|s'est|se sont) (?:repris|continue|poursuivi\w*) le lendemain)\b",
    "en": r"\b(?:(?:the |its )?second day|day two|both days"
    r"|(?:the )?(?:next|following) (?:day|morning),?(?: [\w']+){0,5}? (?:resumed|continued|went on)"
    r"|(?:resumed|continued|went on) (?:on )?the (?:next|following) (?:day|morning))\b",
    "es": r"\b(?:(?:el )?segundo dia|la segunda jornada|ambos dias|ambas jornadas|los dos dias"
    r"|(?:al dia|a la manana) siguiente,?(?: \w+){0,5}? (?:se reanud\w+|continu\w+|sigui\w+|prosigui\w+)"
    r"|(?:se reanud\w+|continu\w+|sigui\w+|prosigui\w+) (?:al dia|a la manana) siguiente)\b",
}
"""What tells of a second day; of the day after only where the work went on."""
_SECOND_HALF = r"\b(?:partie|moitie|part|half|parte|mitad) (?:de|of)\b"


@rule(
    "region-count-differs",
    Severity.WARNING,
    needs=[Fact.LISTS],
    asks="Is the number printed beside a region that of its list?",
    why="Whoever counts the list gets another number; one of the two is wrong.",
    message=Message("{region}: the report states {stated}, its list has {counted} names."),
    mend=Message("Correct the number, or complete the list."),
)
@of_print
def region_count_differs(printed: Print) -> Iterator[Hit]:
    """Yield regions whose printed count differs from their list; by much, only where those of the others agree.

    Else the reading may have lost a column of every list without a trace.
    """
    counts = {region.name: _counts(printed, region) for region in printed.parsed.regions}
    known = {name: each for name, each in counts.items() if each is not None}
    for region in printed.parsed.regions:
        heading = region.provenance.get("name")
        if heading is None or region.name not in known:
            continue
        stated, counted = known[region.name]
        others = [one == other for name, (one, other) in known.items() if name != region.name]
        sure = len(others) >= _FEWEST_OTHERS and all(others)
        if stated != counted and (sure or abs(stated - counted) <= _LONGEST_DIFFERENCE):
            record = Record("printed.region", fold(region.name).replace(" ", "-"), printed.lt(region.name))
            members = region.provenance.get("members", heading)
            evidence = (
                Evidence("stated", stated, printed.pages.passage(heading)),
                Evidence("directory", counted, printed.pages.passage(members)),
            )
            values = {"region": printed.lt(region.name), "stated": stated, "counted": counted}
            yield Hit(record, "count", values, (region.name, stated, counted), evidence)


def _counts(printed: Print, region: p.ParsedRegion) -> tuple[int, int] | None:
    """Return the number printed beside a region and that of its list; nothing where no one number stands there."""
    heading = region.provenance.get("name")
    text = " ".join(line.text for line in printed.pages.between(*heading.lines)) if heading else ""
    beside = text[len(region.name) :] if flat(text).startswith(flat(region.name)) else ""
    numbers = re.findall(r"(?<!\d)\d{1,3}(?!\d)", beside)
    if len(numbers) != 1 or not region.members:
        return None
    return int(numbers[0]), len(region.members) + _listed_again(printed, region)


def _listed_again(printed: Print, region: p.ParsedRegion) -> int:
    """Return how many names stand twice in one region's list: whoever counts the lines counts both."""
    members = region.provenance.get("members")
    if members is None:
        return 0
    text = ",".join(line.text for line in printed.pages.between(*members.lines))
    names = [fold(part) for part in re.split(r",|\t|\s{3,}", text)]
    return sum(names.count(fold(name)) - 1 for name in region.members if names.count(fold(name)) > 1)


@rule(
    "text-second-day",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES, Fact.TEXTS],
    asks="Has an activity whose text tells of a second day more than one?",
    why="The heading or the text is of another event, or a day was left out.",
    message=Message("“{activity}” has one day ({dates}), but its text tells of a second: “{written}”."),
    mend=Message("Correct the days of the heading, or the text."),
)
@of_print
def text_second_day(printed: Print) -> Iterator[Hit]:
    """Yield activities of one day whose text tells of the second."""
    pattern = re.compile(_SECOND_DAY[printed.language])
    for activity in printed.activities:
        if activity.start is None or (activity.end or activity.start) != activity.start:
            continue
        for sentence in sentences(printed.text_of(activity)):
            match = pattern.search(flat(sentence))
            if match and not is_of_another_time(sentence, printed.language, activity.start, activity.end):
                written = sentence[match.start() : match.end()]
                values = {"activity": activity.title, "dates": activity.dates, "written": written}
                evidence = (*activity.evidence("start"), in_text(printed, activity, written))
                yield Hit(activity.record, "end", values, (activity, written), evidence)
                break


RULES: tuple[Rule, ...] = (region_count_differs, text_second_day)
