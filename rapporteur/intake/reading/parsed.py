"""A report as it was read: the shapes of `ReportData` in one language, each field with its passage.

Names are texts as printed; :mod:`rapporteur.intake.importing` matches them with records later. Fields that the report
does not give are empty. `provenance` maps the name of a field to the passage it was read from.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from msgspec import Meta

from rapporteur.base.values.base import Value, to_plain

Confidence = Annotated[float, Meta(ge=0, le=1)]


class Passage(Value, frozen=True):
    """Where something was read: first and last line, page of the first, and how sure the reading is."""

    lines: tuple[int, int]
    page: int
    confidence: Confidence


class ParsedRecord(Value, frozen=True):
    """Something read, with the passage of each of its fields."""

    provenance: dict[str, Passage] = {}


class ParsedPeriod(ParsedRecord, frozen=True, kw_only=True):
    """The reporting period; `start` and `end` are both included."""

    code: str
    kind: str
    start: date
    end: date
    printed: str = ""


class ParsedContents(ParsedRecord, frozen=True, kw_only=True):
    """The entries of the table of contents, in order."""

    entries: tuple[str, ...] = ()


class ParsedEditorial(ParsedRecord, frozen=True, kw_only=True):
    """The editorial: paragraphs parted by a blank line, and who signs."""

    title: str = ""
    text: str = ""
    signatory: str = ""
    function: str = ""


class ParsedActivity(ParsedRecord, frozen=True, kw_only=True):
    """One activity; `place` and `date_text` as printed, `body` in its logical order.

    `notes` are the captions and footnotes that stand beside the text.
    """

    line: str = ""
    title: str
    place: str = ""
    places: tuple[str, ...] = ()
    online: bool = False
    date_text: str = ""
    start_date: date | None = None
    end_date: date | None = None
    month: str | None = None
    deliverables: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    body: str = ""
    notes: tuple[str, ...] = ()


class ParsedMention(ParsedRecord, frozen=True, kw_only=True):
    """A mention in the media; `channels` only where words (not icons) name them."""

    month: str | None = None
    outlet: str
    subject: str = ""
    channels: tuple[str, ...] = ()


class ParsedMeeting(ParsedRecord, frozen=True, kw_only=True):
    """A bilateral meeting, or several at one place in one month."""

    month: str | None = None
    start_date: date | None = None
    end_date: date | None = None
    place: str
    members: tuple[str, ...] = ()
    prospects: tuple[str, ...] = ()


class ParsedNames(ParsedRecord, frozen=True, kw_only=True):
    """A printed list of members."""

    names: tuple[str, ...] = ()


class ParsedDues(ParsedRecord, frozen=True, kw_only=True):
    """What the report says of the dues."""

    amount: Decimal | None = None
    currency: str = ""
    payers: int | None = None
    members: int | None = None
    as_of: date | None = None
    text: str = ""


class ParsedNode(ParsedRecord, frozen=True, kw_only=True):
    """A measure or a deliverable of the plan as printed in its table; not `listed` where that says so."""

    code: str
    text: str = ""
    listed: bool = True


class ParsedPlanLine(ParsedRecord, frozen=True, kw_only=True):
    """The table of one line of the plan."""

    line: str
    title: str = ""
    measures: tuple[ParsedNode, ...] = ()
    deliverables: tuple[ParsedNode, ...] = ()


class ParsedPerson(ParsedRecord, frozen=True, kw_only=True):
    """A person; `place` is the city behind a regional secretary's name."""

    name: str
    function: str = ""
    place: str = ""


class ParsedSeat(ParsedRecord, frozen=True, kw_only=True):
    """A seat of the board; `function` as printed, without the organisation alone in brackets."""

    role: str
    holder: str
    function: str = ""
    organisation: str = ""
    vacant: bool = False


class ParsedRegion(ParsedRecord, frozen=True, kw_only=True):
    """A region with its members and who is responsible for it."""

    name: str
    members: tuple[str, ...] = ()
    honorary: tuple[str, ...] = ()
    secretaries: tuple[ParsedPerson, ...] = ()
    focal_points: tuple[ParsedPerson, ...] = ()
    board: tuple[ParsedSeat, ...] = ()


