"""Rules on the days, the order and the texts of the activities of a printed report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from rapporteur.core.search import fold
from rapporteur.intake.reconciling.asking import adapted, of_print
from rapporteur.intake.reconciling.printed import Print
from rapporteur.intake.reconciling.reading import (
    Told,
    days_in,
    is_of_another_time,
    sentences,
)
from rapporteur.intake.reconciling.text_rules import in_text
from rapporteur.reports.checking import activity_rules
from rapporteur.reports.checking.activity_rules import place_of
from rapporteur.reports.checking.facts import Activity, Fact
from rapporteur.reports.checking.finding import Severity
from rapporteur.reports.checking.rule import Hit, Rule, rule

# --- days --------------------------------------------------------------------------------------


@rule(
    "text-other-date",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES, Fact.TEXTS],
    asks="Does the text tell of the days of the heading?",
    why="The text and its heading date one event differently, or the text belongs to another.",
    message={
        "fr": "Le texte de « {activity} » ({dates}) donne d'autres jours : « {written} ».",
        "en": "The text of “{activity}” ({dates}) gives other days: “{written}”.",
        "es": "El texto de «{activity}» ({dates}) da otros días: «{written}».",
    },
    mend={
        "fr": "Corriger la date du titre ou celle du texte.",
        "en": "Correct the date of the heading or that of the text.",
        "es": "Corregir la fecha del título o la del texto.",
    },
)
@of_print
def text_other_date(printed: Print) -> Iterator[Hit]:
    """Yield texts that name days of the period, none of them the activity's; or a range that only half agrees."""
    for activity in printed.activities:
        told = _told(printed, activity)
        if activity.start is None:
            wrong = [each for each in told if activity.month and f"{each.start:%Y-%m}" != activity.month]
        else:
            first, last = activity.start, activity.end or activity.start
            near = [
                t for t in told if t.start <= last + timedelta(days=1) and t.end >= first - timedelta(days=1)
            ]
            wrong = [t for t in near if t.end > t.start and _half_agrees(t, first, last)] if near else told
        if wrong and (activity.dates or activity.month):
            values = {"activity": activity.title, "dates": activity.dates, "written": wrong[0].written}
            evidence = (*activity.evidence("start"), in_text(printed, activity, wrong[0].written))
            yield Hit(activity.record, "start", values, (activity, wrong[0].written), evidence)


def _half_agrees(told: Told, first: date, last: date) -> bool:
    return first < last and (told.start == first) != (told.end == last)


def _told(printed: Print, activity: Activity) -> list[Told]:
    """Return the days in the period that the text gives, sentences on what is to come apart."""
    found: list[Told] = []
    for sentence in sentences(printed.text_of(activity)):
        if not is_of_another_time(sentence, printed.language, None, None):
            found += days_in(sentence, printed.language, printed.start, printed.end)
    return [each for each in found if printed.start <= each.start and each.end <= printed.end]


@rule(
    "weekday-wrong",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES, Fact.TEXTS],
    asks="Is every day of the week that of its date?",
    why="One of the two is wrong.",
    message={
        "fr": "« {activity} » : « {written} » n'est pas le bon jour de la semaine pour le {day}.",
        "en": "“{activity}”: “{written}” is not the right day of the week for {day}.",
        "es": "«{activity}»: «{written}» no es el día de la semana del {day}.",
    },
    mend={
        "fr": "Corriger le jour de la semaine ou la date.",
        "en": "Correct the day of the week or the date.",
        "es": "Corregir el día de la semana o la fecha.",
    },
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


def _gives_its_days(printed: Print, activity: Activity) -> bool:
    return any(
        told.start == activity.start and told.end == (activity.end or activity.start)
        for told in _told(printed, activity)
    )


