"""Rules on the totals and percentages of a printed report, held against its lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapporteur.core.localized import LocalizedText
from rapporteur.intake.lines import Line, flat
from rapporteur.intake.reconciling.asking import adapted, of_print
from rapporteur.intake.reconciling.printed import Print
from rapporteur.intake.reconciling.reading import number, number_pattern
from rapporteur.reports.checking import member_rules
from rapporteur.reports.checking.facts import Fact
from rapporteur.reports.checking.finding import Evidence, Passage, Record, Severity
from rapporteur.reports.checking.rule import Hit, Rule, rule

_LISTED = LocalizedText(
    {
        "fr": "Membres de l'association, d'après les listes par région",
        "en": "Members of the association, by the lists by region",
        "es": "Miembros de la asociación, según las listas por región",
    }
)
_ACTIVATED = LocalizedText({"fr": "Membres activés", "en": "Activated members", "es": "Miembros activados"})
_ACTIVATED_WORDS = {
    "fr": (r"membres (?:ont ete )?(?:actives|actifs)", r"membres (?:actives|actifs)"),
    "en": (
        r"(?:members (?:were |have been )?activated|(?:activated|active) members)",
        r"(?:activated|active) members",
    ),
    "es": (r"miembros (?:fueron |han sido )?(?:activados|activos)", r"miembros (?:activados|activos)"),
}


_PAYERS = LocalizedText(
    {
        "fr": "Membres qui ont payé, sur le total de l'état des cotisations",
        "en": "Members who paid, of the total in the statement of dues",
        "es": "Miembros que han pagado, sobre el total del estado de las cuotas",
    }
)
_OUR_MEMBERS = re.compile(r"\b(?:nos|our|nuestros)\s+(\d+)\s+(?:membres|members|miembros)\b", re.IGNORECASE)


def _total(text: str) -> int | None:
    """Return the number of members that the statement of dues calls its own (“our 137 members”)."""
    found = _OUR_MEMBERS.search(text)
    return int(found.group(1)) if found else None


def count_differs(printed: Print) -> Iterator[Hit]:
    """Yield totals that differ from the lists that they count."""
    listed = sum(len(region.members) for region in printed.parsed.regions)
    dues, passages = printed.parsed.dues, printed.list_passages
    directory = Evidence("counted", listed, passages.get("directory"))
    if dues and dues.members and dues.payers:
        total = _total(dues.text) or dues.members
        evidence = (Evidence("stated", total, passages.get("dues")), directory)
        record = Record("printed.list", "dues")
        if total < dues.members:  # the larger number was taken for the total
            values = {"what": _PAYERS, "stated": dues.members, "counted": total}
            yield Hit(record, "payers", values, (dues.members, total), evidence[:1])
        if listed and total != listed:
            values = {"what": _LISTED, "stated": total, "counted": listed}
            yield Hit(record, "members", values, (total, listed), evidence)
    names = printed.parsed.activated_members.names
    if not names:
        return
    for stated, passage in _stated(printed):
        if stated != len(names):
            values = {"what": _ACTIVATED, "stated": stated, "counted": len(names)}
            evidence = (
                Evidence("stated", stated, passage),
                Evidence("counted", len(names), passages.get("activated")),
            )
            yield Hit(
                Record("printed.list", "activated-members"), "count", values, (stated, len(names)), evidence
            )


def _stated(printed: Print) -> Iterator[tuple[int, Passage]]:
    """Yield the numbers of activated members that lines outside the activities state."""
    after, label = _ACTIVATED_WORDS[printed.language]
    digits = number_pattern(printed.language)
    before = re.compile(
        rf"({digits}) (?:(?:de nos|of our|de nuestros|des|of the|de los|of) (?:\d+ )?)?{after}"
    )
    behind = re.compile(rf"{label}\s*[:(]\s*(\d+)")
    for line in printed.doc.lines:
        if printed.doc.used.get(line.number) == "activities":
            continue
        text = " ".join(flat(line.text).split())
        for match in (*before.finditer(text), *behind.finditer(text)):
            yield number(match.group(1), printed.language), printed.pages.of_lines([line])


@rule(
    "percentage-differs",
    Severity.WARNING,
    needs=[Fact.LISTS],
    asks="Is every percentage that of the numbers beside it?",
    why="A reader can do the sum.",
    message={
        "fr": "{part} sur {whole} font {true} %, et non {stated} %.",
        "en": "{part} of {whole} are {true}%, not {stated}%.",
        "es": "{part} de {whole} son el {true} %, no el {stated} %.",
    },
    mend={
        "fr": "Corriger le pourcentage, ou l'un des nombres.",
        "en": "Correct the percentage, or one of the numbers.",
        "es": "Corregir el porcentaje o una de las cifras.",
    },
)
@of_print
def percentage_differs(printed: Print) -> Iterator[Hit]:
    """Yield percentages that differ by more than rounding from the two numbers of their line."""
    share = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*(?:%|pour cent|per ?cent|por ciento)")
    pair = re.compile(
        r"(?<![\d.,])(\d+)\s+(?:de|of|sur|out of|des)\s+(?:nos |our |nuestros |les |the |los )?(\d+)(?![\d.,]\d)"
    )
    for text, lines in _shares(printed):
        stated, pairs = share.findall(text), pair.findall(text)
        if len(stated) != 1 or len(pairs) != 1 or int(pairs[0][1]) == 0:
            continue
        part, whole = map(int, pairs[0])
        true = 100 * part / whole
        if part <= whole and abs(true - float(stated[0].replace(",", "."))) > 1:
            values = {"part": part, "whole": whole, "true": round(true), "stated": stated[0]}
            evidence = (Evidence("stated", stated[0], printed.pages.of_lines(lines)),)
            yield Hit(printed.record, "percentage", values, (text,), evidence)


def _shares(printed: Print) -> Iterator[tuple[str, list[Line]]]:
    """Yield the paragraphs of the report, and the statement of dues, which is often set in several."""
    dues = printed.parsed.dues
    passage = dues.provenance.get("payers") if dues else None
    for block in _blocks(printed):
        if passage is None or not passage.lines[0] <= block[0].number <= passage.lines[1]:
            yield " ".join(line.text for line in block), block
    if dues is not None and passage is not None:
        yield dues.text, printed.pages.between(*passage.lines)


def _blocks(printed: Print) -> Iterator[list[Line]]:
    block: list[Line] = []
    number_ = -1
    for line in printed.doc.lines:
        if line.block != number_ and block:
            yield block
            block = []
        number_ = line.block
        block.append(line)
    if block:
        yield block


RULES: tuple[Rule, ...] = (
    adapted(member_rules.count_differs, count_differs),
    percentage_differs,
)
