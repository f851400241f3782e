"""A report as it was read: the shapes of `ReportData` in one language, each field with its passage.

Names are texts as printed; :mod:`rapporteur.intake` matches them with records later. Fields that the report
does not give are empty. `provenance` maps the name of a field to the passage it was read from.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from msgspec import Meta

from rapporteur.core.values import Value, to_plain

Confidence = Annotated[float, Meta(ge=0, le=1)]


class Passage(Value, frozen=True):
    """Where something was read: first and last line, page of the first, and how sure the reading is."""

    lines: tuple[int, int]
    page: int
    confidence: Confidence


class Record(Value, frozen=True):
    """Something read, with the passage of each of its fields."""

    provenance: dict[str, Passage] = {}


class ParsedPeriod(Record, frozen=True, kw_only=True):
    """The reporting period; `start` and `end` are both included."""

    code: str
    kind: str
    start: date
    end: date
    printed: str = ""


class ParsedContents(Record, frozen=True, kw_only=True):
    """The entries of the table of contents, in order."""

    entries: tuple[str, ...] = ()


class ParsedEditorial(Record, frozen=True, kw_only=True):
    """The editorial: paragraphs parted by a blank line, and who signs."""

    title: str = ""
    text: str = ""
    signatory: str = ""
    function: str = ""


class ParsedActivity(Record, frozen=True, kw_only=True):
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


class ParsedMention(Record, frozen=True, kw_only=True):
    """A mention in the media; `channels` only where words (not icons) name them."""

    month: str | None = None
    outlet: str
    subject: str = ""
    channels: tuple[str, ...] = ()


class ParsedMeeting(Record, frozen=True, kw_only=True):
    """A bilateral meeting, or several at one place in one month."""

    month: str | None = None
    start_date: date | None = None
    end_date: date | None = None
    place: str
    members: tuple[str, ...] = ()
    prospects: tuple[str, ...] = ()


class ParsedNames(Record, frozen=True, kw_only=True):
    """A printed list of members."""

    names: tuple[str, ...] = ()


class ParsedDues(Record, frozen=True, kw_only=True):
    """What the report says of the dues."""

    amount: Decimal | None = None
    currency: str = ""
    payers: int | None = None
    members: int | None = None
    as_of: date | None = None
    text: str = ""


class ParsedNode(Record, frozen=True, kw_only=True):
    """A measure or a deliverable of the plan as printed in its table; not `listed` where that says so."""

    code: str
    text: str = ""
    listed: bool = True


class ParsedPlanLine(Record, frozen=True, kw_only=True):
    """The table of one line of the plan."""

    line: str
    title: str = ""
    measures: tuple[ParsedNode, ...] = ()
    deliverables: tuple[ParsedNode, ...] = ()


class ParsedPerson(Record, frozen=True, kw_only=True):
    """A person; `place` is the city behind a regional secretary's name."""

    name: str
    function: str = ""
    place: str = ""


class ParsedSeat(Record, frozen=True, kw_only=True):
    """A seat of the board; `function` as printed, without the organisation alone in brackets."""

    role: str
    holder: str
    function: str = ""
    organisation: str = ""
    vacant: bool = False


class ParsedRegion(Record, frozen=True, kw_only=True):
    """A region with its members and who is responsible for it."""

    name: str
    members: tuple[str, ...] = ()
    honorary: tuple[str, ...] = ()
    secretaries: tuple[ParsedPerson, ...] = ()
    focal_points: tuple[ParsedPerson, ...] = ()
    board: tuple[ParsedSeat, ...] = ()


class ParsedContact(Record, frozen=True, kw_only=True):
    """How to reach the association."""

    name: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    hashtag: str = ""


class NotUnderstood(Value, frozen=True):
    """A line that no rule used, with its place and the section it stands in."""

    line: int
    page: int
    section: str
    text: str


class ParsedReport(Record, frozen=True, kw_only=True):
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
    not_understood: tuple[NotUnderstood, ...] = ()
    understood_share: Confidence = 0.0


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
