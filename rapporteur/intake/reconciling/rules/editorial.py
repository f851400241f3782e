"""Rules on what an editorial counts: activities by whatever name, members by the report's own, those held online."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapporteur.base.values.messages import Message
from rapporteur.intake.reading.sources.lines import flat
from rapporteur.intake.reconciling.asking import of_print
from rapporteur.intake.reconciling.pages import is_of_earlier, number, number_pattern, sentences
from rapporteur.intake.reconciling.printed import Print
from rapporteur.intake.reconciling.rules.totals import totals_stated
from rapporteur.proof.rules import texts as text_rules
from rapporteur.proof.rules.facts import Text
from rapporteur.proof.rules.finding import Evidence, Severity
from rapporteur.proof.rules.rule import Hit, Rule, rule
from rapporteur.proof.rules.subject import Fact

_ACTIVITIES = {"fr": "activites", "en": "activities", "es": "actividades"}
_EVENTS = {
    "fr": "rencontres|reunions|evenements|manifestations|rendez-vous",
    "en": "gatherings|meetings|events|appointments",
    "es": "encuentros|reuniones|eventos|actos|citas",
}
"""Other words for activities: they may count some of them, so that only a number that nearly fits means all."""
_SOMEBODY_ELSE = {
    "fr": r"(?<!\w)(?:l'|les? |une? |des |cette )(?:agences?|institut|universite|ecoles?|ministere|voisin\w*"
    r"|partenaires?|association voisine|autres? reseaux?)(?!\w)",
    "en": r"(?<!\w)(?:the |an? |some |another )(?:agency|agencies|institute|university|schools?|ministry|neighbours?"
    r"|partner organi[sz]ations?|other networks?|network next door)(?!\w)",
    "es": r"(?<!\w)(?:la |el |l[ao]s |un[ao]? |otr[ao]s? )(?:agencias?|instituto|universidad|escuelas?|ministerio"
    r"|vecin\w*|organizaciones socias|otras redes)(?!\w)",
}
"""Those whose doings an editorial may count beside the network's own."""
_LEAST_IN_WORDS = 5
"""Fewer activities in an editorial are some of them, as “three of them at sea”."""
_SLIP = 2
"""How far the number of an editorial is from that of the activities where it means all of them."""
_PART = {
    "fr": r"\s*(?:de |du |des |d'|avec |entre |bilateral)",
    "en": r"\s*(?:of |with |between |on )",
    "es": r"\s*(?:de |del |con |entre |bilateral)",
}
"""What goes on after a count and makes it one of some."""


def editorial_figure(printed: Print) -> Iterator[Hit]:
    """Yield numbers of members, activities or meetings in the editorial that nothing in the report has.

    What somebody else did is left alone (“the agency next door ran twelve activities”), as are other years, and who
    has paid, which another rule asks about.
    """
    editorial = printed.editorial
    if editorial is None:
        return
    text = editorial.texts.get(printed.language, "")
    told: set[str] = set()
    for hit in text_rules.editorial_figure.ask(printed):
        written = str(hit.values["written"])
        if not any(written in " ".join(each.split()) for each in _of_others(printed, text)):
            told.add(written)
            yield hit
    for sentence in sentences(text):
        if sentence not in _of_others(printed, text):
            for noun, written, true in (*_events(printed, sentence), *_members(printed, sentence)):
                if not any(written in each or each in written for each in told):
                    told.add(written)
                    yield _figure(editorial, noun, written, true)


def _figure(editorial: Text, noun: str, written: str, true: int) -> Hit:
    evidence = (Evidence("editorial", written, editorial.passages.get(editorial.field)),)
    values = {"written": written, "derived": true}
    return Hit(editorial.record, editorial.field, values, (editorial, noun, written), evidence)


def _of_others(printed: Print, text: str) -> list[str]:
    """Return the sentences that count what somebody else did, what was in other years, or who has paid."""
    language = printed.language
    return [
        each
        for each in sentences(text)
        if re.search(_SOMEBODY_ELSE[language], flat(each))
        or re.search(PAYING[language], flat(each))
        or is_of_earlier(each, language)
    ]


PAYING = {
    "fr": r"(?<!\w)cotis\w+",
    "en": r"(?<!\w)(?:paid|fees?|dues)(?!\w)",
    "es": r"(?<!\w)(?:cuotas?|pagad\w+|pagaron)(?!\w)",
}
"""Words of payments: who has paid is no count of the members."""


def _events(printed: Print, sentence: str) -> Iterator[tuple[str, str, int]]:
    """Yield counts of activities, by whatever word, that are nearly their number and not it."""
    language, count = printed.language, len(printed.activities)
    low = flat(sentence)
    true = printed.counts.get("activities", frozenset()) | printed.counts.get("meetings", frozenset())
    pattern = re.compile(
        rf"({number_pattern(language)}) (?P<of>{_ACTIVITIES[language]}|{_EVENTS[language]})(?!\w)"
    )
    for match in pattern.finditer(low):
        stated = number(match.group(1), language)
        if re.match(_PART[language], low[match.end() :]) and match["of"] != _ACTIVITIES[language]:
            continue
        if stated >= _LEAST_IN_WORDS and stated not in true and abs(stated - count) <= _SLIP:
            yield "activities", sentence[match.start() : match.end()], count


