"""Rules on the totals and percentages of a printed report, held against its lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapporteur.core.localized import LocalizedText
from rapporteur.intake.reading import parsed as p
from rapporteur.intake.reading.lines import Line, flat
from rapporteur.intake.reconciling.asking import adapted, of_print, seen
from rapporteur.intake.reconciling.name_rules import ACTIVATED
from rapporteur.intake.reconciling.printed import Print
from rapporteur.intake.reconciling.reading import number, number_pattern
from rapporteur.intake.reconciling.reliance import doubtful
from rapporteur.reports.checking import member_rules
from rapporteur.reports.checking.facts import Fact
from rapporteur.reports.checking.finding import Evidence, Passage, Record, Severity
from rapporteur.reports.checking.rule import Hit, Rule, rule

_LISTED = LocalizedText(
    {
        "fr": "Membres de l'association, listes par région",
        "en": "Members of the association, lists by region",
        "es": "Miembros de la asociación, listas por región",
    }
)
_ACTIVATED_WORDS = {
    "fr": (r"membres (?:ont ete )?(?:actives|actifs)", r"membres (?:actives|actifs)"),
    "en": (
        r"(?:members (?:were |have been )?activated|(?:activated|active) members)",
        r"(?:activated|active) members",
    ),
    "es": (r"miembros (?:fueron |han sido )?(?:activados|activos)", r"miembros (?:activados|activos)"),
}
_TOOK_PART = {
    "fr": r"membres (?:ont|sont|etaient|y ont) ",
    "en": r"members (?:took|were|have|participated|joined|were active) ",
    "es": r"miembros (?:participaron|tomaron|han|fueron|estuvieron) ",
}
"""Beside the list of activated members, whatever members did makes their number its total."""
_NEAR = 6
_OUR_MEMBERS = re.compile(
    r"\b(?:nos|our|nuestros)\s+(\d+)\s+(?:(?:villes|metropoles) )?(?:membres|members|miembros)\b",
    re.IGNORECASE,
)
_WHOLE = 0.6
"""A number far below the largest is of some members, not of all."""


def _totals(printed: Print) -> list[tuple[int, Passage]]:
    """Return every number of “our members” outside the activities that can be that of all of them."""
    found: list[tuple[int, Passage]] = []
    for block in _blocks(printed):
        if printed.doc.used.get(block[0].number) != "activities":
            text = " ".join(line.text for line in block)
            for match in _OUR_MEMBERS.finditer(text):
                lines = [line for line in block if match.group(1) in line.text] or block
                found.append((int(match.group(1)), printed.pages.of_lines(lines[:1])))
    dues = printed.parsed.dues
    if dues and dues.members and dues.payers:
        total = max([n for n, _ in found if n in (dues.members, dues.payers)], default=dues.members)
        found.append((total, printed.list_passages["dues"]) if "dues" in printed.list_passages else found[-1])
    most = max((number for number, _ in found), default=0)
    return [(number, passage) for number, passage in found if number > _WHOLE * most]


@rule(
    "totals-differ",
    Severity.BLOCKING,
    needs=[Fact.LISTS],
    asks="Does the report give the number of members of the association as one number throughout?",
    why="Two totals of one thing cannot both be true.",
    message={
        "fr": "Le rapport donne plusieurs nombres pour les membres de l'association : {totals}.",
        "en": "The report gives several numbers for the members of the association: {totals}.",
        "es": "El informe da varias cifras para los miembros de la asociación: {totals}.",
    },
    mend={
        "fr": "Compter les listes par région, et écrire partout ce nombre.",
        "en": "Count the lists by region, and write that number throughout.",
        "es": "Contar las listas por región y escribir esa cifra en todo el informe.",
    },
)
@of_print
def totals_differ(printed: Print) -> Iterator[Hit]:
    """Yield where the totals that the report states are not all the same."""
    first = dict(reversed(_totals(printed)))
    if len(first) > 1:
        evidence = tuple(Evidence("total", number, passage) for number, passage in first.items())
        yield Hit(printed.record, "members", {"totals": tuple(first)}, tuple(sorted(first)), evidence)


def _total(dues: p.ParsedDues) -> int:
    """Return the number of members that the statement of dues calls its own, else the one read as such."""
    found = _OUR_MEMBERS.search(dues.text)
    return int(found.group(1)) if found else dues.members or 0


@rule(
    "payers-exceed-members",
    Severity.BLOCKING,
    needs=[Fact.DUES],
    asks="Have no more members paid than there are?",
    why="One of the two numbers is wrong.",
    message={
        "fr": "{payers} membres auraient payé leur cotisation, sur {total}.",
        "en": "{payers} members are said to have paid, of {total}.",
        "es": "Habrían pagado su cuota {payers} miembros de {total}.",
    },
    mend={
        "fr": "Corriger l'un des deux nombres.",
        "en": "Correct one of the two numbers.",
        "es": "Corregir una de las dos cifras.",
    },
)
@of_print
def payers_exceed_members(printed: Print) -> Iterator[Hit]:
    """Yield a statement of dues with more payers than members."""
    dues = printed.parsed.dues
    if dues and dues.members and dues.payers and (payers := max(dues.members, dues.payers)) > _total(dues):
        values = {"payers": payers, "total": _total(dues)}
        evidence = (Evidence("payers", payers, printed.list_passages.get("dues")),)
        yield Hit(Record("printed.list", "dues"), "payers", values, (payers, _total(dues)), evidence)


def count_differs(printed: Print) -> Iterator[Hit]:
    """Yield totals that differ from the lists that they count."""
    listed = sum(len(region.members) for region in printed.parsed.regions)
    dues, passages, doubts = printed.parsed.dues, printed.list_passages, doubtful(printed)
    if dues and dues.members and dues.payers:
        total = _total(dues)
        stated = Evidence("stated", total, passages.get("dues"))
        record = Record("printed.list", "dues")
        if listed and total != listed and "count of the directory" not in doubts:
            values = {"what": _LISTED, "stated": total, "counted": listed}
            twice = tuple(seen(where) for _, *both in printed.twice for where in both)
            evidence = (stated, Evidence("directory", listed, passages.get("directory")), *twice)
            yield Hit(record, "members", values, (total, listed), evidence)
    names = printed.parsed.activated_members.names
    if names and "activated" not in doubts:
        for stated_number, passage in _stated(printed):
            if stated_number != len(names):
                values = {"what": ACTIVATED, "stated": stated_number, "counted": len(names)}
                evidence = (
                    Evidence("stated", stated_number, passage),
                    Evidence("activated", len(names), passages.get("activated")),
                )
                record = Record("printed.list", "activated-members")
                yield Hit(record, "count", values, (stated_number, len(names)), evidence)


def _stated(printed: Print) -> Iterator[tuple[int, Passage]]:
    """Yield the numbers of activated members that lines outside the activities state, each once."""
    after, label = _ACTIVATED_WORDS[printed.language]
    digits = number_pattern(printed.language)
    of_ours = r"(?:(?:de nos|of our|de nuestros|des|of the|de los|of) (?:\d+ )?)?"
    before = re.compile(rf"({digits}) {of_ours}{after}")
    behind = re.compile(rf"{label}\s*[:(]\s*(\d+)")
    took_part = re.compile(rf"({digits}) {of_ours}(?:(?:villes|metropoles) )?{_TOOK_PART[printed.language]}")
    box = printed.parsed.activated_members.provenance.get("names")
    done: set[int] = set()
    for line in printed.doc.lines:
        if printed.doc.used.get(line.number) == "activities":
            continue
        text = " ".join(flat(line.text).split()) + " "
        near = box is not None and box.lines[0] - _NEAR <= line.number <= box.lines[1] + _NEAR
        beside = took_part.finditer(text) if near else ()
        for match in (*before.finditer(text), *behind.finditer(text), *beside):
            if (stated := number(match.group(1), printed.language)) not in done:
                done.add(stated)
                yield stated, printed.pages.of_lines([line])


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
    adapted(
        member_rules.count_differs,
        count_differs,
        message={
            "fr": "{what} : le rapport en annonce {stated}, il en imprime {counted}.",
            "en": "{what}: the report states {stated} and prints {counted}.",
            "es": "{what}: el informe anuncia {stated} e imprime {counted}.",
        },
    ),
    totals_differ,
    payers_exceed_members,
    percentage_differs,
)
