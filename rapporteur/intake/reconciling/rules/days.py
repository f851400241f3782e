"""Rules on the days, the order and the texts of the activities of a printed report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from rapporteur.base.values.messages import Message
from rapporteur.base.values.search import fold
from rapporteur.intake.reading.sources.lines import flat
from rapporteur.intake.reconciling.asking import adapt_rule, of_print
from rapporteur.intake.reconciling.pages import FUTURE, Told, days_in, is_of_another_time, sentences
from rapporteur.intake.reconciling.printed import Print
from rapporteur.intake.reconciling.rules.texts import in_text
from rapporteur.intake.reconciling.telling import tellings
from rapporteur.proof.rules import activities as activity_rules
from rapporteur.proof.rules.activities import place_of
from rapporteur.proof.rules.facts import ActivityFacts
from rapporteur.proof.rules.finding import Severity
from rapporteur.proof.rules.rule import Hit, Rule, rule
from rapporteur.proof.rules.subject import Fact
from rapporteur.records.names.forms import form_of

# --- days --------------------------------------------------------------------------------------


@rule(
    "text-other-date",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES, Fact.TEXTS],
    asks="Does the text tell of the days of the heading?",
    why="The text and its heading date one event differently, or the text belongs to another.",
    message=Message("The text of “{activity}” ({dates}) gives other days: “{written}”."),
    mend=Message("Correct the date of the heading or that of the text."),
)
@of_print
def text_other_date(printed: Print) -> Iterator[Hit]:
    """Yield texts that name days of the period, none of them the activity's; or a range that only half agrees."""
    for activity in printed.activities:
        told = _days_named(printed, activity)
        if activity.start is None:
            wrong = [each for each in told if activity.month and f"{each.start:%Y-%m}" != activity.month]
        else:
            first, last = activity.start, activity.end or activity.start
            near = [
                t for t in told if t.start <= last + timedelta(days=1) and t.end >= first - timedelta(days=1)
            ]
            wrong = [t for t in near if t.end > t.start and _half_agrees(t, first, last)] if near else told
            wrong = wrong or _a_day_off(printed, activity, near, first, last)
        if wrong and (activity.dates or activity.month):
            values = {"activity": activity.title, "dates": activity.dates, "written": wrong[0].written}
            evidence = (*activity.evidence("start"), in_text(printed, activity, wrong[0].written))
            yield Hit(activity.record, "start", values, (activity, wrong[0].written), evidence)


def _half_agrees(told: Told, first: date, last: date) -> bool:
    return first < last and (told.start == first) != (told.end == last)


def _a_day_off(
    printed: Print, activity: ActivityFacts, near: list[Told], first: date, last: date
) -> list[Told]:
    """Return days that are the heading's but for one: a range moved by a day, or the day of “the meeting of 22 March”.

    Not where the text gives the heading's days too, or tells of who came the day before or left the day after.
    """
    if any(told.start <= last and told.end >= first and told.end == told.start for told in near):
        return []
    if any((told.start, told.end) == (first, last) for told in near):
        return []
    text = printed.text_of(activity)
    of_event = {each.written for each in tellings(printed, activity, _ON[printed.language])}
    result = []
    for told in near:
        moved = abs((told.start - first).days) == 1 and told.end - told.start == last - first
        sentence = next((each for each in sentences(text) if told.written in each), "")
        if not moved or re.search(_BESIDE[printed.language], flat(sentence)):
            continue
        stressed = re.search(_IT_WAS[printed.language], flat(sentence.partition(told.written)[0]))
        if told.end > told.start or stressed or any(_follows(sentence, each, told) for each in of_event):
            result.append(told)
    return result


def _follows(sentence: str, words: str, told: Told) -> bool:
    """Whether a day stands right behind words that tell of the event."""
    after = sentence.partition(words)[2].strip()
    return after.startswith(told.written)


_ON = {
    "fr": r"(?:du|des|le|tenue?s? (?:le|les|du)|(?:s'est (?:tenue?|deroulee?|ouverte?)|a (?:eu lieu|commence"
    r"|debute)|fut tenue?)"
    r" (?:le|les|du|(?:au|le) matin du))",
    "en": r"(?:of|on|held on|(?:was held|took place|met|opened|began|started)(?: on)?(?: the (?:morning"
    r"|afternoon|evening) of)?)",
    "es": r"(?:del?|el|celebrad[oa]s? (?:el|del)|(?:se (?:celebro|reunio|abrio|inauguro)|tuvo lugar|comenzo|empezo)"
    r" (?:el|del|los dias|la (?:manana|tarde) del?))",
}
"""What stands between an event and its day."""
_IT_WAS = {"fr": r"c'est (?:le|les|du)\s$", "en": r"it was (?:on )?$", "es": r"fue (?:el|del)\s$"}
"""“It was on 13 January that the school opened.”"""
_BESIDE = {
    "fr": r"(?<!\w)(?:veille|lendemain|arriv\w+|depart|repart\w*|rentr\w+|prelude|marge)(?!\w)",
    "en": r"(?<!\w)(?:eve|day (?:before|after)|arriv\w+|left|leav\w+|travel\w*|departure|sidelines?|margins?)(?!\w)",
    "es": r"(?<!\w)(?:vispera|dia (?:anterior|siguiente)|lleg\w+|salida|salieron|regres\w+|viaj\w+|margen)(?!\w)",
}


