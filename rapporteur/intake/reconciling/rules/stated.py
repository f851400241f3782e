"""Rules on two counts of one thing: who has paid, on two pages; activities of a line; people in one text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rapporteur.base.values.messages import Message
from rapporteur.intake.reading.plan.codes import Codes
from rapporteur.intake.reading.sources.lines import Line, flat
from rapporteur.intake.reconciling.asking import of_print
from rapporteur.intake.reconciling.pages import (
    days_in,
    is_of_another_time,
    is_of_earlier,
    number,
    number_pattern,
    sentences,
)
from rapporteur.intake.reconciling.printed import Print, codes_of
from rapporteur.intake.reconciling.rules.texts import in_text
from rapporteur.proof.rules.facts import ActivityFacts
from rapporteur.proof.rules.finding import Evidence, PrintedPassage, Record, Severity
from rapporteur.proof.rules.rule import Hit, InPrint, Rule, rule
from rapporteur.proof.rules.subject import Fact

_MEMBERS = {
    "fr": r"(?:(?:villes|metropoles) )?membres",
    "en": r"(?:members|member cities)",
    "es": r"(?:(?:ciudades|metropolis) )?miembros",
}
_OF_ALL = {
    "fr": r"(?: (?:de|parmi|sur) (?:nos|ses|les)?(?: ?\d+)?)?",
    "en": r"(?: (?:of|out of) (?:our|its|the)?(?: ?\d+)?)?",
    "es": r"(?: (?:de|entre) (?:nuestr[oa]s|sus|l[oa]s)?(?: ?\d+)?)?",
}
_PAID = {
    "fr": r"(?:ont|avaient) (?:\w+ )?(?:verse|paye|regle|acquitte|cotise)|se sont acquitte\w+|(?:sont"
    r"|etaient) (?:\w+ )?a jour d[eu]",
    "en": r"(?:have|had) (?:\w+ )?(?:paid|settled)|paid(?: (?:their|its|the))?|(?:are|were) (?:\w+ )?up to date with",
    "es": r"(?:han|habian) (?:\w+ )?(?:pagado|abonado|satisfecho)|pagaron|abonaron|estan al (?:corriente|dia)",
}
_WHO = {"fr": "qui", "en": "(?:that|which|who)", "es": "que"}
_OF_OUR = {
    "fr": r"(?:sur|de|parmi) (?:nos|les)",
    "en": r"(?:out )?of (?:our|the)",
    "es": r"de (?:nuestr[oa]s|l[oa]s)",
}
_FEES_CAME = {
    "fr": r"{n} cotisations (?:nous )?(?:sont|etaient|ont ete) (?:\w+ )?(?:parvenues|arrivees|rentrees"
    r"|encaissees|recues)",
    "en": r"{n} (?:fees|contributions|subscriptions) (?:have|had|were) (?:\w+ )?(?:reached|come|received"
    r"|arrived|paid)",
    "es": r"(?:han llegado|llegaron|se han recibido|se recibieron) {n} cuotas",
}
"""Fees that came in, counted themselves instead of who paid them."""
_PAID_BY = {
    "fr": r"cotisations? (?:a|ont|avait|avaient) ete (?:versee?|payee?|reglee?|acquittee?)s? par",
    "en": r"(?:fees?|dues|contributions?|subscriptions?) (?:has|have|had|was|were)(?: been)? (?:paid|settled) by",
    "es": r"cuotas? (?:ha|han|habia|habian|fue|fueron)(?: sido)? (?:pagad|abonad|satisfech)as? por",
}


@dataclass(frozen=True)
class _Paid:
    """A number of members that have paid, with the day as of which, where the sentence gives one."""

    count: int
    day: date | None
    passage: PrintedPassage


def _paid(printed: Print) -> Iterator[_Paid]:
    """Yield every number of members outside the activities that have paid."""
    language = printed.language
    members = "|".join((_MEMBERS[language], *sorted(printed.called)))
    figure = number_pattern(language)
    counted = rf"({figure}){_OF_ALL[language]} (?:{members})(?: \([^)]*\))?"
    who, paid = _WHO[language], _PAID[language]
    pattern = re.compile(
        rf"{counted},?(?: {who})? (?:{paid})|(?:{_PAID_BY[language]}) {counted}"
        rf"|{_OF_OUR[language]} (?:\d+ )?(?:{members}), ({figure}) (?:{paid})"
        rf"|{_FEES_CAME[language].format(n=f'({figure})')}"
    )
    for text, lines in _paragraphs(printed):
        for sentence in sentences(text):
            if is_of_earlier(sentence, language):
                continue
            for match in pattern.finditer(flat(sentence)):
                days = [each.start for each in days_in(sentence, language, printed.start, printed.end)]
                stated = next(group for group in match.groups() if group)
                at = [line for line in lines if stated in flat(line.text)] or lines
                count = number(stated, language)
                yield _Paid(count, days[0] if len(days) == 1 else None, printed.pages.of_lines(at[:1]))


def _paragraphs(printed: Print) -> Iterator[tuple[str, list[Line]]]:
    """Yield the paragraphs outside the activities."""
    block: list[Line] = []
    for line in printed.doc.lines:
        if printed.doc.used.get(line.number) == "activities":
            continue
        if block and line.block != block[-1].block:
            yield " ".join(each.text.strip() for each in block), block
            block = []
        block.append(line)
    if block:
        yield " ".join(each.text.strip() for each in block), block


@rule(
    "payers-differ",
    Severity.WARNING,
    needs=[Fact.DUES],
    asks="Is the number of members that have paid the same wherever the report gives it?",
    why="Two counts of one thing cannot both be true; of two days, the later cannot have fewer.",
    message=Message("The report says of two numbers of members that they have paid: {counts}."),
    mend=Message("Find out which is true, and as of which day."),
)
@of_print
def payers_differ(printed: Print) -> Iterator[Hit]:
    """Yield two numbers of payers of one day, or of no day said, that differ; of two days, those that fall."""
    stated = list(_paid(printed))
    dues = printed.parsed.dues
    passage = printed.list_passages.get("dues")
    if dues and dues.payers and passage and dues.payers not in {each.count for each in stated}:
        stated.append(_Paid(dues.payers, dues.as_of, passage))
    for at, one in enumerate(stated):
        for other in stated[at + 1 :]:
            if _disagree(one, other):
                values = {"counts": (one.count, other.count)}
                evidence = tuple(Evidence("payers", each.count, each.passage) for each in (one, other))
                rests = tuple(sorted((one.count, other.count)))
                yield Hit(Record("printed.list", "dues"), "payers", values, rests, evidence)
                return


def _disagree(one: _Paid, other: _Paid) -> bool:
    if one.day and other.day and one.day != other.day:
        first, last = sorted((one, other), key=lambda each: each.day or date.min)
        return last.count < first.count
    return one.count != other.count


# --- activities of a line ----------------------------------------------------------------------

_ACTIVITIES = {"fr": "activites?", "en": "activit(?:y|ies)", "es": "actividad(?:es)?"}
_OTHERWISE = {
    "fr": r"(?<!\w)(?:autres?|prochaines?|prevues?|dont|parmi|sur|plus|annees?)(?!\w)",
    "en": r"(?<!\w)(?:other|more|next|planned|among|of them|of the|last year)(?!\w)",
    "es": r"(?<!\w)(?:otr[oa]s?|proximas?|previstas?|entre|mas|de las|anos?)(?!\w)",
}
_ABOVE = 8
"""Lines between the heading of a line of the plan and its first activity that may introduce it."""


@rule(
    "line-count-differs",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES],
    in_print=InPrint(needs_whole="lines"),
    asks="Are there as many activities under a line of the plan as its heading or introduction says?",
    why="Whoever counts gets another number: one was left out, or stands under another line.",
    message=Message("{line} is said to have “{written}”, but {counted} are printed under it."),
    mend=Message("Correct the number, or the line of an activity."),
)
@of_print
def line_count_differs(printed: Print) -> Iterator[Hit]:
    """Yield lines of the plan whose heading, or what stands between it and the first activity, counts otherwise."""
    language = printed.language
    figure = number_pattern(language)
    pattern = re.compile(
        rf"({figure}) {_ACTIVITIES[language]}(?!\w)"
        rf"|(?<!\w){_ACTIVITIES[language]}(?: [\w'-]+){{0,4}} ?: ?({figure})\.?$"
    )
    of_line = [each.line for each in printed.activities]
    for line in dict.fromkeys(name for name in of_line if name):
        counted = of_line.count(line)
        for text in _introduction(printed, line):
            low = flat(text.text)
            for match in pattern.finditer(low):
                stated = number(match.group(1) or match.group(2), language)
                if stated != counted and not re.search(_OTHERWISE[language], low):
                    written = text.text[match.start() : match.end()]
                    values = {"line": line, "written": written, "counted": counted}
                    evidence = (Evidence("line", written, printed.pages.of_lines([text])),)
                    yield Hit(
                        Record("plan.node", line), "activities", values, (line, stated, counted), evidence
                    )


def _introduction(printed: Print, line: str) -> list[Line]:
    """Return the heading of a line of the plan and what stands between it and the line's first activity."""
    first = next(each for each in printed.activities if each.line == line)
    title = printed.printed(first).provenance.get("title")
    if title is None:
        return []
    above = printed.pages.before(title.lines[0], _ABOVE)
    codes = codes_of(printed)
    heads = [at for at, each in enumerate(above) if _heads(each.text, line, codes)]
    return above[max(heads) :] if heads else []


