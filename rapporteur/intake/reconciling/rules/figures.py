"""Rules on figures that stand beside one another: a sum in a sentence, a number told twice, the total of a table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapporteur.base.values.messages import Message
from rapporteur.base.values.search import fold
from rapporteur.intake.reading.sources.lines import Line, flat
from rapporteur.intake.reconciling.asking import of_print
from rapporteur.intake.reconciling.pages import number, number_pattern, sentences
from rapporteur.intake.reconciling.printed import Print
from rapporteur.intake.reconciling.rules.texts import in_text
from rapporteur.proof.rules.finding import Evidence, Record, Severity
from rapporteur.proof.rules.rule import Hit, Rule, rule
from rapporteur.proof.rules.subject import Fact

_AND = {"fr": "et", "en": "and", "es": "[ye]"}
_THAT_IS = {
    "fr": r"(?:soit|au total|en tout|pour un total de|ce qui fait)",
    "en": r"(?:in all|in total|altogether|a total of|making|that is|which makes)",
    "es": r"(?:en total|es decir|o sea|un total de|sumaron|sumando)",
}
_IN_ALL = {
    "fr": r"(?:en tout|au total)",
    "en": r"(?:in all|in total|altogether|all told)",
    "es": r"(?:en total|en conjunto)",
}
_GROUP = {
    "fr": r"(?:formaient|forment) un \w+ de",
    "en": r"(?:made|formed|make|form) an? \w+ of",
    "es": r"(?:formaban|formaron|forman) un \w+ de",
}
_ALL_THE = {"fr": "les", "en": "the", "es": "l[oa]s"}
_FEWEST_COUNTED = 2


@lru_cache(maxsize=8)
def _sums(language: str) -> tuple[re.Pattern[str], ...]:
    """Return patterns of counts that are listed, with their total behind or before them."""
    figure = number_pattern(language)
    item = rf"{figure} [a-z'-]+(?: [a-z'-]+){{0,2}}?"
    items = rf"(?P<items>{item}(?:, {item})*,? {_AND[language]} {item})"
    total = rf"(?P<total>{figure})"
    gap = r"[^.;:()]{0,60}?"
    first = rf"{figure} (?P<of>[a-z'-]+)(?: [a-z'-]+){{0,2}}?"
    of_one = rf"(?P<items>{first}(?:, {item})*,? {_AND[language]} {item})"
    return (
        re.compile(rf"{items}{gap}[,(:] ?{_THAT_IS[language]},? (?:[a-z']+ ){{0,2}}?{total}(?!\w)"),
        re.compile(rf"{items}{gap}[,(:–-]+ ?{total} [a-z'-]+ {_IN_ALL[language]}(?!\w)"),
        re.compile(rf"{items}{gap} {_GROUP[language]} {total}(?!\w)"),
        re.compile(rf"{of_one},{gap} {_ALL_THE[language]} {total} (?P=of)(?!\w)"),
        re.compile(rf"(?<!\w){total}(?: [a-z'-]+){{0,3}} ?: {items}(?! [a-z'-]+ ?,| ?,)"),
    )


@rule(
    "text-sum-differs",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES, Fact.TEXTS],
    asks="Is a total in a sentence the sum of what the sentence counts?",
    why="A reader can do the sum.",
    message=Message("“{activity}”: “{written}” comes to {counted}, not {stated}."),
    mend=Message("Correct the total, or one of the numbers."),
)
@of_print
def text_sum_differs(printed: Print) -> Iterator[Hit]:
    """Yield sentences that count several groups and give another total than their sum."""
    figure = re.compile(number_pattern(printed.language))
    for activity in printed.activities:
        for sentence in sentences(printed.text_of(activity)):
            low = " ".join(flat(sentence).split())
            for pattern in _sums(printed.language):
                match = pattern.search(low)
                if match is None:
                    continue
                parts = [number(each, printed.language) for each in figure.findall(match["items"])]
                stated = number(match["total"], printed.language)
                if len(parts) >= _FEWEST_COUNTED and sum(parts) != stated and stated > max(parts):
                    written = " ".join(sentence.split())[match.start() : match.end()]
                    values = {
                        "activity": activity.title, "written": written, "counted": sum(parts), "stated": stated,
                    }  # fmt: skip
                    evidence = (in_text(printed, activity, written),)
                    yield Hit(activity.record, "text", values, (activity, written), evidence)
                break


# --- one number in two places ------------------------------------------------------------------

_LARGE = re.compile(
    r"(?<![\w.,])(?P<n>\d{1,3}(?:[.,\s\u00a0\u202f]\d{3})+|\d{3,6})\s+(?P<of>[^\W\d_]{4,})(?!\w)"
)
_MEASURES_WORDS = (
    "euros euro dollars francs metres kilometres kilometros metros tonnes tons toneladas litres litros "
    "janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre january february march april "
    "june july august september october november december heures hours horas minutes minutos annees years anos"
)
_MEASURES = frozenset(_MEASURES_WORDS.split())
"""Nouns of which several numbers stand in any report."""


_MEANT = {
    "fr": r"(?<!\w)(?:les|ces|des|tou(?:s|tes) les)\s$|rappel\w+[^.]*$",
    "en": r"(?<!\w)(?:the|these|those|all)\s$|recall\w+[^.]*$",
    "es": r"(?<!\w)(?:l[oa]s|es[oa]s|est[oa]s)\s$|record\w+[^.]*$",
}
"""What stands before a number that the reader has met before."""
_TELLING = 5
_IN_COMMON = 2


@dataclass(frozen=True)
class _Large:
    """A large number: its digits, the noun and the words, whether it is told as known, its sentence, and where."""

    digits: str
    noun: str
    written: str
    known: bool
    sentence: str
    record: Record
    evidence: Evidence

    def is_of(self, other: _Large) -> bool:
        """Whether two numbers are of one thing: told as known, or in sentences with telling words in common."""
        ours, theirs = (
            {word for word in fold(each).split() if len(word) >= _TELLING} - {self.noun}
            for each in (self.sentence, other.sentence)
        )
        needed = 1 if self.record.type == "activities.mediamention" else _IN_COMMON
        return self.known or len(ours & theirs) >= needed


def _large_numbers(printed: Print) -> Iterator[_Large]:
    """Yield the large numbers in texts and mentions."""
    for activity in printed.activities:
        for sentence in sentences(printed.text_of(activity)):
            for match in _LARGE.finditer(sentence):
                evidence = in_text(printed, activity, match.group())
                yield _large(printed, match, sentence, activity.record, evidence)
    for mention in printed.mentions:
        subject = mention.subject.best(())
        for match in _LARGE.finditer(subject):
            evidence = Evidence("subject", subject, mention.passages.get("subject"))
            yield _large(printed, match, subject, mention.record, evidence)


def _large(printed: Print, match: re.Match[str], sentence: str, record: Record, evidence: Evidence) -> _Large:
    known = re.search(_MEANT[printed.language], flat(sentence[: match.start()])) is not None
    digits = re.sub(r"\D", "", match["n"])
    return _Large(digits, fold(match["of"]), match.group(), known, sentence, record, evidence)


@rule(
    "numbers-transposed",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES, Fact.TEXTS],
    asks="Is a large number that is told twice the same in both places?",
    why="Two numbers of one thing with the same digits in another order are a slip of the keys.",
    message=Message("“{first}” in one place, “{second}” in another: the digits have changed places."),
    mend=Message("Find out which of the two is true."),
)
@of_print
def numbers_transposed(printed: Print) -> Iterator[Hit]:
    """Yield pairs of large numbers of one noun that have the same digits in another order."""
    known: dict[tuple[str, str], list[_Large]] = defaultdict(list)
    for each in _large_numbers(printed):
        if each.noun in _MEASURES:
            continue
        others = known[each.noun, "".join(sorted(each.digits))]
        other = next((one for one in others if one.digits != each.digits and each.is_of(one)), None)
        if other is not None:
            values = {"first": other.written, "second": each.written}
            rests = (each.noun, other.digits, each.digits)
            yield Hit(each.record, "text", values, rests, (other.evidence, each.evidence))
        others.append(each)


# --- tables ------------------------------------------------------------------------------------

_TOTAL = frozenset(("total", "totaux", "totales", "totals", "ensemble", "total general", "sum", "suma"))
_AMOUNT = re.compile(r"[^\d]{0,4}?(-?\d{1,3}(?:[.,\s]\d{3})+|\d+)(?:[.,](\d{1,2}))?[^\d%]{0,5}")
_FEWEST_ROWS = 3


@rule(
    "table-sum-differs",
    Severity.WARNING,
    needs=[Fact.LISTS],
    asks="Is the total of a table the sum of its column?",
    why="A reader can do the sum.",
    message=Message("The rows of “{column}” come to {counted}, its total says {stated}."),
    mend=Message("Correct the total, or one of the rows."),
)
@of_print
def table_sum_differs(printed: Print) -> Iterator[Hit]:
    """Yield columns of tables whose last row is headed as a total and is not the sum of the others."""
    tables: dict[int, dict[tuple[int, int], list[Line]]] = defaultdict(lambda: defaultdict(list))
    for line in printed.doc.lines:
        if line.cell is not None:
            table, row, column = line.cell
            tables[table][row, column].append(line)
    for table, cells in tables.items():
        last, top = max(row for row, _ in cells), min(row for row, _ in cells)
        if fold(_cell(cells, last, 0)) not in _TOTAL:
            continue
        for column in range(1, 1 + max(column for _, column in cells)):
            yield from _wrong_total(printed, table, cells, column, range(top, last + 1))


def _cell(cells: dict[tuple[int, int], list[Line]], row: int, column: int) -> str:
    return " ".join(line.text for line in cells.get((row, column), ()))


def _wrong_total(
    printed: Print, table: int, cells: dict[tuple[int, int], list[Line]], column: int, rows: range
) -> Iterator[Hit]:
    """Yield the total of one column where every row between heading and total is a number, and their sum another."""
    headed = _amount(_cell(cells, rows[0], column)) is None
    amounts = [_amount(_cell(cells, row, column)) for row in rows[headed:]]
    numbers = [amount for amount in amounts if amount is not None]
    if len(numbers) < len(amounts) or len(numbers) <= _FEWEST_ROWS:
        return
    *parts, stated = numbers
    if sum(parts) != stated:
        head = _cell(cells, rows[0], column) if headed else _cell(cells, rows[-1], 0)
        values = {"column": head, "counted": _plain(sum(parts)), "stated": _plain(stated)}
        evidence = (Evidence("total", _plain(stated), printed.pages.of_lines(cells[rows[-1], column])),)
        yield Hit(printed.record, "total", values, (table, head, sum(parts), stated), evidence)


def _amount(text: str) -> int | None:
    """Return an amount in hundredths, or none where the text is not one number."""
    match = _AMOUNT.fullmatch(text.strip())
    if match is None or "%" in text:
        return None
    whole = int(re.sub(r"[^\d-]", "", match[1]))
    return 100 * whole + int((match[2] or "0").ljust(2, "0"))


def _plain(hundredths: int) -> str:
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02}" if rest else str(whole)


RULES: tuple[Rule, ...] = (text_sum_differs, numbers_transposed, table_sum_differs)