_KIND = {
    "fr": r"(?:villes|metropoles|communes|cites|regions|ports)",
    "en": r"(?:cities|towns|metropolises|boroughs|ports|regions)",
    "es": r"(?:ciudades|villas|municipios|metropolis|regiones|puertos)",
}
_TELLING = {
    "fr": r"(?:membres|adherent\w+|associe\w*|partenaires|affilie\w+)",
    "en": r"(?:member|partner|affiliated|associated)",
    "es": r"(?:miembros|asociadas|socias|adheridas|afiliadas)",
}
"""What members are, and what tells that they are members."""
_NEARLY = 0.1
_FEW_MEMBERS = 3


def _members(printed: Print, sentence: str) -> Iterator[tuple[str, str, int]]:
    """Yield counts of members, in digits or words, that nearly are the number of the lists by region and not it."""
    language = printed.language
    listed = sum(len(region.members) for region in printed.parsed.regions)
    dues = printed.parsed.dues
    totals = {listed, (dues.members if dues else 0) or 0} - {0}
    kind, telling = _KIND[language], _TELLING[language]
    whole = rf"{telling} {kind}" if language == "en" else rf"{kind} {telling}"
    nouns = "|".join((whole, *sorted(printed.called)))
    low = flat(sentence)
    for match in re.finditer(rf"({number_pattern(language)}) (?:{nouns})(?!\w)", low):
        stated = number(match.group(1), language)
        near = any(abs(stated - total) <= max(_FEW_MEMBERS, _NEARLY * total) for total in totals)
        if (
            near
            and stated not in totals_stated(printed)
            and stated not in printed.counts.get("members", frozenset())
        ):
            yield "members", sentence[match.start() : match.end()], max(totals)


# --- online ------------------------------------------------------------------------------------

_ONLINE = {
    "fr": r"(?:en ligne|a distance|par (?:visio-?conference|ecran)|en (?:visio(?:-?conference)?|distanciel)"
    r"|virtuel\w*)",
    "en": r"(?:online|on (?:a |the )?screen|remote(?:ly)?|by (?:video(?:conference)?|screen)|virtual(?:ly)?)",
    "es": r"(?:en linea|a distancia|por (?:videoconferencia|pantalla)|virtual(?:es|mente)?)",
}
_OF_THEM = {
    "fr": r"dont {n}|sur (?:nos )?{m} (?:{e}), {n}|{n} d'entre (?:elles|eux)|{n} (?:de|parmi) (?:nos|ces|ses"
    r"|les)(?: {m})? (?:{e})|{n} (?:{e})",
    "en": r"{n} of them|{n} (?:of|among) (?:our|these|the|its)(?: {m})? (?:{e})|{n} (?:{e})"
    r"|of (?:our )?{m} (?:{e}), {n}",
    "es": r"{n} de ell[ao]s|de (?:nuestr[ao]s )?{m} (?:{e}), {n}|{n} de (?:nuestr[ao]s|est[ao]s"
    r"|l[ao]s)(?: {m})? (?:{e})|{n} (?:{e})",
}


@rule(
    "editorial-online",
    Severity.WARNING,
    needs=[Fact.EDITORIAL, Fact.ACTIVITIES],
    asks="Are as many activities held online as the editorial says?",
    why="Whoever counts the headings gets another number.",
    message=Message("The editorial says “{written}”; the headings have {counted} online."),
    mend=Message("Correct the number, or mark the activities that were online."),
)
@of_print
def editorial_online(printed: Print) -> Iterator[Hit]:
    """Yield counts of activities online in the editorial that are not those of the headings.

    An activity without a place may have been online: as many more are let pass.
    """
    editorial = printed.editorial
    if editorial is None:
        return
    language = printed.language
    online = sum(each.online for each in printed.activities)
    unsure = sum(not each.online and not each.places for each in printed.activities)
    figure, words = number_pattern(language), f"{_ACTIVITIES[language]}|{_EVENTS[language]}"
    told = _OF_THEM[language].replace("{m}", figure).replace("{e}", words)
    pattern = re.compile(
        rf"(?<!\w)(?:{told.replace('{n}', f'({figure})')})(?: [\w'-]+){{0,4}}? {_ONLINE[language]}(?!\w)"
    )
    for sentence in sentences(editorial.texts.get(language, "")):
        match = pattern.search(flat(sentence))
        if (
            match is None
            or is_of_earlier(sentence, language)
            or re.search(_SOMEBODY_ELSE[language], flat(sentence))
        ):
            continue
        stated = number(next(group for group in match.groups() if group), language)
        if not online <= stated <= online + unsure:
            written = sentence[match.start() : match.end()]
            values = {"written": written, "counted": online}
            evidence = [Evidence("editorial", written, editorial.passages.get(editorial.field))]
            evidence += [
                item for each in printed.activities if each.online for item in each.evidence("places")
            ]
            yield Hit(editorial.record, editorial.field, values, (editorial, written), tuple(evidence))


RULES: tuple[Rule, ...] = (editorial_online,)