class ParsedContact(ParsedRecord, frozen=True, kw_only=True):
    """How to reach the association."""

    name: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    hashtag: str = ""


ENTRY_SECTIONS = (
    "agreements", "statements", "pilot_projects", "calls", "training", "publications", "communication", "governance",
    "parity", "admissions", "next_quarter",
)  # fmt: skip
"""The sections that tell records by themselves: what has days there is none of the activities."""


class ParsedEntry(ParsedRecord, frozen=True, kw_only=True):
    """A record that a section tells by itself, as printed: an agreement, a letter, a meeting or decision of a body.

    `section` is that of the report (`statements` for letters and campaigns), `group` the heading above it, `texts` what
    stands below.
    """

    section: str
    group: str
    title: str
    texts: tuple[str, ...] = ()


class NotUnderstood(Value, frozen=True):
    """A line that no rule used, with its place and the section it stands in."""

    line: int
    page: int
    section: str
    text: str


class ParsedPart(ParsedRecord, frozen=True, kw_only=True):
    """A part of a report with how sure it is that it was read whole, by evidence (`rapporteur.intake.reading.trust`).

    `kind` is `activities`, `members`, `codes`, `text`, `region` or the name of a list; `of` is the title of its
    activity, or the name of its region, `number` which of them it is (from 1); `lines` are those that speak against it.
    """

    kind: str
    of: str = ""
    number: int = 0
    confidence: Confidence = 1.0
    reasons: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()

    @property
    def torn(self) -> bool:
        """Whether it may be torn: nothing that it lacks is held against the print, and an import asks."""
        return self.confidence < LEAST_SURE


LEAST_SURE = 0.6
"""The confidence from which on a part is taken as whole: one stray line beside it (0.7) tears nothing, two do."""


class ParsedReport(ParsedRecord, frozen=True, kw_only=True):
    """A whole report."""

    source: str = ""
    language: str
    association: str = ""
    period: ParsedPeriod | None = None
    contents: ParsedContents | None = None
    editorial: ParsedEditorial | None = None
    activities: tuple[ParsedActivity, ...] = ()
    media: tuple[ParsedMention, ...] = ()
    bilateral_meetings: tuple[ParsedMeeting, ...] = ()
    activated_members: ParsedNames = ParsedNames()
    dues: ParsedDues | None = None
    plan_execution: tuple[ParsedPlanLine, ...] = ()
    regions: tuple[ParsedRegion, ...] = ()
    secretariat_staff: tuple[ParsedPerson, ...] = ()
    contact: ParsedContact | None = None
    entries: tuple[ParsedEntry, ...] = ()
    not_understood: tuple[NotUnderstood, ...] = ()
    understood_share: Confidence = 0.0
    parts: tuple[ParsedPart, ...] = ()
    """The parts, each list once, and of activities and regions those that something speaks against."""
    surely_report: bool = True
    """Whether more than a title, a period and headings says that it is a report: else its editorial is a question."""
    notices: tuple[str, ...] = ()
    """What a person should know of the file: hidden text left out, tracked changes, an encoding that was assumed."""


def to_json(parsed: ParsedReport) -> dict[str, Any]:
    """Return plain values: strings, lists, ISO dates, amounts as decimal strings.

    Every record keeps its `provenance` beside its fields; the list of activated members is a plain list,
    its passage is under `provenance` of the report.
    """
    result = to_plain(parsed)
    names = result.pop("activated_members")
    result["activated_members"] = names["names"]
    if "names" in names["provenance"]:
        result["provenance"]["activated_members"] = names["provenance"]["names"]
    contents = result.pop("contents")
    result["contents"] = contents["entries"] if contents else []
    first = [
        "period", "language", "editorial", "activities", "media", "bilateral_meetings",
        "activated_members", "dues", "plan_execution", "regions", "secretariat_staff", "contact",
        "not_understood", "understood_share",
    ]  # fmt: skip
    return {name: result[name] for name in (*first, *(n for n in result if n not in first))}
