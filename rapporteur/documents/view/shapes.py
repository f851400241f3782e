"""The report in one language, ready to be laid out: every word chosen, every number and date formatted.

:func:`rapporteur.documents.view.report.present` makes a :class:`ReportView` from a ``ReportData``; PDF, HTML, DOCX and
text lay out the same view, so that they cannot say different things. Layouts neither count nor word anything.

Texts are final: typography applied, sorted by the rules of the language. `code` and `slug` are for links and
colours. Shares are between 0 and 1 and serve bars; what is printed beside a bar is a text.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from rapporteur.documents.maps.shapes import MapView


class View(Struct, frozen=True):
    """A part of the report, ready to be laid out."""


class RunView(View, frozen=True):
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str | None = None


class BlockView(View, frozen=True):
    """A paragraph (one item) or a list (an item each)."""

    kind: Literal["PARAGRAPH", "BULLETS", "NUMBERS"]
    items: list[list[RunView]]


class PhotoView(View, frozen=True):
    """A photograph: base64 `content` with its texts."""

    media_type: str
    width: int
    height: int
    content: str
    alt: str
    caption: str
    credit: str


class CropView(View, frozen=True):
    """How a photograph fills a box and stays in sight where it matters.

    `width` and `height` are those of the whole photograph, `left` and `top` where it begins, in mm and not above 0:
    what lies outside the box is cut. `across` and `down` say the same in percent, as CSS positions what it crops.
    """

    width: float
    height: float
    left: float
    top: float
    across: float
    down: float


class CodeView(View, frozen=True):
    """A deliverable as a chip: its code, its short name, and the index of its line's colour."""

    code: str
    title: str
    colour: str
    tint: str


class NameView(View, frozen=True):
    """A member in a box or list; `mark` is a word such as “host” or “prospect”, or empty."""

    slug: str
    name: str
    mark: str = ""


class ActivityView(View, frozen=True):
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


class BarView(View, frozen=True):
    """A row with a figure and a bar: `share` of the bar's full length."""

    label: str
    figure: str
    share: float
    code: str = ""
    detail: str = ""
    text: str = ""
    """What the row is called in full, where that is more than its label."""


class LineView(View, frozen=True):
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
    sums: str
    """Why the figures of the measures add up to another number than that of the activities; empty where they do not."""
    map: MapView | None
    activities: list[ActivityView]


class FigureView(View, frozen=True):
    """One of the six figures: `value` large, `of` after it (“of 137 members”), `label` beneath."""

    key: str
    value: str
    of: str
    label: str
    share: float | None
    anchor: str
    """The section in which the figure is counted out."""
    alt: str


class WeekView(View, frozen=True):
    """A column of the strip of weeks: stacked counts per line."""

    label: str
    segments: list[tuple[str, int, str]]
    """Line code, count, colour."""
    alt: str


class MentionView(View, frozen=True):
    """What one outlet published in a month."""

    outlet: str
    subjects: list[tuple[str, list[tuple[str, str]], str]]
    """Subject, channels as (key: WEB or NEWSLETTER…, word), link."""


class MonthView(View, frozen=True):
    """A month of the period with what belongs to it."""

    key: str
    name: str
    mentions: list[MentionView] = []
    meetings: list[MeetingView] = []


class MeetingView(View, frozen=True):
    """Bilateral meetings at one place in one month."""

    place: str
    members: list[NameView]
    prospects: list[NameView]


class ActivatedView(View, frozen=True):
    """A row of the list of activated members."""

    slug: str
    name: str
    count: int
    figure: str
    dots: int
    """One for each activation, or for as many as the report's scale says."""
    activities: list[str] = []
    """Anchors of the activities that activated the member, in their order."""


class ActivatedRegionView(View, frozen=True):
    """The activated members of one region, and how many of its members they are."""

    name: str
    members: list[ActivatedView]
    bar: BarView


class DuesView(View, frozen=True):
    """Dues: one large figure, one bar, one sentence."""

    amount: str
    payers: str
    of_members: str
    share: float
    share_label: str
    as_of: str
    sentence: str
    alt: str


