"""The facts of a printed report: those of any report, and what only print has."""

from __future__ import annotations

from dataclasses import dataclass, field

from rapporteur.core.localized import LocalizedText
from rapporteur.intake.matching import Registry
from rapporteur.intake.reading import parsed as p
from rapporteur.intake.reading.lines import Doc
from rapporteur.intake.reconciling.names import Directory
from rapporteur.intake.reconciling.reading import Pages
from rapporteur.reports.checking import facts as f
from rapporteur.reports.checking.finding import Passage, Record


@dataclass(frozen=True)
class Occurrence:
    """A name in a list of the report: where it stands, and in the record of what."""

    written: str
    record: Record
    field: str
    passage: Passage | None
    meanings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Recorded:
    """What the records say of the period of a printed report, and what names mean in them."""

    registry: Registry
    subject: f.Subject


@dataclass(frozen=True)
class Print(f.Subject):
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
    list_passages: dict[str, Passage] = field(default_factory=dict)
    """Passages of whole lists: `activated`, `directory`, `plan`, `dues`, `editorial`."""
    recorded: Recorded | None = None

    @property
    def pages(self) -> Pages:
        """The lines, to say where something stands."""
        return Pages(self.doc)

    def text_of(self, activity: f.Activity) -> str:
        """Return the whole printed text of an activity, sentences on other times included."""
        return self.parsed.activities[int(activity.slug.rpartition("-")[2]) - 1].body

    def printed(self, activity: f.Activity) -> p.ParsedActivity:
        """Return the activity as it was read."""
        return self.parsed.activities[int(activity.slug.rpartition("-")[2]) - 1]

    def lt(self, text: str) -> LocalizedText:
        """Return a printed text as a text of the report's language."""
        return LocalizedText({self.language: text})
