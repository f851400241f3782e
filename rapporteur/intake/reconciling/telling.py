"""Sentences in which a text tells of its own activity: “the workshop was …”, not of a part of it or another event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapporteur.base.values.search import fold
from rapporteur.intake.reading.grammar import load
from rapporteur.intake.reading.sources.lines import flat
from rapporteur.intake.reconciling.pages import is_of_another_time, sentences, years_in
from rapporteur.intake.reconciling.printed import Print
from rapporteur.proof.rules.facts import ActivityFacts

_ANY = {
    "fr": "reunion rencontre evenement manifestation activite",
    "en": "meeting event gathering activity",
    "es": "reunion encuentro evento acto actividad",
}
"""Words for any activity: they mean the one that the text is of, whatever its title calls it."""
_KINDS = {
    "fr": "atelier seminaire conference colloque forum congres formation cours assemblee webinaire sommet festival "
    "stage comite journee ecole",
    "en": "workshop seminar conference forum congress training course school assembly webinar summit festival council",
    "es": "taller seminario conferencia foro congreso formacion curso asamblea webinario cumbre festival "
    "jornada escuela",
}
_PARTS = {
    "fr": "visite session seance mission voyage table ronde",
    "en": "visit session mission trip round table",
    "es": "visita sesion mision viaje mesa redonda",
}
"""Words for what may be a part of an activity: they mean all of it only where its title has them."""
_THE = {
    "fr": r"(?:la |le |l'|cette |cet |ce |notre )",
    "en": r"(?:the |this |our )",
    "es": r"(?:la |el |esta |este |nuestra |nuestro )",
}
_LONGEST_COMPLEMENT = 7
"""Words between the word for the event and its verb: “the workshop on radio beacons in Stavanger was …”."""
_SHORT_WORD = 3
"""Words of so few letters are articles and prepositions."""


_BESIDE_IT = {
    "fr": r"(?<!\w)(?:apres|avant|pendant|durant|lors de|pour|de|dans|sur|suivant|hors)\s$",
    "en": r"(?<!\w)(?:after|before|during|at|for|of|in|beside|following)\s$",
    "es": r"(?<!\w)(?:tras|despues de|antes de|durante|para|de|en|sobre|siguiente a)\s$",
}
"""What stands before an event that is not itself what the verb is about: “the dinner after the seminar was …”."""


@dataclass(frozen=True)
class Telling:
    """Words that tell of an activity as a whole, and the sentence in which they stand."""

    written: str
    sentence: str


def _phrase(words: str) -> str:
    """Return a pattern of any of the words; `table ronde` and the like are one."""
    return (
        words.replace("table ronde", "table_ronde")
        .replace("round table", "round_table")
        .replace("mesa redonda", "mesa_redonda")
        .replace(" ", "|")
        .replace("_", " ")
    )


@lru_cache(maxsize=32)
def _subject_and(verb: str, language: str) -> re.Pattern[str]:
    nouns = _phrase(f"{_ANY[language]} {_KINDS[language]} {_PARTS[language]}")
    complement = rf"(?P<of>(?:\s+[\w'’-]+){{0,{_LONGEST_COMPLEMENT}}}?)"
    aside = r"(?:,\s[^,.;:]{3,60}(?=,))?"
    return re.compile(
        rf"(?<![\w'-]){_THE[language]}(?P<noun>{nouns}){complement}{aside},?\s+(?P<verb>{verb})"
    )


def tellings(printed: Print, activity: ActivityFacts, verb: str) -> Iterator[Telling]:
    """Yield where the text of an activity says `verb` (a pattern of flat letters) of the activity itself.

    Sentences that date themselves to another time are left alone, and events of which the heading does not say
    what they do: “the visit to the depot was called off” in the text of a workshop.
    """
    pattern = _subject_and(verb, printed.language)
    for sentence in sentences(printed.text_of(activity)):
        if is_of_another_time(sentence, printed.language, activity.start, activity.end):
            continue
        if is_of_other_years(sentence, activity):
            continue
        low = flat(sentence)
        for match in pattern.finditer(low):
            if re.search(_BESIDE_IT[printed.language], low[: match.start()]):
                continue
            complement = sentence[match.start("of") : match.end("of")]
            if _means_it(printed, activity, match["noun"]) and _describes(printed, activity, complement):
                yield Telling(sentence[match.start() : match.end()], sentence)


def is_of_other_years(sentence: str, activity: ActivityFacts) -> bool:
    """Whether a sentence names years, and none of them is the activity's."""
    if activity.start is None:
        return False
    years = years_in(sentence)
    return bool(years) and not years & {activity.start.year, (activity.end or activity.start).year}


def _means_it(printed: Print, activity: ActivityFacts, noun: str) -> bool:
    """Whether a word for an event can mean this activity: by its title, or because it means any."""
    title = f" {flat(activity.title.best(()))} "
    if noun in _ANY[printed.language].split() or re.search(rf"(?<!\w){noun}s?(?!\w)", title):
        return True
    kinds = _KINDS[printed.language].split()
    called_otherwise = any(re.search(rf"(?<!\w){kind}s?(?!\w)", title) for kind in kinds)
    return noun in kinds and not called_otherwise


def _describes(printed: Print, activity: ActivityFacts, complement: str) -> bool:
    """Whether what stands between an event and its verb says of it what its heading says too."""
    places = " ".join(place.name.best(()) for place in activity.places)
    heading = f"{activity.title.best(())} {places} {printed.parsed.association}"
    known = {*fold(heading).split(), *load(printed.language).month_numbers}
    words = [word for word in fold(complement).split() if len(word) > _SHORT_WORD and not word.isdecimal()]
    return all(word in known for word in words)
