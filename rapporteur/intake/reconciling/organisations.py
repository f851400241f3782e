"""The names of a printed report: collected in the order of the report, each with the line on which it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapporteur.base.values.localized import EMPTY, LocalizedText
from rapporteur.base.values.search import fold
from rapporteur.intake.reading import parsed as p
from rapporteur.intake.reading.grammar import load
from rapporteur.intake.reading.sources.lines import Doc
from rapporteur.intake.reconciling.directory import Directory, PrintedOrganisation
from rapporteur.intake.reconciling.pages import Pages, titled
from rapporteur.intake.reconciling.printed import Occurrence
from rapporteur.proof.rules import facts as f
from rapporteur.proof.rules.finding import Record
from rapporteur.records.names.cities import city_names
from rapporteur.records.names.forms import form_of, plain_form
from rapporteur.records.names.name import Name, NameKind
from rapporteur.records.names.registry import Registry

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
                where = self.occurrence(name, record, "members", lines)
                if known := self.directory.list_member(name, region.name):
                    self.twice.append((known.key, seen[known.key], where))
                    known.spellings.append(name)
                    continue
                printed = list(self.directory.organisations.values())[-1]
                printed.spellings.append(name)
                seen[printed.key] = where
                self.occurrences.append((printed.key, where))
            for name in region.honorary:
                self.directory.list_member(name, region.name, honorary=True)

    def lt(self, text: str) -> LocalizedText:
        return LocalizedText({self.language: text})

    def occurrence(self, name: str, record: Record, field_: str, lines: p.Passage | None) -> Occurrence:
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
            where = self.occurrence(name, record, field_, lines)
            if answer.meanings:
                self.ambiguous.append(
                    Occurrence(name, record, field_, where.passage, meanings=answer.meanings)
                )
                continue
            if not self.directory.organisations[answer.key].listed:
                self.unlisted.append(where)
            self.occurrences.append((answer.key, where))
            yield answer.key

    def organisation(self, printed: PrintedOrganisation) -> f.OrganisationFacts:
        spellings = [titled(text, self.grammar) for text in (printed.name, *printed.spellings)]
        mixed_case = [text for text in printed.spellings if text != text.upper()]
        name = next(iter(mixed_case), spellings[0])
        places = [where.passage for key, where in self.occurrences if key == printed.key and where.passage]
        member = printed.listed or printed.recorded or not self.parsed.regions  # else a guest, or a stranger
        others = dict.fromkeys((*spellings, *self.short(spellings, printed), *self.exonyms(printed)))
        return f.OrganisationFacts(
            slug=printed.key,
            name=LocalizedText({self.language: name}),
            other_names=tuple(Name(text, kind=NameKind.ALIAS) for text in others if text != name),
            region=printed.region,
            memberships=(f.MembershipFacts(honorary=printed.honorary),) if member else (),
            passages={"name": places[0]} if places else {},
        )

    def short(self, spellings: list[str], printed: PrintedOrganisation) -> Iterator[str]:
        """Yield a name without what says its kind, and with its article run into a preposition (`du Caire`)."""
        kinds = form_of(printed.name).kinds
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

    def exonyms(self, printed: PrintedOrganisation) -> Iterator[str]:
        """Yield the other names of the city, from the registry or the Unicode locale data."""
        registry = self.directory.registry
        if registry is not None and printed.recorded:
            known = registry.organisations.records[printed.key]
            yield from (each.text for each in known.names if each.kind is not NameKind.AMBIGUOUS)
            return
        form = form_of(printed.name)
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
        names = [each.name for each in self.directory.organisations.values()]
        names += [place for activity in self.parsed.activities for place in activity.places]
        names += [
            text for each in self.directory.organisations.values() for text in self.short([each.name], each)
        ]
        inside = [titled(name, self.grammar) for name in names if form_of(name).base in address]
        return LocalizedText({f"{self.language}-{n}": name for n, name in enumerate(dict.fromkeys(inside))})