def _shared_long_dates(printed: Print) -> Iterator[tuple[Hit, Activity | None]]:
    """Yield long activities with equal days elsewhere; with the one whose text alone gives the days, if so."""
    for hit in activity_rules.activity_same_long_dates.ask(printed):
        together = [part for part in hit.rests_on if isinstance(part, Activity)]
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
    message={
        "fr": "« {activities} » ont les mêmes dates ({dates}) en deux lieux ; seul le texte de « {sure} » les donne.",
        "en": "“{activities}” have the same dates ({dates}) at two places; only the text of “{sure}” gives them.",
        "es": "«{activities}» tienen las mismas fechas ({dates}) en dos lugares; solo el texto de «{sure}» las da.",
    },
    mend={
        "fr": "Chercher les vraies dates de « {doubted} » : ce sont peut-être celles de l'autre.",
        "en": "Find the true dates of “{doubted}”: these may be those of the other.",
        "es": "Buscar las fechas reales de «{doubted}»: estas pueden ser las de la otra.",
    },
)
@of_print
def dates_of_another(printed: Print) -> Iterator[Hit]:
    """Yield pairs of long activities with equal days at different places, of which one text alone gives the days."""
    for hit, sure in _shared_long_dates(printed):
        if sure is not None:
            together = [part for part in hit.rests_on if isinstance(part, Activity)]
            (doubted,) = [activity for activity in together if activity is not sure]
            titles = tuple(activity.title for activity in together)
            values = {"activities": titles, "dates": sure.dates, "sure": sure.title, "doubted": doubted.title}
            (told, *_) = [each for each in _told(printed, sure) if each.start == sure.start]
            evidence = (*hit.evidence, in_text(printed, sure, told.written))
            yield Hit(doubted.record, "start", values, hit.rests_on, evidence)


@rule(
    "same-programme-dates",
    Severity.INFORMATION,
    needs=[Fact.ACTIVITIES],
    asks="Are two activities of one programme in different places on the same days?",
    why="One team is seldom at two places; one of them may have the other's dates.",
    message={
        "fr": "« {activity} » et « {other} », d'un même programme : mêmes dates ({dates}), autre lieu.",
        "en": "“{activity}” and “{other}”, of one programme, have the same dates ({dates}) at different places.",
        "es": "«{activity}» y «{other}», de un mismo programa: mismas fechas ({dates}), otro lugar.",
    },
    mend={
        "fr": "Vérifier les dates des deux activités.",
        "en": "Look at the dates of both.",
        "es": "Revisar las fechas de ambas.",
    },
)
@of_print
def same_programme_dates(printed: Print) -> Iterator[Hit]:
    """Yield pairs whose titles begin alike up to a colon, with equal days and no place in common."""
    groups: dict[tuple[str, date, date], list[Activity]] = defaultdict(list)
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
    message={
        "fr": "« {activity} » ({dates}) est imprimée après « {other} » ({later}).",
        "en": "“{activity}” ({dates}) is printed after “{other}” ({later}).",
        "es": "«{activity}» ({dates}) figura después de «{other}» ({later}).",
    },
    mend={
        "fr": "Vérifier la date, ou changer l'ordre.",
        "en": "Look at the date, or change the order.",
        "es": "Revisar la fecha o cambiar el orden.",
    },
)
@of_print
def activity_out_of_order(printed: Print) -> Iterator[Hit]:
    """Yield activities that begin before the one above them, where hardly another of a line does."""
    by_line: dict[str | None, list[Activity]] = defaultdict(list)
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
    message={
        "fr": "« {activity} » et « {other} » ont un même paragraphe.",
        "en": "“{activity}” and “{other}” have a paragraph in common.",
        "es": "«{activity}» y «{other}» tienen un mismo párrafo.",
    },
    mend={
        "fr": "Rendre à chaque activité son texte.",
        "en": "Give each activity its own text.",
        "es": "Devolver a cada actividad su texto.",
    },
)
@of_print
def text_twice(printed: Print) -> Iterator[Hit]:
    """Yield activities one of whose long paragraphs an earlier one has word for word."""
    first: dict[str, Activity] = {}
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
    adapted(activity_rules.activity_same_long_dates, activity_same_long_dates),
    dates_of_another,
    same_programme_dates,
    activity_out_of_order,
    text_twice,
)
