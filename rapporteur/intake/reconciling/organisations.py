"""The names of a printed report: collected in the order of the report, each with the line on which it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapporteur.core.localized import EMPTY, LocalizedText
from rapporteur.core.search import fold
from rapporteur.intake.matching import Registry
from rapporteur.intake.reading import parsed as p
from rapporteur.intake.reading.grammar import load
from rapporteur.intake.reading.lines import Doc
from rapporteur.intake.reconciling.cities import city_names
from rapporteur.intake.reconciling.names import Directory, Entry, form_of, plain_form
from rapporteur.intake.reconciling.printed import Occurrence
from rapporteur.intake.reconciling.reading import Pages, titled
from rapporteur.reports.checking import facts as f
from rapporteur.reports.checking.finding import Record

_QUALIFIED = re.compile(r"\s*\([^)]*\)")


class Collected:
    """The names in the lists of a report, and the organisations that they mean."""

    def __init__(self, parsed: p.ParsedReport, doc: Doc, registry: Registry | None) -> None:
        self.parsed = parsed
        self.pages = Pages(doc)
        self.doc = doc
        self.language = parsed.language
        self.grammar = load(parsed.language)
        self.directory = Directory(parsed.language, registry)
        self.twice: list[tuple[str, Occurrence, Occurrence]] = []
        self.ambiguous: list[Occurrence] = []
        self.unlisted: list[Occurrence] = []
        self.occurrences: list[tuple[str, Occurrence]] = []

    def regions(self) -> None:
        seen: dict[str, Occurrence] = {}
        for region in self.parsed.regions:
            lines = region.provenance.get("members")
            record = Record("printed.region", fold(region.name).replace(" ", "-"), self.lt(region.name))
            for name in region.members:
                where = self.found(name, record, "members", lines)
                if known := self.directory.list_member(name, region.name):
                    self.twice.append((known.key, seen[known.key], where))
                    known.spellings.append(name)
                    continue
                entry = list(self.directory.entries.values())[-1]
                entry.spellings.append(name)
                seen[entry.key] = where
                self.occurrences.append((entry.key, where))
            for name in region.honorary:
                self.directory.list_member(name, region.name, honorary=True)

    def lt(self, text: str) -> LocalizedText:
        return LocalizedText({self.language: text})

    def found(self, name: str, record: Record, field_: str, lines: p.Passage | None) -> Occurrence:
        """Return a name of a list with the very line on which it stands."""
        passage = None
        if lines is not None:
            words = name.split()
            parts = (name, " ".join(words[:2]), words[0] if words else "")
            holding = (self.pages.holding(lines.lines, [part]) for part in parts)
            passage = next((line for line in holding if line), None) or self.pages.passage(lines)
        return Occurrence(name, record, field_, passage)

    def names(
        self, names: tuple[str, ...], record: Record, field_: str, lines: p.Passage | None
    ) -> Iterator[str]:
        """Yield the keys of the names in a list; what is ambiguous or in no list by region is noted."""
        for name in names:
            answer = self.directory.take(name)
            where = self.found(name, record, field_, lines)
            if answer.meanings:
                self.ambiguous.append(
                    Occurrence(name, record, field_, where.passage, meanings=answer.meanings)
                )
                continue
            if not self.directory.entries[answer.key].listed:
                self.unlisted.append(where)
            self.occurrences.append((answer.key, where))
            yield answer.key

    def organisation(self, entry: Entry) -> f.Organisation:
        spellings = [titled(text, self.grammar) for text in (entry.name, *entry.spellings)]
        printed = [text for text in entry.spellings if text != text.upper()]
        name = next(iter(printed), spellings[0])
        places = [where.passage for key, where in self.occurrences if key == entry.key and where.passage]
        aliases = dict.fromkeys((*spellings, *self.short(spellings, entry), *self.exonyms(entry)))
        return f.Organisation(
            slug=entry.key,
            name=LocalizedText({self.language: name}),
            aliases=tuple(f.Alias(text) for text in aliases if text != name),
            region=entry.region,
            memberships=(f.Membership(honorary=entry.honorary),),
            passages={"name": places[0]} if places else {},
        )

    def short(self, spellings: list[str], entry: Entry) -> Iterator[str]:
        """Yield a name without what says its kind, and with its article run into a preposition (`du Caire`)."""
        kinds = form_of(entry.name).kinds
        for text in spellings:
            bare = _QUALIFIED.sub("", text) if kinds else text
            words = [w for w in bare.split() if not kinds or plain_form(w).base or fold(w) in ("la", "los")]
            while words and words[0][:1].islower():
                words.pop(0)
            if words and (shortened := " ".join(words)) != text:
                yield shortened
            if len(words) > 1 and fold(words[0]) in ("le", "el", "les"):
                rest = " ".join(words[1:])
                for joined in {"le": ("du", "au"), "les": ("des", "aux"), "el": ("del", "al")}[
                    fold(words[0])
                ]:
                    yield f"{joined} {rest}"

    def exonyms(self, entry: Entry) -> Iterator[str]:
        """Yield the other names of the city, from the registry or the Unicode locale data."""
        registry = self.directory.registry
        if registry is not None and entry.recorded:
            known = registry.organisations.entries[entry.key]
            yield from (each.text for each in known.spellings if not each.ambiguous)
            return
        form = form_of(entry.name)
        zone = next((word for word in form.base if word.startswith("zone:")), "")
        if zone and not form.kinds:
            yield from city_names()[zone.partition(":")[2]]

    def seat(self) -> LocalizedText:
        """Return the city of the association's seat, in every spelling, where its address names one it knows."""
        contact = self.parsed.contact
        if contact is None or not contact.address:
            return EMPTY
        words = contact.address.replace(",", " ").replace(".", " ").split()
        runs = [" ".join(words[i : i + n]) for n in (3, 2, 1) for i in range(len(words) - n + 1)]
        address = {form_of(run).base for run in runs if run[:1].isupper()} - {frozenset()}
        names = [each.name for each in self.directory.entries.values()]
        names += [place for activity in self.parsed.activities for place in activity.places]
        names += [text for each in self.directory.entries.values() for text in self.short([each.name], each)]
        inside = [titled(name, self.grammar) for name in names if form_of(name).base in address]
        return LocalizedText({f"{self.language}-{n}": name for n, name in enumerate(dict.fromkeys(inside))})
