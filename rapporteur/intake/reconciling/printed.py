"""The facts of a printed report: those of any report, and what only print has."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from rapporteur.base.values.localized import LocalizedText
from rapporteur.intake.reading import parsed as p
from rapporteur.intake.reading.grammar import load
from rapporteur.intake.reading.plan.codes import Codes
from rapporteur.intake.reading.sources.lines import Doc
from rapporteur.intake.reconciling.directory import Directory
from rapporteur.intake.reconciling.pages import Pages
from rapporteur.proof.rules import facts as f
from rapporteur.proof.rules.finding import PrintedPassage, Record
from rapporteur.proof.rules.subject import Subject
from rapporteur.records.names.registry import Registry


@dataclass(frozen=True)
class Occurrence:
    """A name in a list of the report: where it stands, and in the record of what."""

    written: str
    record: Record
    field: str
    passage: PrintedPassage | None
    meanings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Recorded:
    """What the records say of the period of a printed report, and what names mean in them."""

    registry: Registry
    subject: Subject


@dataclass(frozen=True)
class Print(Subject):
    """The facts of a printed report, with what only print has."""

    language: str = "en"
    parsed: p.ParsedReport = field(default_factory=lambda: p.ParsedReport(language="en"))
    doc: Doc = field(default_factory=lambda: Doc([]))
    directory: Directory = field(default_factory=lambda: Directory("en"))
    twice: tuple[tuple[str, Occurrence, Occurrence], ...] = ()
    """Names that stand twice in the lists by region."""
    ambiguous: tuple[Occurrence, ...] = ()
    unlisted: tuple[Occurrence, ...] = ()
    occurrences: tuple[tuple[str, Occurrence], ...] = ()
    """Every name in a list of members, by the key of what it means."""
    list_passages: dict[str, PrintedPassage] = field(default_factory=dict)
    """Passages of whole lists: `activated`, `directory`, `plan`, `dues`, `editorial`."""
    recorded: Recorded | None = None
    called: frozenset[str] = frozenset()
    """What the report calls its members, in flat letters (`ports`)."""

    @property
    def pages(self) -> Pages:
        """The lines, to say where something stands."""
        return self.derived(_pages)

    def text_of(self, activity: f.ActivityFacts) -> str:
        """Return the whole printed text of an activity, sentences on other times included."""
        return self.parsed.activities[int(activity.slug.rpartition("-")[2]) - 1].body

    def printed(self, activity: f.ActivityFacts) -> p.ParsedActivity:
        """Return the activity as it was read."""
        return self.parsed.activities[int(activity.slug.rpartition("-")[2]) - 1]

    def lt(self, text: str) -> LocalizedText:
        """Return a printed text as a text of the report's language."""
        return LocalizedText({self.language: text})


def _pages(printed: Print) -> Pages:
    return Pages(printed.doc)


def codes_of(printed: Print) -> Codes:
    """Return the codes of the plan that a report prints; once for all rules."""
    return printed.derived(_codes)


def _codes(printed: Print) -> Codes:
    doc = printed.doc
    read_from = replace(doc, lines=doc.plain) if doc.plain else doc
    return Codes(read_from, load(printed.language))
