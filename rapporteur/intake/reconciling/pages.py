"""What reconciliation reads in running text beyond the parser: sentences, dates, numbers, passages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from rapporteur.base.values.formatting.number_words import number_words
from rapporteur.base.values.search import fold
from rapporteur.intake.reading import parsed as p
from rapporteur.intake.reading.grammar import Grammar, load
from rapporteur.intake.reading.sources.lines import Doc, Line, flat
from rapporteur.proof.rules.finding import PrintedPassage

_SENTENCE = re.compile(r"(?<=[.!?…])(?<!\b[A-Z]\.)(?<!\bMr\.)(?<!\bDr\.)\s+(?=[A-ZÀ-Ý«“\"¿¡0-9])|\n+")
_NEXT = {
    "fr": r"\bprochain(?:e|s|es)?\b|\b(?:aura|auront) lieu\b|\bse tiendra\b",
    "en": r"\b(?:next(?! (?:day|morning|evening))|upcoming|forthcoming)\b|\bwill (?:take place|be held)\b",
    "es": r"\bproxim[oa]s?\b|\b(?:tendra|tendran) lugar\b|\bse celebrara\b",
}
FUTURE = {
    "fr": r"(?<!\w)[a-zà-ÿ]{2,}(?:ra|ront)(?!\w)",
    "en": r"(?<!\w)(?:will|shall|(?:is|are) to)(?!\w)",
    "es": r"(?<!\w)[a-zà-ÿ]{2,}(?:rá|rán)(?!\w)",
}
_CITY = r"[A-ZÀ-Ý][\w'’-]+(?:\s[A-ZÀ-Ý][\w'’-]+)?"
_TREATY_WORDS = (
    "accords? acuerdos? agendas? agreements? cartas? charters? chartes? conven(?:tions?|ios?|ción) d[ée]clara\\w+ "
    "pactos? pacts? pactes? process protocol\\w* trait[ée]s? treat(?:y|ies) tratados?"
)
_TREATY = re.compile(
    rf"(?i:\b(?:{_TREATY_WORDS.replace(' ', '|')}))\s+(?:de |d['’]|of |du |del ){_CITY}"
    rf"|(?!The\b){_CITY}\s+(?:Accord|Agenda|Agreement|Charter|Convention|Declaration|Pact|Process|Protocol|Treaty)\b"
)
_BODY_WORDS = (
    "instituto?e?s? universit\\w+ universidad\\w* agences? agenc(?:y|ies|ias?) observatoires? observator(?:y|ios?) "
    "banques? banks? bancos? fondations? foundations? fundaci[óo]n [ée]ditions? presses publish\\w+ press editoriale?s?"
)
_BODY = re.compile(
    rf"(?i:\b(?:{_BODY_WORDS.replace(' ', '|')}))\b(?:\s+(?:(?:de|du|des|d['’]|of|del)\s+)?[a-zà-ÿ]{{4,}}){{0,2}}"
    r"(?:\s+(?:(?:de|du|des|del|of|the|la|le|el|r[ée]gion|d['’]|l['’]"
    r"|(?:et|and|y)(?=\s+(?:de\b|of\b|d['’])))\s*)*(?<![\w])[A-ZÀ-Ý][\w'’-]*)+"
)
"""An institute, university, bank or publisher whose name holds that of a city or region: it took part, not the city."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
LONGEST = 700


class Pages:
    """The lines of a document, to say where something stands."""

    def __init__(self, doc: Doc) -> None:
        self.lines = sorted(doc.lines, key=lambda line: line.number)
        self._numbers = [line.number for line in self.lines]
        self._order = doc.lines
        self._place = {line.number: place for place, line in enumerate(doc.lines)}
        """Number of a line → its place in the order of reading, which in tables is not that of the numbers."""

    def between(self, first: int, last: int) -> list[Line]:
        """Return the lines with numbers from `first` to `last`."""
        from bisect import bisect_left, bisect_right

        return self.lines[bisect_left(self._numbers, first) : bisect_right(self._numbers, last)]

    def before(self, number: int, count: int) -> list[Line]:
        """Return up to `count` lines above the line `number`, the nearest last."""
        at = self._place.get(number, 0)
        return self._order[max(0, at - count) : at]

    def passage(self, found: p.Passage) -> PrintedPassage:
        """Return a passage of the parser with its words."""
        return self.of_lines(self.between(*found.lines), found.page, found.lines)

    def of_lines(
        self, lines: Sequence[Line], page: int | None = None, numbers: tuple[int, int] | None = None
    ) -> PrintedPassage:
        """Return the passage that `lines` are; long ones are cut."""
        text = " ".join(line.text.strip() for line in lines)
        cut = text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"
        return PrintedPassage(
            cut, numbers or (lines[0].number, lines[-1].number), page or (lines[0].page if lines else None)
        )

    def passages(
        self, record: p.ParsedRecord, fields: dict[str, str] | None = None
    ) -> dict[str, PrintedPassage]:
        """Return the passages of a record's fields; `fields` renames them."""
        renamed = fields or {}
        return {renamed.get(name, name): self.passage(found) for name, found in record.provenance.items()}

    def holding(self, lines: tuple[int, int], words: Iterable[str]) -> PrintedPassage | None:
        """Return the first of the lines that holds one of `words`, or none."""
        wanted = [fold(word) for word in words if fold(word)]
        for line in self.between(*lines):
            text = f" {fold(line.text)} "
            if any(f" {word} " in text for word in wanted):
                return self.of_lines([line])
        return None


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [part.strip() for part in _SENTENCE.split(text) if part and part.strip()]


