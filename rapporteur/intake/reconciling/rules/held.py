"""Rules on how an activity was held: cancelled by its text and reported as held, online by its text and at a place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapporteur.base.values.messages import Message
from rapporteur.intake.reading.sources.lines import flat
from rapporteur.intake.reconciling.asking import of_print
from rapporteur.intake.reconciling.pages import days_in, sentences
from rapporteur.intake.reconciling.printed import Print
from rapporteur.intake.reconciling.rules.texts import in_text
from rapporteur.intake.reconciling.telling import Telling, tellings
from rapporteur.proof.rules.facts import ActivityFacts
from rapporteur.proof.rules.finding import Severity
from rapporteur.proof.rules.rule import Hit, Rule, rule
from rapporteur.proof.rules.subject import Fact

_CANCELLED = {
    "fr": r"(?:a (?:\w+ )?(?:du etre|ete)|fut|est(?: finalement)?) (?:\w+ )?"
    r"(?:annule|reporte|ajourne|supprime|deprogramme|remis|repousse|decale)e?(?!\w)|est tombee? a l'eau"
    r"|n'a (?:\w+ )?pas (?:eu lieu|pu avoir lieu|pu se tenir|pu etre tenue?)|ne s'est pas tenue?(?!\w)"
    r"|n'eut pas lieu",
    "en": r"(?:was|has been|had to be|is) (?:\w+ )?(?:cancelled|canceled|postponed|called off|put off"
    r"|dropped)(?!\w)|fell through"
    r"|did not take place|could not (?:take place|be held)|was not held",
    "es": r"(?:fue|ha sido|tuvo que ser|hubo de ser|quedo) (?:\w+ )?(?:cancelad|aplazad|pospuest|suspendid"
    r"|anulad|desconvocad)[oa](?!\w)"
    r"|se (?:cancelo|aplazo|pospuso|suspendio|anulo)(?!\w)|no (?:se celebro|tuvo lugar|pudo celebrarse)",
}
_IS_CANCELLED = {
    "fr": r"(?<!\w)(?:annule|reporte|ajourne|supprime)e?s?(?!\w)",
    "en": r"(?<!\w)(?:cancelled|canceled|postponed|called off)(?!\w)",
    "es": r"(?<!\w)(?:cancelad|aplazad|pospuest|suspendid|anulad)[oa]s?(?!\w)",
}
"""In a title or beside the date: then the heading does not say that it was held."""
_HELD = {
    "fr": r"s'est (?:\w+ )?(?:tenue?|deroulee?|reunie?)(?!\w)|a (?!pas |point )(?:\w+ )?eu lieu"
    r"|se sont (?:tenus|tenues|reunis|reunies)",
    "en": r"took place|(?<!not )(?:was|were) (?:\w+ )?held|met (?:all the same|after all|instead)",
    "es": r"(?<!no )se (?:\w+ )?celebr(?:o|aron)|(?<!no )tuvo lugar|se (?:reunio|reunieron)",
}
_NOT_OUTRIGHT = {
    "fr": r"(?<!\w)(?:d'abord|initialement|presque|failli|deux fois|plusieurs fois|reprises|apres avoir|si)(?!\w)",
    "en": r"(?<!\w)(?:first|originally|initially|nearly|almost|twice|several times|after having|if|unless)(?!\w)",
    "es": r"(?<!\w)(?:al principio|inicialmente|casi|dos veces|varias veces|tras haber|si)(?!\w)",
}


@rule(
    "text-cancelled",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES, Fact.TEXTS],
    asks="Was an activity held whose text says that it was cancelled or put off?",
    why="It is counted, with its members, although by its own text it did not happen then.",
    message=Message("“{activity}” is reported as held ({dates}), but its text says “{written}”."),
    mend=Message("Take the activity out of the report, or correct its text."),
)
@of_print
def text_cancelled(printed: Print) -> Iterator[Hit]:
    """Yield dated activities whose text says that they were cancelled or put off, and nowhere that they were held."""
    language = printed.language
    for activity in printed.activities:
        source = printed.printed(activity)
        heading = flat(f"{source.title} {source.date_text}")
        if activity.dates is None or re.search(_IS_CANCELLED[language], heading):
            continue
        if any(re.search(_HELD[language], flat(each)) for each in sentences(source.body)):
            continue
        for told in tellings(printed, activity, _CANCELLED[language]):
            if not re.search(_NOT_OUTRIGHT[language], flat(told.sentence)) and not _gives_own_days(
                printed, activity, told.sentence
            ):
                values = {"activity": activity.title, "dates": activity.dates, "written": told.written}
                evidence = (*activity.evidence("start"), in_text(printed, activity, told.written))
                yield Hit(activity.record, "text", values, (activity, told.written), evidence)
                break


def _gives_own_days(printed: Print, activity: ActivityFacts, sentence: str) -> bool:
    """Whether a sentence gives the days of the heading: those to which the activity was put off."""
    first, last = activity.start, activity.end or activity.start
    if first is None or last is None:
        return False
    told = days_in(sentence, printed.language, printed.start, printed.end)
    return any(each.start <= last and each.end >= first for each in told)


_BY_VIDEO = {
    "fr": r"(?:s'est (?:\w+ )?(?:tenue?|deroulee?|reunie?)|a (?!pas )(?:\w+ )?eu lieu|fut tenue?|reunie?|tenue?"
    r"|a ete (?:donnee?|tenue?|organisee?))(?: \w+)? "
    r"(?:(?:par|en) (?:visio|video)-?conference|en visio|en ligne|a distance|en distanciel)",
    "en": r"(?:was (?:\w+ )?(?:held|taught|given|run)|took place|met|meeting)(?: \w+)? "
    r"(?:(?:by|via|over|in) (?:a )?video-?\s?(?:conference|call)|online|remotely|virtually)",
    "es": r"(?:se (?:\w+ )?(?:celebro|reunio|hizo|desarrollo|realizo|impartio)|tuvo lugar|fue|reunid[oa]"
    r"|celebrad[oa])(?: \w+)? "
    r"(?:(?:por|en) (?:(?:video|tele)-?conferencia|videollamada)|en linea|a distancia|de (?:forma|manera) virtual)",
}
_ALL_OF_IT = {
    "fr": r"(?<!\w)tout s'est (?:passe|deroule|fait|joue) (?:en ligne|a distance|par (?:ecran|visio)\w*)",
    "en": r"(?<!\w)(?:all(?: of it)?|everything) (?:happened|took place|was done) (?:online|remotely"
    r"|on (?:a )?screen)",
    "es": r"(?<!\w)todo (?:ocurrio|se hizo|sucedio|paso) (?:en linea|a distancia|por (?:pantalla|video\w*))",
}
_IN_PART = {
    "fr": r"(?<!\w)(?:partie|partiellement|hybride|aussi|egalement|a la fois|sur place|presentiel)(?!\w)",
    "en": r"(?<!\w)(?:part|partly|hybrid|also|both|on site|in person)(?!\w)",
    "es": r"(?<!\w)(?:parte|parcialmente|hibrid[oa]|tambien|a la vez|presencial)(?!\w)",
}


@rule(
    "text-online",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES, Fact.TEXTS],
    asks="Was an activity at its place whose text says that it was held by videoconference?",
    why="One of the two is wrong, and the map shows the place.",
    message=Message("“{activity}” is reported at {places}, but its text says “{written}”."),
    mend=Message("Mark the activity as online, or correct its text."),
)
@of_print
def text_online(printed: Print) -> Iterator[Hit]:
    """Yield activities at a place whose text says that they were held online, all of them."""
    for activity in printed.activities:
        if activity.online or not activity.places:
            continue
        for told in (
            *tellings(printed, activity, _BY_VIDEO[printed.language]),
            *_all_of_it(printed, activity),
        ):
            if not re.search(_IN_PART[printed.language], flat(told.sentence)):
                values = {
                    "activity": activity.title,
                    "places": tuple(place.name for place in activity.places),
                    "written": told.written,
                }
                evidence = (*activity.evidence("places"), in_text(printed, activity, told.written))
                yield Hit(activity.record, "places", values, (activity, told.written), evidence)
                break


def _all_of_it(printed: Print, activity: ActivityFacts) -> Iterator[Telling]:
    """Yield where a text says of everything that it happened online."""
    for sentence in sentences(printed.text_of(activity)):
        if match := re.search(_ALL_OF_IT[printed.language], flat(sentence)):
            yield Telling(sentence[match.start() : match.end()], sentence)


RULES: tuple[Rule, ...] = (text_cancelled, text_online)