def _heads(text: str, line: str, codes: Codes) -> bool:
    """Whether a text is the heading of a line of the plan: its code, with a word before it and a title behind."""
    named = codes.line_heading(text)
    if line in (named[0] if named else "", codes.line_code(text)):
        return True
    return bool(re.match(rf"\W*(?:[^\W\d_]+ ){{0,2}}{re.escape(line)}(?:\s*[.:)–—-]|\s+[A-ZÀ-Ý]|$)", text))


# --- people in one text ------------------------------------------------------------------------

_PEOPLE = {
    "fr": "participants participantes personnes delegues deleguees auditeurs stagiaires eleves inscrits",
    "en": "participants people delegates attendees trainees guests pupils apprentices",
    "es": "participantes personas delegados delegadas asistentes inscritos alumnos alumnas",
}
_ALL_THE = {"fr": r"(?:les|(?:aucun|chacun)e? des)", "en": "(?:the|all)", "es": "(?:los|las)"}
_SOME = {
    "fr": r"(?: (?:de|du|des|d'|qui|venus|venues|restants?|parmi)(?!\w)|'| d')",
    "en": r"(?: (?:of|from|who|that|with|left|among)(?!\w))",
    "es": r"(?: (?:de|del|que|venid[oa]s|restantes)(?!\w))",
}
_FEWEST_PEOPLE = 5
"""Fewer people in a text are some of those who came."""


