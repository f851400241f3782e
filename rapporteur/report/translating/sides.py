"""A text and its translation side by side, as it is worked on: what changed since, what was said before."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rapporteur.report.translating.difference import ComparedWords, WordChange, compare_words, trace_sentences
from rapporteur.report.translating.memory import Remembered
from rapporteur.report.translating.segments import PieceSize, Segments, pair, split


class SinceThen(StrEnum):
    """How a sentence of the source stands to the revision that was translated."""

    SAME = "SAME"
    CHANGED = "CHANGED"
    NEW = "NEW"


@dataclass(frozen=True, slots=True)
class SideRow:
    """A piece of the source beside its translation; `before` are the tags and spaces before it.

    `passages` is the source with what changed in it since it was translated; `former` the sentence and translation
    that this one was, where it changed.
    """

    source: str
    target: str
    before: str
    standing: SinceThen = SinceThen.SAME
    passages: tuple[ComparedWords, ...] = ()
    former: Remembered | None = None


@dataclass(frozen=True, slots=True)
class Sides:
    """Source and translation row by row; what comes after the last; translations of sentences that are gone."""

    rows: tuple[SideRow, ...]
    end: str = ""
    gone: tuple[Remembered, ...] = ()


def lay_out(source: str, target: str, made_from: str | None = None) -> Sides:
    """Return a source beside its translation, which was made from the revision `made_from` of it (None: this one).

    Nothing of a translation is dropped because its source changed: the translation of a sentence that changed stands
    where it stood, that of one that is gone is given beside the rows.
    """
    if not target:
        ours = split(source)
        return Sides(tuple(_row(part.text, "", part.before) for part in ours.parts), ours.end)
    if made_from is None or made_from == source:
        paired = pair(source, target)
        rows = zip(paired.source.parts, paired.target.parts, strict=True)
        return Sides(
            tuple(_row(ours.text, theirs.text, theirs.before) for ours, theirs in rows), paired.target.end
        )
    return _since(source, target, made_from)


def _since(source: str, target: str, made_from: str) -> Sides:
    """Return a source that changed since, sentence by sentence beside what was made from the former one."""
    paired = pair(made_from, target)
    former, translations = paired.source.texts(), paired.target.texts()
    if paired.unit is PieceSize.WHOLE and len(former) == 1:
        whole = Remembered(made_from, target)
        passages = compare_words(made_from, source)
        return Sides((SideRow(source, target, "", SinceThen.CHANGED, passages, whole),))
    now: Segments = split(source, paired.unit)
    origin, gone = trace_sentences(former, now.texts())
    rows = []
    for part, old in zip(now.parts, origin, strict=True):
        if old is None:
            new = (ComparedWords(WordChange.NEW, part.text),)
            rows.append(SideRow(part.text, "", part.before, SinceThen.NEW, new))
        elif former[old] == part.text:
            rows.append(_row(part.text, translations[old], part.before))
        else:
            was = Remembered(former[old], translations[old])
            passages = compare_words(was.source, part.text)
            rows.append(SideRow(part.text, was.target, part.before, SinceThen.CHANGED, passages, was))
    lost = tuple(Remembered(former[number], translations[number]) for number in gone)
    return Sides(tuple(rows), now.end, lost)


def _row(source: str, target: str, before: str) -> SideRow:
    return SideRow(source, target, before, passages=(ComparedWords(WordChange.SAME, source),))