@lru_cache(maxsize=8)
def _month_names(language: str) -> re.Pattern[str]:
    names = sorted({name for names in load(language).months for name in names[:1]}, key=len, reverse=True)
    if language == "en":  # “may” is no month
        names = [name.capitalize() for name in names]
    return re.compile(r"(?<!\w)(" + "|".join(names) + r")(?!\w)")


def months_in(sentence: str, language: str) -> set[int]:
    """Return the months that a sentence names."""
    numbers = load(language).month_numbers
    return {
        numbers[flat(match.group(1))]
        for match in _month_names(language).finditer(sentence if language == "en" else sentence.lower())
    }


_PASSING_WORDS = {
    "fr": r"(?:train|vol|bus|car|autocar|camionnette|avion|ferry|bateau|route)s?\s+(?:de|d['’]|pour|vers)"
    r"|(?:lou|achet|emprunt|fabriqu|imprim|achemin|command|tourn|cuit|n)(?:ée?s?|e?s?)\s+(?:à|de)|(?:venue?"
    r"|apportée?|reçue?)s?\s+de",
    "en": r"(?:train|flight|bus|van|plane|ferry|road|boat)s?\s+(?:from|to)|(?:hired|rented|bought|borrowed"
    r"|printed|made|built|ordered|shot|filmed|born|cast|fired)\s+(?:in|from)",
    "es": r"(?:tren|vuelo|autob[uú]s|furgoneta|avi[oó]n|barco|carretera)s?\s+(?:de|a|hacia)|(?:alquilad|comprad"
    r"|prestad|impres|hech|fabricad|encargad|rodad|nacid|traíd)[oa]s?\s+(?:en|de)",
}
_PASSING = {
    language: re.compile(rf"(?<![\w'’])(?i:{words})\s*{_CITY}") for language, words in _PASSING_WORDS.items()
}
"""Where a thing comes from: “a piano hired in Ourense” brings nobody from Ourense."""


def without_passing(sentence: str, language: str) -> str:
    """Return a sentence with the cities blanked from which no more than a thing came."""
    return _PASSING[language].sub(lambda match: " " * len(match.group()), sentence)


def without_treaties(sentence: str) -> str:
    """Return a sentence with the cities in the names of treaties and agendas blanked: nobody need have been there."""
    return _TREATY.sub(lambda match: " " * len(match.group()), sentence)


def without_bodies(sentence: str) -> str:
    """Return a sentence with the names of institutes and the like blanked that hold the name of a city or region."""
    return _BODY.sub(lambda match: " " * len(match.group()), sentence)


def up_to_what_is_next(sentence: str, language: str) -> str:
    """Return a sentence up to the word by which it turns to what is to come; nothing where all of it does."""
    turn = re.search(_NEXT[language], flat(sentence))
    before = sentence[: turn.start()] if turn else sentence
    return "" if turn and re.search(FUTURE[language], before) else before


def years_in(text: str) -> set[int]:
    """Return the years that a text names."""
    return {int(year) for year in _YEAR.findall(text)}


_EARLIER = {
    "fr": r"(?<!\w)(?:l'(?:an(?:nee)?|trimestre|ete|hiver) (?:dernier|derniere|passee?)|il y a \S+ (?:ans|mois)"
    r"|l'annee precedente|autrefois|jadis|jusqu'alors)(?!\w)",
    "en": r"(?<!\w)(?:last (?:year|quarter|summer|winter)|\S+ (?:years|months) ago|the (?:year|quarter) before"
    r"|formerly"
    r"|the previous (?:year|quarter))(?!\w)",
    "es": r"(?<!\w)(?:el (?:ano|trimestre|verano|invierno) (?:pasado|anterior)|hace \S+ (?:anos|meses)|antano"
    r"|hasta entonces)"
    r"(?!\w)",
}