class DeliverableRow(View, frozen=True):
    """A deliverable in the table of execution; `figure` is “–” where nothing served it."""

    code: str
    title: str
    count: int
    figure: str
    share: float
    months: list[tuple[str, str, bool]]
    """Per month: its short name, figure, and whether there was any; none where no deliverable of the line has any."""
    note: str
    """“not in the adopted plan”, or empty."""
    activities: list[tuple[str, str]]
    """Anchor and title of each activity that is its evidence."""


class MeasureTable(View, frozen=True):
    """A measure with the rows of its deliverables; plans of two levels have one nameless measure."""

    code: str
    title: str
    text: str
    count: int
    figure: str
    rows: list[DeliverableRow]


class ExecutionView(View, frozen=True):
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


class PersonView(View, frozen=True):
    """A person with function and organisation; `name` states the vacancy where there is nobody."""

    name: str
    function: str
    organisation: str
    mark: str = ""
    vacant: bool = False


class SeatGroup(View, frozen=True):
    """Seats of one role: “Co-presidencies”."""

    title: str
    each: str
    """What a single one of them is called: “Co-presidency”."""
    seats: list[PersonView]


class RegionView(View, frozen=True):
    """A region's page."""

    anchor: str
    name: str
    figure: str
    """“26 members, 12 activated”."""
    map: MapView | None
    members: list[NameView]
    """`mark` says “activated” where the quarter activated the member."""
    honorary: list[NameView]
    honorary_title: str
    """“Honorary member” or “Honorary members”, as many as there are."""
    secretaries: list[PersonView]
    focal_points: list[PersonView]
    board: list[SeatGroup]


class SectionView(View, frozen=True):
    """An entry of the contents."""

    key: str
    anchor: str
    title: str
    colour: str | None = None
    level: int = 1


class ProseView(View, frozen=True):
    """A part of a section that is nothing but prose: a heading, paragraphs and lists."""

    anchor: str
    title: str
    blocks: list[BlockView]


class SeatsView(View, frozen=True):
    """The filled seats of a body at a meeting, as a row of dots: who was there, for whom a proxy counted."""

    present: int
    proxies: int
    absent: int
    said: str
    """“9 present, 2 represented, 4 absent”."""


class StageView(View, frozen=True):
    """A stage of what goes through several, in their order; `when` is empty where it was not reached or has no day."""

    label: str
    when: str
    reached: bool


class ListView(View, frozen=True):
    """A list under a label; the items of one that is not `marked` bear numbers of their own."""

    label: str
    items: list[str]
    marked: bool = True


class SourceView(View, frozen=True):
    """The activity that tells of a record."""

    anchor: str
    title: str


class EntryView(View, frozen=True):
    """A record that a section tells by itself: a meeting, a decision, an agreement, a letter."""

    anchor: str
    kicker: str
    """What stands above the title: a number, a kind."""
    title: str
    mark: str
    """How far it has come, in a word or two: “carried”; empty where nothing is to be said."""
    place: str
    when: str
    facts: list[str]
    """Sentences."""
    bar: BarView | None = None
    seats: SeatsView | None = None
    stages: list[StageView] = []
    lists: list[ListView] = []
    source: SourceView | None = None
    link: str = ""


class EntryGroup(View, frozen=True):
    """Records of one kind, or of which the period tells the same; `figure` says how many."""

    anchor: str
    title: str
    figure: str
    entries: list[EntryView]


class ImprintView(View, frozen=True):
    """A row of the colophon: what is said of the document, and what it is called."""

    key: str
    label: str
    text: str


class ReportView(View, frozen=True):
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
    activated_scale: str
    """What a dot stands for beside a member, where that is not one activation."""
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
    period_and_edition: str = ""
    """“April–June 2018 · Edition 2”, or the period alone."""
    email_link: str = ""
    website_link: str = ""
    """Where a link to them leads; nothing where none may be made of what is recorded."""
    prose: dict[str, list[ProseView]] = {}
    """Sections that are nothing but prose, by their keys: every format lays them out alike."""
    entries: dict[str, list[EntryGroup]] = {}
    """Sections that tell records one by one, by their keys: every format lays them out alike."""
    quiet: str = ""
    """That nothing is on record, of a period without any activity."""
    cover_photo: PhotoView | None = None
    """In place of the map on the cover; its credit says under which rights it is printed, too."""
    cover_crop: CropView | None = None
    """How it fills its box, which is as wide as a page."""
    colophon: list[ImprintView] = []
    """What the document says of itself at its end."""
