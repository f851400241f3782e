"""The questions of an import: the words of the file, what is asked, the answers that are offered."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from rapporteur.base.words.say import say
from rapporteur.intake.importing import proposals
from rapporteur.intake.importing.enums import DoubtKind, DoubtState, ImportKind, ItemAction, ItemDecision
from rapporteur.intake.importing.models import Import, ImportDoubt
from rapporteur.intake.importing.settling import REFERENCES
from rapporteur.intake.importing.wording import ABOUT, STANDINGS
from rapporteur.intake.importing.writing.doubts import is_about_record, likely_answer
from rapporteur.interfaces.office.imports.readable import RecordNames, day_of, field_name, kind_name, names_of
from rapporteur.interfaces.office.imports.words import ASKED, CHOICES, EVIDENCE, IS_LIKELY, LIKE, SAME, WHERE

MOST_DOUBTS = 50
"""Questions on a page: more would be a page that nobody reads; the next follow when these are answered."""
BESIDE = 350
"""Characters of a passage shown before and after the words in question."""


@dataclass(frozen=True)
class OfferedAnswer:
    """An answer that is offered: what is sent, what it is called, what speaks for it."""

    answer: str
    name: str
    why: str = ""
    likely: bool = False


@dataclass(frozen=True)
class DoubtRow:
    """A question as people read it."""

    pk: int
    asked: str
    about: str
    kind: str
    blocking: bool
    where: str
    before: str
    words: str
    after: str
    cells: tuple[tuple[str, str], ...]
    choices: tuple[OfferedAnswer, ...]
    same: int
    takes_alias: bool
    takes_name: bool
    answer: str = ""
    by: str = ""
    page: int = 0
    """Of the PDF in which it was read; 0 where there is none to show."""


def open_rows(of: Import, seen: Sequence[str], language: str) -> tuple[list[DoubtRow], Counter[str]]:
    """Return the first open questions of an import, and how many of all are `must`, `may`, `likely`."""
    doubts = list(_asked(of, seen).filter(state=DoubtState.OPEN))
    counts = Counter("must" if doubt.blocking else "may" for doubt in doubts)
    counts["likely"] = sum(bool(likely_answer(doubt)) for doubt in doubts)
    counts["records"] = sum(doubt.blocking and is_about_record(doubt) for doubt in doubts)
    same = Counter((doubt.what, doubt.field, doubt.text) for doubt in doubts)
    doubts.sort(
        key=lambda doubt: (not likely_answer(doubt), not doubt.blocking)
    )  # stable: else as in the file
    return _rows(of, doubts[:MOST_DOUBTS], same, language), counts


def answered_rows(of: Import, seen: Sequence[str], language: str) -> list[DoubtRow]:
    """Return the last questions that were answered."""
    doubts = ImportDoubt.objects.filter(item__of=of, item__record_type__in=seen).exclude(
        state=DoubtState.OPEN
    )
    newest = list(doubts.select_related("item__of").order_by("-pk")[:MOST_DOUBTS])
    return _rows(of, newest, Counter(), language)


def _asked(of: Import, seen: Sequence[str]) -> QuerySet[ImportDoubt]:
    asked = ImportDoubt.objects.filter(
        item__of=of, item__decision=ItemDecision.TAKEN, item__record_type__in=seen
    )
    asked = asked.exclude(item__action=ItemAction.NONE).select_related("item__of")
    return asked.order_by("item__position", "position")


def hidden_doubts(of: Import, seen: Sequence[str]) -> bool:
    """Tell whether a question that blocks is about a kind of record that whoever looks may not see."""
    asked = ImportDoubt.objects.filter(item__of=of, item__decision=ItemDecision.TAKEN, state=DoubtState.OPEN)
    asked = asked.filter(blocking=True).exclude(item__record_type__in=seen)
    return asked.exclude(item__action=ItemAction.NONE).exists()


def _rows(
    of: Import, doubts: Sequence[ImportDoubt], same: Counter[tuple[str, str, str]], language: str
) -> list[DoubtRow]:
    more: dict[str, set[str]] = defaultdict(set)
    for doubt in doubts:
        kind = kind_asked(doubt)
        more[kind] |= {str(one["slug"]) for one in doubt.candidates} | (
            {doubt.answer} if doubt.answer else set()
        )
    names = names_of(of, [], language, day_of(of), more)
    return [_doubt_row(doubt, names, same[doubt.what, doubt.field, doubt.text]) for doubt in doubts]


def kind_asked(doubt: ImportDoubt) -> str:
    """Return the kind of record that a question is about: the proposal's own, or that to which a field refers."""
    if is_about_record(doubt) or doubt.what == DoubtKind.UNPUBLISHED:
        kind: str = doubt.item.record_type
        return kind
    singular = {"activations": "organisation", "places": "organisation"}.get(doubt.field, doubt.field)
    return REFERENCES.get(singular, proposals.ORGANISATION)