def is_of_earlier(sentence: str, language: str) -> bool:
    """Whether a sentence says that it tells of a year or a quarter before."""
    return re.search(_EARLIER[language], flat(sentence)) is not None


def is_of_another_time(sentence: str, language: str, start: date | None, end: date | None) -> bool:
    """Whether a sentence tells of something else than what happened from `start` to `end`: it dates it otherwise."""
    if re.search(_NEXT[language], flat(sentence)):
        return True
    if start is None:
        return False
    months, years = {start.month, (end or start).month}, {start.year, (end or start).year}
    named = months_in(sentence, language)
    told = years_in(sentence)
    if named & months and (not told or told & years):
        return False
    return bool(named - months) or bool(named and told and not told & years)


@dataclass(frozen=True)
class Told:
    """Days that a text names; `weekday` is 0 for Monday where it gives one."""

    written: str
    start: date
    end: date
    weekday: int | None = None


@lru_cache(maxsize=8)
def _days(language: str) -> tuple[re.Pattern[str], ...]:
    grammar = load(language)
    weekday = rf"(?:(?P<w>{grammar.words('weekdays')}),?\s+(?:the\s+|le\s+|el\s+)?)?"
    ordinal = rf"(?:\s?{grammar.words('ordinals')}(?![a-z]))?"
    to = rf"\s*(?:-|\b(?:{grammar.words('range_words')}|{grammar.words('and_words')})\b)\s*"
    of = rf"\s*(?:{grammar.words('date_of')}\s+)?"
    year = rf"(?:\s*,?{of}(?P<y>(?:19|20)\d\d))?"
    first, last = rf"(?P<d1>\d{{1,2}}){ordinal}", rf"(?P<d2>\d{{1,2}}){ordinal}"
    month = rf"(?P<m>{grammar.month})"
    forms = [rf"{weekday}{first}(?:{to}{last})?{of}{month}{year}"]
    if language == "en":
        forms.append(rf"{weekday}{month}\s+{first}(?:{to}{last})?(?![\d:]){year}")
    return tuple(re.compile(rf"(?<![\w.,]){form}(?!\w)") for form in forms)


def days_in(text: str, language: str, start: date, end: date) -> Iterator[Told]:
    """Yield the days that a text names, in the year that it gives or that of the period from `start` to `end`."""
    grammar = load(language)
    names = {flat(name): n for n, name in enumerate(grammar.data["weekdays"])}
    low = flat(text)
    for pattern in _days(language):
        for match in pattern.finditer(low):
            month = grammar.month_numbers.get(match["m"].rstrip("."))
            year = int(match["y"]) if match["y"] else (start if month and month >= start.month else end).year
            try:
                first = date(year, month or 0, int(match["d1"]))
                last = date(year, month or 0, int(match["d2"])) if match["d2"] else first
            except ValueError:
                continue
            if first <= last <= first + timedelta(days=60):
                yield Told(
                    text[match.start() : match.end()].strip(), first, last, names.get(match["w"] or "")
                )


_ONE_HUNDRED = 100
_HUNDRED = {"fr": ("cent",), "en": ("one hundred", "a hundred"), "es": ("cien",)}


def number_pattern(language: str) -> str:
    """Return a pattern for a number in flat text, in digits or words."""
    words = sorted((*number_words(language), *_HUNDRED[language]), key=len, reverse=True)
    return r"(?<![\w.,-])(?<!pour )(?<!per )(?:\d{1,3}|" + "|".join(words) + r")(?![\w-])"


def number(text: str, language: str) -> int:
    """Return the number that `number_pattern` found."""
    if text.isdecimal():
        return int(text)
    return _ONE_HUNDRED if text in _HUNDRED[language] else number_words(language)[text]


def titled(name: str, grammar: Grammar) -> str:
    """Return a name printed in capitals as names are written: `RIO DE JANEIRO` is `Rio de Janeiro`."""
    if name != name.upper():
        return name
    words = re.split(r"([\s\-–(]+)", name)
    return "".join(
        word.lower() if index and fold(word) in grammar.connectors else word[:1] + word[1:].lower()
        for index, word in enumerate(words)
    )
