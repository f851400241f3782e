"""The report in one language, ready to be laid out: every word chosen, every number and date formatted.

:func:`rapporteur.reports.present.present` makes a :class:`ReportView` from a ``ReportData``; PDF, HTML, DOCX and
text lay out the same view, so that they cannot say different things. Layouts neither count nor word anything.

Texts are final: typography applied, sorted by the rules of the language. `code` and `slug` are for links and
colours. Shares are between 0 and 1 and serve bars; what is printed beside a bar is a text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class RunView:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str | None = None


@dataclass(frozen=True)
class BlockView:
    """A paragraph (one item) or a list (an item each)."""

    kind: Literal["PARAGRAPH", "BULLETS", "NUMBERS"]
    items: list[list[RunView]]


@dataclass(frozen=True)
class Dot:
    """A place on a map. `x`, `y` are in the units of the base map; `size` is 0 (smallest) to 3."""

    x: float
    y: float
    size: int
    filled: bool
    name: str
    colour: str | None = None


@dataclass(frozen=True)
class MapView:
    """A cut (`box`: x, y, width, height in base map units) of the base map, with dots."""

    box: tuple[float, float, float, float]
    dots: list[Dot]
    alt: str
    caption: str = ""
    legend: list[tuple[int, bool, str]] = field(default_factory=list)
    """Rows of the legend: dot size, filled, and what it means."""


@dataclass(frozen=True)
class PhotoView:
    """A photograph: base64 `content` with its texts."""

    media_type: str
    width: int
    height: int
    content: str
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True)
class CodeView:
    """A deliverable as a chip: its code, its short name, and the index of its line's colour."""

    code: str
    title: str
    colour: str
    tint: str


@dataclass(frozen=True)
class NameView:
    """A member in a box or list; `mark` is a word such as “host” or “prospect”, or empty."""

    slug: str
    name: str
    mark: str = ""


@dataclass(frozen=True)
class ActivityView:
    """One activity."""

    anchor: str
    number: int
    title: str
    place: str
    """“Barcelona”, “Brussels and Lyon”, “Online”, or empty."""
    when: str
    kind: str
    initiative: str
    line: str
    text: list[BlockView]
    deliverables: list[CodeView]
    members: list[NameView]
    photo: PhotoView | None
    map: MapView | None


@dataclass(frozen=True)
class BarView:
    """A row with a figure and a bar: `share` of the bar's full length."""

    label: str
    figure: str
    share: float
    code: str = ""
    detail: str = ""


@dataclass(frozen=True)
class LineView:
    """A line of the plan with its opening page and its activities."""

    anchor: str
    code: str
    kicker: str
    """“Guideline 1”: the level's name and the number."""
    title: str
    purpose: str
    colour: str
    tint: str
    count: str
    """“13 activities”."""
    measures: list[BarView]
    map: MapView | None
    activities: list[ActivityView]


@dataclass(frozen=True)
class FigureView:
    """One of the six figures: `value` large, `of` after it (“of 137 members”), `label` beneath."""

    key: str
    value: str
    of: str
    label: str
    share: float | None
    anchor: str
    """The section in which the figure is counted out."""
    alt: str


@dataclass(frozen=True)
class WeekView:
    """A column of the strip of weeks: stacked counts per line."""

    label: str
    segments: list[tuple[str, int, str]]
    """Line code, count, colour."""
    alt: str


@dataclass(frozen=True)
class MentionView:
    """What one outlet published in a month."""

    outlet: str
    subjects: list[tuple[str, list[tuple[str, str]], str]]
    """Subject, channels as (key: WEB or NEWSLETTER…, word), link."""


@dataclass(frozen=True)
class MonthView:
    """A month of the period with what belongs to it."""

    key: str
    name: str
    mentions: list[MentionView] = field(default_factory=list)
    meetings: list[MeetingView] = field(default_factory=list)


@dataclass(frozen=True)
class MeetingView:
    """Bilateral meetings at one place in one month."""

    place: str
    members: list[NameView]
    prospects: list[NameView]


@dataclass(frozen=True)
class ActivatedView:
    """A row of the list of activated members."""

    slug: str
    name: str
    count: int
    figure: str


