"""Rules on what the texts and headings of a printed report say: numbers, days, boxes, order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from rapporteur.base.values.messages import Message
from rapporteur.intake.reading.grammar import load
from rapporteur.intake.reading.sources.lines import flat
from rapporteur.intake.reconciling.asking import of_print
from rapporteur.intake.reconciling.pages import is_of_another_time, number, number_pattern, sentences
from rapporteur.intake.reconciling.printed import Print
from rapporteur.proof.rules.facts import ActivityFacts
from rapporteur.proof.rules.finding import Evidence, Severity
from rapporteur.proof.rules.rule import Hit, Rule, rule
from rapporteur.proof.rules.subject import Fact


def in_text(printed: Print, activity: ActivityFacts, words: str) -> Evidence:
    """Return words of an activity's text as evidence, with the line that holds them."""
    body = printed.printed(activity).provenance.get("body")
    passage = printed.pages.holding(body.lines, [words]) if body else None
    return Evidence("text", words, passage or activity.passages.get("text"))


@rule(
    "box-wrong-heading",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES],
    asks="Does every box stand under its own heading?",
    why="Members under the heading of the deliverables are lost to whoever reads or counts by headings.",
    message=Message("In “{activity}”, the box headed “{heading}” holds {what}: {contents}."),
    mend=Message("Give the box the heading that its contents ask for."),
)
@of_print
def box_wrong_heading(printed: Print) -> Iterator[Hit]:
    """Yield boxes of members under a heading for deliverables, and the reverse."""
    grammar = load(printed.language)
    for activity in printed.activities:
        source = printed.printed(activity)
        for field, wrong, name in (("members", "results", "members"), ("deliverables", "members", "codes")):
            box = source.provenance.get(field)
            if box is None:
                continue
            above = printed.pages.before(box.lines[0], 3)
            first = printed.pages.between(box.lines[0], box.lines[0])
            heads = [" ".join(line.text for line in above[-n:]) for n in (1, 2, 3)]
            heads += [line.text.partition(":")[0] for line in first if ":" in line.text]
            for head in heads:
                if grammar.label(head, "results", "members") == wrong:
                    evidence = (Evidence("heading", head, printed.pages.of_lines(above[-1:])),)
                    values = {
                        "activity": activity.title,
                        "what": _BOXES[name],
                        "contents": getattr(source, field),
                        "heading": head.strip(" :*"),
                    }
                    yield Hit(
                        activity.record, name, values, (activity,), (*evidence, *activity.evidence(name))
                    )
                    break

    yield from _in_wrong_columns(printed)


def _in_wrong_columns(printed: Print) -> Iterator[Hit]:
    """Yield rows of a table of activities in which members and codes have changed columns."""
    places: dict[str, dict[str, tuple[int, int, int]]] = {"members": {}, "deliverables": {}}
    for activity in printed.activities:
        for field, found in places.items():
            box = printed.printed(activity).provenance.get(field)
            lines = printed.pages.between(*box.lines) if box else []
            cells = {line.cell for line in lines if line.cell is not None}
            if len(cells) == 1:
                found[activity.slug] = cells.pop()
    usual = {
        field: Counter(cell[2] for cell in found.values()).most_common(1) for field, found in places.items()
    }
    if not all(usual.values()) or min(most[0][1] for most in usual.values()) < _FEWEST_ROWS:
        return
    of_members, of_codes = usual["members"][0][0], usual["deliverables"][0][0]
    for activity in printed.activities:
        members, codes = places["members"].get(activity.slug), places["deliverables"].get(activity.slug)
        if members and codes and (members[2], codes[2]) == (of_codes, of_members) and of_codes != of_members:
            head = _head_of_column(printed, members[0], of_codes)
            values = {"activity": activity.title, "what": _BOXES["members"], "heading": head}
            values |= {"contents": printed.printed(activity).members}
            yield Hit(activity.record, "members", values, (activity,), activity.evidence("members"))