def _up_to_now(printed: Print, activity: ActivityFacts, sentence: str) -> list[Told]:
    """Return the days of a sentence; of one that tells of what is to come those after the activity are left out."""
    days = list(days_in(sentence, printed.language, printed.start, printed.end))
    last = activity.end or activity.start
    if last is None or not re.search(FUTURE[printed.language], sentence):
        return days
    return [each for each in days if each.start <= last]


_NOT_HELD = {
    "fr": r"(?<!\w)(?:annoncee?s? pour|rendez-vous est pris|rendu compte|journal|presse|(?:envoye|publie|paru"
    r"|imprime|transmis|signe|recu)\w*|inscriptions?|candidatures?"
    r"|date limite|delai|attendue?s? pour|prevue?s? pour|dater?a?|datee?s?)(?!\w)",
    "en": r"(?<!\w)(?:announced for|date has been|reported|newspaper|paper|(?:was|were|been) (?:sent|published"
    r"|printed|signed)|registrations?|applications?"
    r"|deadline|expected on|due (?:on|by)|dated)(?!\w)",
    "es": r"(?<!\w)(?:(?:se )?anunci\w+ para|se ha quedado|diario|periodico|prensa|(?:se )?(?:envi|public"
    r"|imprimi|firm|remiti)\w+|inscripci\w+|candidaturas?"
    r"|plazo|prevista?o?s? para|fechad[oa]s?)(?!\w)",
}
"""A day on which something was sent, announced or due is none of the event itself."""


def _days_named(printed: Print, activity: ActivityFacts) -> list[Told]:
    """Return the days in the period that the text gives, sentences on what is to come apart."""
    found: list[Told] = []
    for sentence in sentences(printed.text_of(activity)):
        if not is_of_another_time(sentence, printed.language, None, None) and not re.search(
            _NOT_HELD[printed.language], flat(sentence)
        ):
            days = _up_to_now(printed, activity, sentence)
            found += [each for each in days if not _is_elsewhere(printed, activity, sentence, each)]
    return [each for each in found if printed.start <= each.start and each.end <= printed.end]


def _is_elsewhere(printed: Print, activity: ActivityFacts, sentence: str, told: Told) -> bool:
    """Whether a sentence puts a day at another place than the activity's: “a session on 15 June in Porto”."""
    before, _, after = sentence.partition(told.written)
    name = r"(?P<name>[A-ZÀ-Ý][\w'’-]+(?:\s[A-ZÀ-Ý][\w'’-]+)?)"
    at = r"(?:à|a|en|in|at)"
    match = re.match(rf"\s*,?\s*{at}\s+{name}", after) or re.search(
        rf"(?:^|\s)(?i:{at})\s+{name}\s*,?\s*(?:on|le|el)?\s*$", before
    )
    if match is None:
        return False
    own = {form_of(place.name.best(())).base for place in activity.places}
    return form_of(match["name"]).base not in own


@rule(
    "weekday-wrong",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES, Fact.TEXTS],
    asks="Is every day of the week that of its date?",
    why="One of the two is wrong.",
    message=Message("“{activity}”: “{written}” is not the right day of the week for {day}."),
    mend=Message("Correct the day of the week or the date."),
)
@of_print
def weekday_wrong(printed: Print) -> Iterator[Hit]:
    """Yield dates in texts and headings whose day of the week the calendar does not give."""
    for activity in printed.activities:
        for text in (printed.printed(activity).date_text, printed.text_of(activity)):
            for told in days_in(text, printed.language, printed.start, printed.end):
                if told.weekday is not None and told.start.weekday() != told.weekday:
                    values = {"activity": activity.title, "written": told.written, "day": told.start}
                    evidence = (in_text(printed, activity, told.written), *activity.evidence("start"))
                    yield Hit(activity.record, "text", values, (activity, told.written), evidence)


def _gives_its_days(printed: Print, activity: ActivityFacts) -> bool:
    return any(
        told.start == activity.start and told.end == (activity.end or activity.start)
        for told in _days_named(printed, activity)
    )


def _shared_long_dates(printed: Print) -> Iterator[tuple[Hit, ActivityFacts | None]]:
    """Yield long activities with equal days elsewhere; with the one whose text alone gives the days, if so."""
    for hit in activity_rules.activity_same_long_dates.ask(printed):
        together = [part for part in hit.rests_on if isinstance(part, ActivityFacts)]
        sure = [activity for activity in together if _gives_its_days(printed, activity)]
        yield hit, sure[0] if len(sure) == 1 and len(together) == 2 else None


def activity_same_long_dates(printed: Print) -> Iterator[Hit]:
    """Yield long activities with equal days at different places, where the texts do not tell them apart."""
    return (hit for hit, sure in _shared_long_dates(printed) if sure is None)