@dataclass(frozen=True)
class ActivatedRegionView:
    """The activated members of one region, and how many of its members they are."""

    name: str
    members: list[ActivatedView]
    bar: BarView


@dataclass(frozen=True)
class DuesView:
    """Dues: one large figure, one bar, one sentence."""

    amount: str
    payers: str
    of_members: str
    share: float
    share_label: str
    as_of: str
    sentence: str
    alt: str


@dataclass(frozen=True)
class DeliverableRow:
    """A deliverable in the table of execution; `figure` is “–” where nothing served it."""

    code: str
    title: str
    count: int
    figure: str
    share: float
    months: list[tuple[str, str, bool]]
    """Per month: narrow name, figure, and whether there was any."""
    note: str
    """“not in the adopted plan”, or empty."""
    activities: list[tuple[str, str]]
    """Anchor and title of each activity that is its evidence."""


@dataclass(frozen=True)
class MeasureTable:
    """A measure with the rows of its deliverables; plans of two levels have one nameless measure."""

    code: str
    title: str
    text: str
    count: int
    figure: str
    rows: list[DeliverableRow]


@dataclass(frozen=True)
class ExecutionView:
    """The execution of one line."""

    anchor: str
    code: str
    kicker: str
    title: str
    colour: str
    tint: str
    facts: list[str]
    """Sentences: measures touched, deliverables with evidence, those without."""
    without: list[CodeView]
    measures: list[MeasureTable]


@dataclass(frozen=True)
class PersonView:
    """A person with function and organisation; `name` states the vacancy where there is nobody."""

    name: str
    function: str
    organisation: str
    mark: str = ""
    vacant: bool = False


@dataclass(frozen=True)
class SeatGroup:
    """Seats of one role: “Co-presidencies”."""

    title: str
    seats: list[PersonView]


@dataclass(frozen=True)
class RegionView:
    """A region's page."""

    anchor: str
    name: str
    figure: str
    """“26 members, 12 activated”."""
    map: MapView | None
    members: list[NameView]
    """`mark` says “activated” where the quarter activated the member."""
    honorary: list[NameView]
    secretaries: list[PersonView]
    focal_points: list[PersonView]
    board: list[SeatGroup]


@dataclass(frozen=True)
class SectionView:
    """An entry of the contents."""

    key: str
    anchor: str
    title: str
    colour: str | None = None
    level: int = 1


@dataclass(frozen=True)
class NoticeView:
    """What an edition says of itself: an erratum, or what a longer period is made of."""

    anchor: str
    title: str
    blocks: list[BlockView]


@dataclass(frozen=True)
class ReportView:
    """The whole report in one language."""

    language: str
    region: str
    """The language tag's region for Typst and Word (“FR”, “GB”, “ES”), or empty."""
    title: str
    association: str
    short_name: str
    period: str
    """“April–June 2018”."""
    period_code: str
    as_of: str
    timestamp: int
    """Seconds since 1970 of the as-of date at noon UTC: the documents' only date."""
    colour: str
    tint: str
    words: dict[str, str]
    """Fixed wordings by key: headings, box titles, labels (see present.WORDS)."""
    contents: list[SectionView]
    sections: list[str]
    cover_map: MapView | None
    cover_legend: str
    editorial_title: str
    editorial: list[BlockView]
    signatory: PersonView | None
    glance: list[FigureView]
    weeks: list[WeekView]
    weeks_caption: str
    lines: list[LineView]
    media: list[MonthView]
    bilateral: list[MonthView]
    activated_figure: str
    activated_share: float
    activated_sentence: str
    activated_map: MapView | None
    activated: list[ActivatedRegionView]
    dues: DuesView | None
    execution: list[ExecutionView]
    regions: list[RegionView]
    staff: list[PersonView]
    address: list[str]
    phone: str
    email: str
    website: str
    hashtag: str
    edition: str = ""
    """“Edition 2”; nothing for a first edition or a report that is not frozen."""
    notices: list[NoticeView] = field(default_factory=list)
    """The section “notices”: errata and composition."""