def _doubt_row(doubt: ImportDoubt, names: RecordNames, same: int) -> DoubtRow:
    language, item = names.language, doubt.item
    about = "" if is_about_record(doubt) else f"{field_name(doubt.field, language)}, {item.label}"
    of_name = not is_about_record(doubt) and doubt.what != DoubtKind.UNPUBLISHED
    kind = kind_asked(doubt)
    before, words, after, cells = _passage(doubt, language)
    return DoubtRow(
        pk=doubt.pk,
        asked=_asked_words(doubt, language),
        about=about.strip(", ") or item.label,
        kind=kind_name(item.record_type),
        blocking=doubt.blocking,
        where=where_of(item.provenance, language),
        before=before, words=words, after=after, cells=cells,
        choices=_choices(doubt, names, kind),
        same=same,
        takes_alias=of_name and kind == proposals.ORGANISATION and doubt.what != DoubtKind.AMBIGUOUS,
        takes_name=of_name and kind in {proposals.ORGANISATION, proposals.NODE},
        answer=_answer(doubt, names, kind),
        by=doubt.decided_by,
        page=page_of(item.of, item.provenance),
    )  # fmt: skip


def _asked_words(doubt: ImportDoubt, language: str) -> str:
    message = ASKED.get(doubt.what, ABOUT[str(doubt.what)])
    if doubt.what == DoubtKind.UNKNOWN and is_about_record(doubt):
        message = ASKED["NO_RECORD"]
    return say(message, language, text=doubt.text)


def _answer(doubt: ImportDoubt, names: RecordNames, kind: str) -> str:
    if doubt.state == DoubtState.OPEN:
        return ""
    if doubt.state == DoubtState.LEFT_OUT:
        of_record = is_about_record(doubt) or doubt.what == DoubtKind.UNPUBLISHED
        return say(CHOICES["out" if of_record else "name out"], names.language)
    if doubt.answer == "new":
        return say(CHOICES["torn" if doubt.what == DoubtKind.TORN else "new"], names.language)
    return names.of(kind, doubt.answer)


def _choices(doubt: ImportDoubt, names: RecordNames, kind: str) -> tuple[OfferedAnswer, ...]:
    language, likely = names.language, likely_answer(doubt)
    offered = []
    for one in doubt.candidates if doubt.what != DoubtKind.UNPUBLISHED else ():
        slug = str(one["slug"])
        name = names.of(kind, slug)
        name = str(one.get("name") or slug) if name == slug else name
        offered.append(OfferedAnswer(slug, name, _why(one, language), slug == likely))
    of_record = is_about_record(doubt)
    if of_record:
        offered.append(
            OfferedAnswer("new", say(CHOICES["torn" if doubt.what == DoubtKind.TORN else "new"], language))
        )
    out = "out" if of_record or doubt.what == DoubtKind.UNPUBLISHED else "name out"
    return (*offered, OfferedAnswer("out", say(CHOICES[out], language)))


def _why(candidate: Mapping[str, Any], language: str) -> str:
    said = [say(IS_LIKELY, language)] if candidate.get("likely") else []
    if evidence := candidate.get("evidence"):
        fields = tuple(say(EVIDENCE[one], language) if one in EVIDENCE else str(one) for one in evidence)
        said.append(say(SAME, language, fields=fields))
    if standing := STANDINGS.get(str(candidate.get("standing", ""))):
        said.append(say(standing, language))
    if candidate.get("how") == "FUZZY":
        said.append(say(LIKE, language, share=round(candidate["score"])))
    return ", ".join(said)


def page_of(of: Import, provenance: Mapping[str, Any]) -> int:
    """Return the page of a PDF on which a record was read, 0 where its file has none or says none."""
    is_pdf = of.kind == ImportKind.REPORT and of.file_name.lower().endswith(".pdf")
    return int(provenance["pages"][0]) if is_pdf and provenance.get("pages") else 0


def words_on_page(doubt: ImportDoubt) -> tuple[str, ...]:
    """Return what to mark on the page: the words in question; where they do not stand there, the lines around them."""
    return (doubt.text, *str(doubt.item.provenance.get("text", "")).splitlines())


def where_of(provenance: Mapping[str, Any], language: str) -> str:
    """Return where in the file a record was read: row, lines, pages."""
    said = [
        say(WHERE[key], language, number=provenance[key]) for key in ("row", "event") if provenance.get(key)
    ]
    if lines := provenance.get("lines"):
        one = lines[0] == lines[1]
        said.append(
            say(WHERE["line" if one else "lines"], language, number=lines[0], first=lines[0], last=lines[1])
        )
    if pages := provenance.get("pages"):
        said.append(say(WHERE["page"], language, number=pages[0]))
    return ", ".join(said)


def _passage(doubt: ImportDoubt, language: str) -> tuple[str, str, str, tuple[tuple[str, str], ...]]:
    """Return the words of the file around those in question, or the cells of its row."""
    provenance = doubt.item.provenance
    if cells := provenance.get("cells"):
        return (
            "",
            "",
            "",
            tuple((field_name(name, language), str(text)[:BESIDE]) for name, text in cells.items()),
        )
    text = str(provenance.get("text", ""))
    found = re.search(re.escape(doubt.text), text, re.IGNORECASE)
    if found is None:
        return text[: 2 * BESIDE], "", "", ()
    start, end = found.span()
    before, after = text[max(0, start - BESIDE) : start], text[end : end + BESIDE]
    return (
        ("… " if start > BESIDE else "") + before,
        found.group(),
        after + (" …" if end + BESIDE < len(text) else ""),
        (),
    )
