"""Rules on days that cannot be: one that no month has, and more days in a text than the heading gives."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from functools import lru_cache

from rapporteur.base.values.messages import Message
from rapporteur.intake.reading.grammar import load
from rapporteur.intake.reading.sources.lines import flat
from rapporteur.intake.reconciling.asking import of_print
from rapporteur.intake.reconciling.pages import is_of_another_time, number, number_pattern, sentences
from rapporteur.intake.reconciling.printed import Print
from rapporteur.intake.reconciling.rules.texts import in_text
from rapporteur.proof.rules.finding import Evidence, PrintedPassage, Record, Severity
from rapporteur.proof.rules.rule import Hit, Rule, rule
from rapporteur.proof.rules.subject import Fact

_FEWEST_DAYS = 28
_MOST_DAYS = 39
"""A number beyond this before the name of a month is no day that was mistyped."""
_NUMBERED = re.compile(
    r"(?:salle|sala|room|n[o°º]\.?|numero|number|page|pagina|article|articulo|rue|calle)\s*$"
)


@lru_cache(maxsize=8)
def _day_and_month(language: str) -> tuple[re.Pattern[str], ...]:
    grammar = load(language)
    day = rf"(?P<d>\d\d)(?:\s?{grammar.words('ordinals')}(?![a-z]))?"
    year = r"(?:\s*,?\s*(?:de[l]? )?(?P<y>(?:19|20)\d\d))?"
    month = rf"(?P<m>{grammar.month})"
    forms = [rf"(?<![\w.,:/]){day}\s+(?:{grammar.words('date_of')}\s+)?{month}(?![\w-]){year}"]
    if language == "en":
        forms.append(rf"(?<!\w){month}\s+{day}(?![\w:.,]\d|\d){year}")
    return tuple(map(re.compile, forms))


def _impossible(text: str, language: str, years: tuple[int, int]) -> Iterator[str]:
    """Yield the days of a text that no calendar has, as written."""
    months = load(language).month_numbers
    low = flat(text)
    for pattern in _day_and_month(language):
        for match in pattern.finditer(low):
            month = months.get(match["m"].rstrip("."))
            day = int(match["d"])
            written = text[match.start() : match.end()]
            if (
                month is None
                or not _FEWEST_DAYS < day <= _MOST_DAYS
                or _NUMBERED.search(low[: match.start()])
            ):
                continue
            if language == "en" and not text[match.start("m")].isupper():
                continue
            of_years = (int(match["y"]),) if match["y"] else years
            if all(day > calendar.monthrange(year, month)[1] for year in of_years):
                yield written.strip()


@rule(
    "date-impossible",
    Severity.WARNING,
    needs=[Fact.TEXTS],
    asks="Is every day one that its month has?",
    why="Nobody can come on a day that does not exist.",
    message=Message("{where}: there is no “{written}”."),
    mend=Message("Correct the day or the month."),
)
@of_print
def date_impossible(printed: Print) -> Iterator[Hit]:
    """Yield days in texts, headings and the editorial that no calendar has: 31 April."""
    years = (printed.start.year, printed.end.year)
    for activity in printed.activities:
        text = f"{printed.printed(activity).date_text}\n{printed.text_of(activity)}"
        for written in _impossible(text, printed.language, years):
            values = {"where": activity.title, "written": written}
            yield Hit(
                activity.record, "text", values, (activity, written), (in_text(printed, activity, written),)
            )
    for record, text, passage in _elsewhere(printed):
        for written in _impossible(text, printed.language, years):
            evidence = (Evidence("text", written, passage),)
            yield Hit(
                record, "text", {"where": _PLACES[record.slug], "written": written}, (written,), evidence
            )


_PLACES = {"editorial": Message("Editorial"), "dues": Message("Statement of dues")}


def _elsewhere(printed: Print) -> Iterator[tuple[Record, str, PrintedPassage | None]]:
    editorial, dues = printed.parsed.editorial, printed.parsed.dues
    if editorial is not None:
        yield Record("printed.report", "editorial"), editorial.text, printed.list_passages.get("editorial")
    if dues is not None:
        yield Record("printed.list", "dues"), dues.text, printed.list_passages.get("dues")


_DAYS = {"fr": "jour(?:nee)?s", "en": "days", "es": "(?:dias|jornadas)"}
_FOR = {
    "fr": r"(?:pendant|durant|sur|en|au cours de)(?: l?ces| les)?",
    "en": r"(?:for|over|during|in|through)(?: these| the)?",
    "es": r"(?:durante|en|a lo largo de)(?: estos| estas| los| las)?",
}
_OF_WORK = {
    "fr": r"(?:durant|(?:de |d')(?:exercices?|travail|travaux|cours|formation|debats|discussions|visites|ateliers))",
    "en": r"(?:of (?:exercises?|work|lessons|training|debates?|discussions?|visits|workshops))",
    "es": r"(?:de (?:ejercicios|trabajos?|clases|formacion|debates?|discusiones|visitas|talleres))",
}
"""What makes days those of the activity without a word before them."""
_APART = {
    "fr": r"(?:plus t(?:ot|ard)|avant|apres|auparavant|suivants?|par (?:an|mois|semaine)|de (?:conge|delai|route))",
    "en": r"(?:earlier|later|before|after|ago|a (?:week|month|year)|of (?:leave|travel|notice))",
    "es": r"(?:antes|despues|mas tarde|atras|siguientes|a la semana|al (?:mes|ano)|de (?:permiso|plazo|viaje))",
}
_LATER = {
    "fr": r"(?<!\w)(?:compte rendu|rapport|proces-verbal|acte|lettre|reponse|envoy\w*|livr\w*|publi\w*)(?!\w)",
    "en": r"(?<!\w)(?:the minutes|report|letter|answers?|sent|deliver\w*|publish\w*)(?!\w)",
    "es": r"(?<!\w)(?:acta|informe|carta|respuesta|envi\w*|entreg\w*|public\w*)(?!\w)",
}
"""What comes days after an activity, and tells nothing of its length."""
_SLIP = 3
"""How many days more a text may tell of where it means those of the heading; more are those of something else."""


@rule(
    "text-days-counted",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES, Fact.TEXTS],
    asks="Has an activity as many days as its text says that it took?",
    why="The heading, or the text, is short of a day.",
    message=Message("“{activity}” ({dates}) has fewer days than its text says: “{written}”."),
    mend=Message("Correct the days of the heading, or the text."),
)
@of_print
def text_days_counted(printed: Print) -> Iterator[Hit]:
    """Yield activities whose text tells of more days than the heading gives; a text may tell of fewer."""
    language = printed.language
    figure, days = number_pattern(language), _DAYS[language]
    pattern = re.compile(
        rf"(?<!\w)(?:{_FOR[language]} (?P<n>{figure})(?: [a-z]+)? {days}(?!\w)"
        rf"|(?P<work>{figure}) {days} {_OF_WORK[language]}(?!\w))"
    )
    for activity in printed.activities:
        if activity.start is None:
            continue
        length = 1 + ((activity.end or activity.start) - activity.start).days
        for sentence in sentences(printed.text_of(activity)):
            low = flat(sentence)
            match = pattern.search(low)
            if match is None or re.match(rf"\s*{_APART[language]}", low[match.end() :]):
                continue
            if is_of_another_time(sentence, language, activity.start, activity.end) or re.search(
                _LATER[language], low
            ):
                continue
            if length < number(match["n"] or match["work"], language) <= length + _SLIP:
                written = sentence[match.start() : match.end()]
                values = {"activity": activity.title, "dates": activity.dates, "written": written}
                evidence = (*activity.evidence("start"), in_text(printed, activity, written))
                yield Hit(activity.record, "end", values, (activity, written), evidence)
                break


RULES: tuple[Rule, ...] = (date_impossible, text_days_counted)