_FEWEST_ROWS = 3
"""Rows that have a box in one column before another is in the wrong one."""


def _head_of_column(printed: Print, table: int, column: int) -> str:
    cells = (
        line for line in printed.doc.lines if line.cell and line.cell[0] == table and line.cell[2] == column
    )
    return next((line.text.strip() for line in cells), "")


_BOXES = {
    "members": Message("members"),
    "codes": Message("deliverables"),
}

# --- numbers -----------------------------------------------------------------------------------

_MEMBERS = {
    "fr": r"(?:(?:villes|metropoles|cites|gouvernements) )?membres",
    "en": r"(?:members|member (?:cities|metropolises|governments|organisations|organizations))",
    "es": r"(?:(?:ciudades|metropolis|gobiernos) )?miembros",
}
_OURS = {
    "fr": r"(?: (?:de|parmi) (?:nos|ses|leurs|les)| autres)?",
    "en": r"(?: of (?:our|its|their|the)| other)?",
    "es": r"(?: de (?:nuestros|nuestras|sus|los|las)| otros| otras)?",
}
_OF = {
    "fr": r"(?: de | du | des | d'| (?!autour )[a-z]+ (?:de|du|d') )",
    "en": r" of ",
    "es": r"(?: de | del )",
}
_PEOPLE = {
    "fr": "experts expertes jures intervenants intervenantes orateurs oratrices representants representantes elus "
    "maires participants auditeurs",
    "en": "experts jurors speakers representatives mayors councillors participants auditors panellists",
    "es": "expertos expertas jurados ponentes representantes alcaldes concejales participantes auditores",
}
_CITIES = {
    "fr": "villes metropoles communes",
    "en": "cities towns metropolises",
    "es": "ciudades metropolis municipios",
}
"""What members are called beside the word for them; a text may count others so too."""
_SLIP = 2
"""How far a count of “cities” is from the box where it is a slip; farther away it counts other cities, or a part."""
_FEWEST_CITIES = 3
"""Fewer cities in a text are some of those in the box."""
MOST = 60
"""A larger number beside the word for members is the association's, not an activity's."""


@rule(
    "text-count-differs",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES, Fact.TEXTS],
    asks="Are there as many names as the text says?",
    why="The text counts what its own list, or the box beside it, names.",
    message=Message("The text of “{activity}” says “{written}”, but {counted} names are given."),
    mend=Message("Correct the number, the list in the text, or the box."),
)
@of_print
def text_count_differs(printed: Print) -> Iterator[Hit]:
    """Yield counts of members, or of people, that differ from the list after them; of members, from the box.

    The box is asked only where the text counts members once and gives no list; hosts may be counted in or not.
    """
    for activity in printed.activities:
        alone: list[tuple[str, int]] = []
        for sentence in sentences(printed.text_of(activity)):
            for written, stated, counted in _counts(printed, sentence):
                if counted is None:
                    alone.append((written, stated))
                    continue
                alone.append((written, 0))
                if counted != stated:
                    yield _count_hit(printed, activity, written, counted)
        if not alone:
            alone = list(_cities_counted(printed, activity))
        if len(alone) == 1 and alone[0][1] and (activity.members or activity.unresolved):
            slugs, open_ = activity.member_slugs, len(activity.unresolved)
            hosts = {place.organisation for place in activity.places if place.organisation}
            allowed = {len(slugs) + open_, len(slugs - hosts) + open_, len(slugs | hosts) + open_}
            if alone[0][1] not in allowed:
                yield _count_hit(printed, activity, alone[0][0], len(slugs) + open_)