@rule(
    "text-counts-differ",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES, Fact.TEXTS],
    asks="Does the text of an activity count those who came in one way?",
    why="Two counts of one thing cannot both be true.",
    message=Message("The text of “{activity}” says “{first}”, and then “{second}”."),
    mend=Message("Correct one of the two numbers."),
)
@of_print
def text_counts_differ(printed: Print) -> Iterator[Hit]:
    """Yield texts that count people, or things, and later speak of all of them by another number."""
    language = printed.language
    for activity in printed.activities:
        counted = list(_people(printed, activity))
        for at, (noun, stated, whole, written) in enumerate(counted):
            earlier = [each for each in counted[:at] if each[0] == noun]
            if whole and earlier and all(_is_another(noun, each[1], stated, language) for each in earlier):
                first = earlier[-1][3]
                values = {"activity": activity.title, "first": first, "second": written}
                evidence = (in_text(printed, activity, first), in_text(printed, activity, written))
                yield Hit(activity.record, "text", values, (activity, first, written), evidence)
                break


def _is_another(noun: str, first: int, second: int, language: str) -> bool:
    """Whether two numbers of one noun contradict one another; of what are no people only where one is a slip."""
    if noun in _PEOPLE[language].split():
        return first != second
    return noun not in _OF_MEASURE and first != second and abs(first - second) <= _SLIP


_OF_MEASURE_WORDS = (
    "jours heures minutes annees mois semaines metres euros pages hours minutes years months weeks metres dollars "
    "horas minutos semanas meses metros paginas kilometres kilometros personne"
)
_OF_MEASURE = frozenset(_OF_MEASURE_WORDS.split())
_SLIP = 3


def _people(printed: Print, activity: ActivityFacts) -> Iterator[tuple[str, int, bool, str]]:
    """Yield what a text counts of people: the noun, the number, whether it speaks of all of them, the words."""
    language = printed.language
    pattern = re.compile(
        rf"(?P<all>(?<!\w){_ALL_THE[language]} )?(?P<n>{number_pattern(language)}) (?P<of>[a-z]{{5,}})(?!\w)"
    )
    for sentence in sentences(printed.text_of(activity)):
        if is_of_another_time(sentence, language, activity.start, activity.end):
            continue
        low = flat(sentence)
        for match in pattern.finditer(low):
            if re.match(_SOME[language], low[match.end() :]):
                continue
            stated = number(match["n"], language)
            if stated >= _FEWEST_PEOPLE:
                written = sentence[match.start("n") : match.end()]
                yield match["of"], stated, bool(match["all"]), written


RULES: tuple[Rule, ...] = (payers_differ, line_count_differs, text_counts_differ)
