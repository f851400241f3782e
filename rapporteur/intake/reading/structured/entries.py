"""The sections that tell records one by one, as printed: agreements, letters, bodies, calls, what lies ahead.

A heading of the second level says what the records have in common, one of the third is a record, what stands below it
are its texts. Nothing is proposed of them: what was printed is at hand for who records it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.parsed import ENTRY_SECTIONS, ParsedEntry
from rapporteur.intake.reading.sources.outline import Part, lines_of, parts

_READ = 0.95
"""How sure a record is whose heading stands under one of its section."""


def read_entries(sections: Mapping[str, Sequence[Part]], ctx: ReadingContext) -> tuple[ParsedEntry, ...]:
    """Return the records of the sections that tell records, in their order."""
    return tuple(
        entry
        for kind in ENTRY_SECTIONS
        for section in sections.get(kind, ())
        for group in parts(section.units, 2)
        for entry in _entries(kind, group, ctx)
    )


def _entries(kind: str, group: Part, ctx: ReadingContext) -> Iterator[ParsedEntry]:
    if group.heading is None:
        return
    ctx.doc.use(group.heading.lines, kind)
    for part in parts(group.units, 3):
        if part.heading is None:  # how many there are
            ctx.doc.use(lines_of(part.units), kind)
            continue
        passages = {"title": ctx.passage(part.heading.lines, _READ, kind)}
        if below := lines_of(part.units):
            passages["texts"] = ctx.passage(below, _READ, kind)
        yield ParsedEntry(
            section=kind,
            group=group.title,
            title=part.title,
            texts=tuple(unit.text for unit in part.units if unit.text),
            provenance=passages,
        )