def _cities_counted(printed: Print, activity: ActivityFacts) -> Iterator[tuple[str, int]]:
    """Yield counts of cities, or of what the report calls its members, that are near the number in the box.

    Counts of a part (“three of them”), of others, and what is told of another time are left alone.
    """
    language = printed.language
    words = "|".join(sorted({*_CITIES[language].split(), *printed.called}))
    pattern = re.compile(rf"(?<!\w)({number_pattern(language)}) (?:{words})(?!\w)")
    box = len(activity.member_slugs) + len(activity.unresolved)
    for sentence in sentences(printed.text_of(activity)):
        low = flat(sentence)
        for match in pattern.finditer(low):
            stated = number(match.group(1), language)
            part = re.match(rf"{_OF[language]}|{_OTHERS[language]}", low[match.end() :])
            before = re.search(rf"{_OTHERS[language]}\s*$", low[: match.start()])
            if part or before or is_of_another_time(sentence, language, activity.start, activity.end):
                continue
            if stated >= _FEWEST_CITIES and abs(stated - box) <= _SLIP:
                yield sentence[match.start() : match.end()], stated


_OTHERS = {
    "fr": r"\s?(?:autres|parmi|dont|plus de|pres de|environ)\b",
    "en": r"\s?(?:other|more|among|more than|about|nearly)\b",
    "es": r"\s?(?:otr[oa]s|mas|entre|mas de|cerca de|unas)\b",
}


def _count_hit(printed: Print, activity: ActivityFacts, written: str, counted: int) -> Hit:
    values = {"activity": activity.title, "written": written, "counted": counted}
    evidence = (in_text(printed, activity, written), *activity.evidence("members"))
    return Hit(activity.record, "text", values, (activity,), evidence)


def _counts(printed: Print, sentence: str) -> Iterator[tuple[str, int, int | None]]:
    """Yield what a sentence counts: the words, the number, and how many names of it follow (None: no list)."""
    language = printed.language
    low = flat(sentence)
    digits = number_pattern(language)
    members = re.compile(
        rf"({digits}){_OURS[language]}(?: {digits})? (?:nos |our )?{_MEMBERS[language]}(?!\w)"
    )
    of_others = re.compile(rf"{_OF[language]}(?!{re.escape(flat(printed.parsed.association or '-'))})")
    for match in members.finditer(low):
        stated = number(match.group(1), language)
        if stated > MOST or of_others.match(low, match.end()):
            continue
        items = _list_after(printed, sentence, match.end())
        known = [printed.directory.resolve(item) for item in items]
        certain = len(items) > 1 and all(each.key or each.meanings for each in known)
        yield sentence[match.start() : match.end()], stated, len(items) if certain else None
    people = re.compile(rf"({digits}) (?:{_PEOPLE[language].replace(' ', '|')})(?!\w)")
    found = list(people.finditer(low))
    if len(found) == 1:
        items = _list_after(printed, sentence, found[0].end())
        named = all(map(_is_person, items))
        if len(items) > 1 and named:
            stated = number(found[0].group(1), language)
            if len(items) != stated:
                yield sentence[found[0].start() : found[0].end()], stated, len(items)


def _is_person(item: str) -> bool:
    words = item.split()
    return 2 <= len(words) <= 5 and all(w[:1].isupper() for w in (words[0], words[-1]))


def _list_after(printed: Print, sentence: str, start: int) -> list[str]:
    """Return the names listed after a colon, or in brackets right after the count."""
    rest = sentence[start:]
    bracket = re.match(r"[^:.;()]{0,30}\(([^()]+)\)", rest)
    if bracket:
        text = bracket.group(1)
    elif ":" in rest:
        text = rest.partition(":")[2]
    else:
        return []
    text = re.sub(r"[.;].*$", "", text.strip())
    ands = "|".join(re.escape(word) for word in load(printed.language).and_words)
    parts = re.split(rf",\s*(?:{ands})\s+(?![^()]*\))|,\s*(?![^()]*\))|\s+(?:{ands})\s+(?![^()]*\))", text)
    items = []
    for part in parts:
        item = part.strip()
        if printed.directory.resolve(item).known or not item.endswith(")"):
            items.append(item)
        else:
            items.append(re.sub(r"\s*\([^()]*\)$", "", item))
    return [item for item in items if item]


RULES: tuple[Rule, ...] = (box_wrong_heading, text_count_differs)
