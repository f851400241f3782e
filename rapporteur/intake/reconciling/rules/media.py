"""Rules on the mentions in the media of a printed report, held against what they tell of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.messages import Message
from rapporteur.base.values.search import fold
from rapporteur.intake.reading.grammar import LANGUAGES, load
from rapporteur.intake.reconciling.asking import of_print
from rapporteur.intake.reconciling.printed import Print
from rapporteur.proof.rules.facts import ActivityFacts, MentionFacts
from rapporteur.proof.rules.finding import Evidence, Severity
from rapporteur.proof.rules.rule import Hit, Rule, rule
from rapporteur.proof.rules.subject import Fact

_TELLING_WORD = 3
"""Letters from which on a word tells a subject from another, small words apart: `fog`, `sel`."""
_IN_COMMON = 2
"""Words that a mention and a title have in common where the one is about the other: one word may be by chance."""
_FEWEST_MENTIONS = 4
_USUALLY = 0.75
"""Where three mentions in four are about activities of the report, the press pages tell of these alone."""
_BEFOREHAND = {
    "fr": r"\b(?:annonc\w*|appels?|inscriptions?|invitations?|candidatures?|bientot|avant|agenda|programme)\b",
    "en": r"\b(?:announc\w*|calls?|registrations?|invitations?|applications?|soon|ahead|before|agenda|programme)\b",
    "es": r"\b(?:anunci\w*|convocatorias?|llamad[oa]s?|inscripci\w*|invitaci\w*|pronto|antes|agenda|programa)\b",
}


@rule(
    "media-before-event",
    Severity.INFORMATION,
    needs=[Fact.MEDIA, Fact.ACTIVITIES],
    asks="Which mentions are of a month before the activity that they seem to be about?",
    why="An announcement comes before; otherwise the month of one of the two is wrong.",
    message=Message("The mention “{subject}” ({outlet}, {month}) is from before “{activity}” ({dates})."),
    mend=Message("Correct the month of the mention, or the date of the activity."),
)
@of_print
def media_before_event(printed: Print) -> Iterator[Hit]:
    """Yield mentions that are about activities of later months only, and do not announce them in so many words."""
    for mention in printed.mentions:
        subject = mention.subject.best(())
        about = [each for each in printed.activities if _is_about(mention, each)]
        about = about or [each for each in printed.activities if _tells_of(mention, each)]
        if not about or not mention.month or re.search(_BEFOREHAND[printed.language], fold(subject)):
            continue
        if all(each.first_day and mention.month < f"{each.first_day:%Y-%m}" for each in about):
            first = min(about, key=lambda each: (str(each.first_day), each.slug))
            values = {"subject": subject, "outlet": mention.outlet, "month": Dates(month=mention.month)}
            values |= {"activity": first.title, "dates": first.dates}
            evidence = (*mention.evidence("subject"), *first.evidence("start"))
            yield Hit(mention.record, "month", values, (mention, first), evidence)


@rule(
    "media-no-event",
    Severity.INFORMATION,
    needs=[Fact.MEDIA, Fact.ACTIVITIES],
    asks="Which mentions are about nothing that the report tells, where nearly all others are?",
    why="The activity may have been forgotten, or the mention belong to another period.",
    message=Message("The mention “{subject}” ({outlet}, {month}) is about no activity of the report."),
    mend=Message("Report the activity, or take the mention out."),
)
@of_print
def media_no_event(printed: Print) -> Iterator[Hit]:
    """Yield mentions none of whose words stands in an activity or a meeting, where three in four are about one."""
    mentions = [each for each in printed.mentions if each.month and _words(each.subject.best(()))]
    told = [each for each in mentions if any(_is_about(each, other) for other in printed.activities)]
    if len(mentions) < _FEWEST_MENTIONS or len(told) < _USUALLY * len(mentions):
        return
    known = _words(printed.parsed.association) | _words(" ".join(each.outlet for each in mentions))
    for activity in printed.activities:
        known |= _words(f"{activity.title.best(())} {printed.text_of(activity)}")
        known |= _words(" ".join(place.name.best(()) for place in activity.places))
    known |= _words(" ".join(each.place for each in printed.parsed.bilateral_meetings))
    for mention in mentions:
        if not _words(mention.subject.best(())) & known:
            values: dict[str, object] = {"subject": mention.subject, "outlet": mention.outlet}
            values |= {"month": Dates(month=mention.month)}
            evidence = (Evidence("subject", mention.subject, mention.passages.get("subject")),)
            yield Hit(mention.record, "subject", values, (mention,), evidence)


def _is_about(mention: MentionFacts, activity: ActivityFacts) -> bool:
    """Whether a mention's words are those of a title, or the title's those of the mention, two at least."""
    ours, theirs = _words(mention.subject.best(())), _words(activity.title.best(()))
    shared = ours & theirs
    return len(shared) >= _IN_COMMON and shared in (theirs, ours)


def _tells_of(mention: MentionFacts, activity: ActivityFacts) -> bool:
    """Whether a mention names the place of an activity and a telling word of its title: “Lock-keepers in Arles”."""
    subject = fold(mention.subject.best(()))
    places = [fold(place.name.best(())) for place in activity.places]
    named = [place for place in places if place and re.search(rf"(?<!\w){re.escape(place)}(?!\w)", subject)]
    title = {word[:_STEM] for word in _words(activity.title.best(())) if len(word) >= _STEM}
    of_place = {word[:_STEM] for place in places for word in place.split()}
    return bool(named and title & {word[:_STEM] for word in _words(subject)} - of_place)


_STEM = 5
"""Letters that two forms of a word have in common: `éclusier`, `éclusiers`."""


@lru_cache(maxsize=512)
def _words(text: str) -> frozenset[str]:
    """Return the words that tell a subject from others."""
    words = (word for word in fold(text).split() if len(word) >= _TELLING_WORD and not word.isdecimal())
    return frozenset(word for word in words if word not in _small_words())


@lru_cache(maxsize=1)
def _small_words() -> frozenset[str]:
    """Return articles, prepositions and the like of all languages."""
    return frozenset(word for language in LANGUAGES for word in load(language).connectors) | _ARTICLES


_ARTICLE_WORDS = (
    "une des les ses nos sur par pour avec dans una unos unas los las sus con para por sobre its our from"
)
_ARTICLES = frozenset(_ARTICLE_WORDS.split())


RULES: tuple[Rule, ...] = (media_before_event, media_no_event)
