"""Rules on the totals and percentages of a printed report, held against its lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapporteur.base.values.messages import Message
from rapporteur.intake.reading import parsed as p
from rapporteur.intake.reading.grammar import load
from rapporteur.intake.reading.sources.lines import Line, flat
from rapporteur.intake.reconciling.asking import adapt_rule, evidence_at, of_print
from rapporteur.intake.reconciling.pages import number, number_pattern
from rapporteur.intake.reconciling.printed import Print
from rapporteur.intake.reconciling.rules.names import ACTIVATED
from rapporteur.intake.reconciling.torn import torn_in
from rapporteur.proof.rules import members as member_rules
from rapporteur.proof.rules.finding import Evidence, PrintedPassage, Record, Severity
from rapporteur.proof.rules.rule import Hit, Rule, rule
from rapporteur.proof.rules.subject import Fact

_LISTED = Message("Members of the association, lists by region")
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


def _totals(printed: Print) -> list[tuple[int, PrintedPassage]]:
    """Return every number of “our members” outside the activities that can be that of all of them."""
    found: list[tuple[int, PrintedPassage]] = []
    for block in _blocks(printed):
        if printed.doc.used.get(block[0].number) != "activities":
            text = " ".join(line.text for line in block)
            for match in _our_members(printed).finditer(text):
                stated = next(group for group in match.groups() if group)
                lines = [line for line in block if stated in line.text] or block
                found.append((int(stated), printed.pages.of_lines(lines[:1])))
    dues = printed.parsed.dues
    if dues and dues.members and dues.payers:
        total = max([n for n, _ in found if n in (dues.members, dues.payers)], default=dues.members)
        found.append((total, printed.list_passages["dues"]) if "dues" in printed.list_passages else found[-1])
    most = max((number for number, _ in found), default=0)
    return [(number, passage) for number, passage in found if number > _WHOLE * most]


def totals_stated(printed: Print) -> frozenset[int]:
    """Return the numbers that the report gives for all members, where they differ: another rule tells of them."""
    found = frozenset(number for number, _ in _totals(printed))
    return found if len(found) > 1 else frozenset()


def _our_members(printed: Print) -> re.Pattern[str]:
    """Return a pattern of “our 41 members”, in the report's own word for them, and of “we are 43 ports”."""
    if not printed.called:
        return _OUR_MEMBERS
    words = "|".join(sorted(printed.called))
    ours = load(printed.language).words("our_words")
    return re.compile(rf"{_OUR_MEMBERS.pattern}|(?<!\w){ours}\s+(\d+)\s+(?:{words})\b", re.IGNORECASE)


@rule(
    "totals-differ",
    Severity.BLOCKING,
    needs=[Fact.LISTS],
    asks="Does the report give the number of members of the association as one number throughout?",
    why="Two totals of one thing cannot both be true.",
    message=Message("The report gives several numbers for the members of the association: {totals}."),
    mend=Message("Count the lists by region, and write that number throughout."),
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
    message=Message("{payers} members are said to have paid, of {total}."),
    mend=Message("Correct one of the two numbers."),
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
    dues, passages, doubts = printed.parsed.dues, printed.list_passages, printed.derived(torn_in).lists
    if dues and dues.members and dues.payers:
        total = _total(dues)
        stated = Evidence("stated", total, passages.get("dues"))
        record = Record("printed.list", "dues")
        if listed and total != listed and "count of the directory" not in doubts:
            values = {"what": _LISTED, "stated": total, "counted": listed}
            twice = tuple(evidence_at(where) for _, *both in printed.twice for where in both)
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


def _stated(printed: Print) -> Iterator[tuple[int, PrintedPassage]]:
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
        text = _in_common_words(printed, " ".join(flat(line.text).split())) + " "
        near = box is not None and box.lines[0] - _NEAR <= line.number <= box.lines[1] + _NEAR
        beside = took_part.finditer(text) if near else ()
        for match in (*before.finditer(text), *behind.finditer(text), *beside):
            if (stated := number(match.group(1), printed.language)) not in done:
                done.add(stated)
                yield stated, printed.pages.of_lines([line])


def _in_common_words(printed: Print, text: str) -> str:
    """Return flat text with the word for members where the report calls them otherwise: `quinze scenes actives`."""
    if not printed.called:
        return text
    common = {"fr": "membres", "en": "members", "es": "miembros"}[printed.language]
    return " ".join(common if word.strip(".,;:()") in printed.called else word for word in text.split())


@rule(
    "percentage-differs",
    Severity.WARNING,
    needs=[Fact.LISTS],
    asks="Is every percentage that of the numbers beside it?",
    why="A reader can do the sum.",
    message=Message("{part} of {whole} are {true}%, not {stated}%."),
    mend=Message("Correct the percentage, or one of the numbers."),
)
@of_print
def percentage_differs(printed: Print) -> Iterator[Hit]:
    """Yield percentages that differ by more than rounding from the two numbers of their line."""
    share = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*(?:%|pour cent|per ?cent|por ciento)")
    pair = re.compile(
        r"(?<![\d.,])(\d+)\s+(?:[^\W\d]{4,}\s+)?(?:de|of|sur|out of|des)\s+(?:nos |our |nuestr[oa]s |les |the "
        r"|l[oa]s )?(\d+)(?![\d.,]\d)"
    )
    for text, lines in _shares(printed):
        stated, pairs = share.findall(text), pair.findall(text)
        if len(stated) != 1 or len(pairs) != 1 or int(pairs[0][1]) == 0 or _are_apart(share, pair, text):
            continue
        part, whole = map(int, pairs[0])
        true = 100 * part / whole
        if part <= whole and abs(true - float(stated[0].replace(",", "."))) > 1:
            values = {"part": part, "whole": whole, "true": round(true), "stated": stated[0]}
            evidence = (Evidence("stated", stated[0], printed.pages.of_lines(lines)),)
            yield Hit(printed.record, "percentage", values, (text,), evidence)


def _are_apart(share: re.Pattern[str], pair: re.Pattern[str], text: str) -> bool:
    """Whether a semicolon parts the percentage from the numbers: it is then of something else."""
    places = [match.start() for pattern in (share, pair) for match in pattern.finditer(text)]
    return ";" in text[min(places) : max(places)]


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
    adapt_rule(
        member_rules.count_differs,
        count_differs,
        message=Message("{what}: the report states {stated} and prints {counted}."),
    ),
    totals_differ,
    payers_exceed_members,
    percentage_differs,
)