@rule(
    "dates-of-another",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES, Fact.TEXTS],
    asks="Of two long activities with the same days at different places, do both texts give the days?",
    why="Where only one does, the other may have been given its dates.",
    message=Message(
        "“{activities}” have the same dates ({dates}) at two places; only the text of “{sure}” gives them."
    ),
    mend=Message("Find the true dates of “{doubted}”: these may be those of the other."),
)
@of_print
def dates_of_another(printed: Print) -> Iterator[Hit]:
    """Yield pairs of long activities with equal days at different places, of which one text alone gives the days."""
    for hit, sure in _shared_long_dates(printed):
        if sure is not None:
            together = [part for part in hit.rests_on if isinstance(part, ActivityFacts)]
            (doubted,) = [activity for activity in together if activity is not sure]
            titles = tuple(activity.title for activity in together)
            values = {"activities": titles, "dates": sure.dates, "sure": sure.title, "doubted": doubted.title}
            (told, *_) = [each for each in _days_named(printed, sure) if each.start == sure.start]
            evidence = (*hit.evidence, in_text(printed, sure, told.written))
            yield Hit(doubted.record, "start", values, hit.rests_on, evidence)


@rule(
    "same-programme-dates",
    Severity.INFORMATION,
    needs=[Fact.ACTIVITIES],
    asks="Are two activities of one programme in different places on the same days?",
    why="One team is seldom at two places; one of them may have the other's dates.",
    message=Message(
        "“{activity}” and “{other}”, of one programme, have the same dates ({dates}) at different places."
    ),
    mend=Message("Look at the dates of both."),
)
@of_print
def same_programme_dates(printed: Print) -> Iterator[Hit]:
    """Yield pairs whose titles begin alike up to a colon, with equal days and no place in common."""
    groups: dict[tuple[str, date, date], list[ActivityFacts]] = defaultdict(list)
    for activity in printed.activities:
        head, colon, _ = activity.title.best(()).partition(":")
        if colon and activity.start and activity.places:
            groups[fold(head), activity.start, activity.end or activity.start].append(activity)
    for together in groups.values():
        for at, other in enumerate(together):
            for activity in together[:at]:
                if not set(map(place_of, activity.places)) & set(map(place_of, other.places)):
                    values = {"activity": activity.title, "other": other.title, "dates": activity.dates}
                    evidence = (*activity.evidence("start", "places"), *other.evidence("start", "places"))
                    yield Hit(activity.record, "start", values, (activity, other), evidence)


@rule(
    "activity-out-of-order",
    Severity.INFORMATION,
    needs=[Fact.ACTIVITIES],
    asks="Which activities stand after later ones of their line?",
    why="Asked where the others stand by date: a wrong date often shows itself by its place.",
    message=Message("“{activity}” ({dates}) is printed after “{other}” ({later})."),
    mend=Message("Look at the date, or change the order."),
)
@of_print
def activity_out_of_order(printed: Print) -> Iterator[Hit]:
    """Yield activities that begin before the one above them, where hardly another of a line does."""
    by_line: dict[str | None, list[ActivityFacts]] = defaultdict(list)
    for activity in printed.activities:
        if activity.start:
            by_line[activity.line].append(activity)
    pairs = [(a, b) for each in by_line.values() for a, b in pairwise(each)]
    wrong = [
        (above, below) for above, below in pairs if below.start and above.start and below.start < above.start
    ]
    if len(wrong) > max(1, len(pairs) // 10):
        return
    for above, below in wrong:
        values = {"activity": below.title, "dates": below.dates, "other": above.title, "later": above.dates}
        evidence = (*above.evidence("start"), *below.evidence("start"))
        yield Hit(below.record, "start", values, (above.slug, below), evidence)


@rule(
    "text-twice",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES, Fact.TEXTS],
    asks="Do two activities have the same text?",
    why="One of them has lost its own.",
    message=Message("“{activity}” and “{other}” have a paragraph in common."),
    mend=Message("Give each activity its own text."),
)
@of_print
def text_twice(printed: Print) -> Iterator[Hit]:
    """Yield activities one of whose long paragraphs an earlier one has word for word."""
    first: dict[str, ActivityFacts] = {}
    for activity in printed.activities:
        for paragraph in printed.text_of(activity).split("\n\n"):
            if len(paragraph) < LONG_PARAGRAPH:
                continue
            other = first.setdefault(fold(paragraph), activity)
            if other is not activity:
                values = {"activity": other.title, "other": activity.title}
                evidence = (*other.evidence("text"), *activity.evidence("text"))
                yield Hit(activity.record, "text", values, (other.slug, activity), evidence)
                break


LONG_PARAGRAPH = 250
RULES: tuple[Rule, ...] = (
    text_other_date,
    weekday_wrong,
    adapt_rule(activity_rules.activity_same_long_dates, activity_same_long_dates),
    dates_of_another,
    same_programme_dates,
    activity_out_of_order,
    text_twice,
)
