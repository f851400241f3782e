"""The report as a Word document, for people who cut and paste.

Real styles, lists and tables, one section after the other, no layout tricks.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence

import typst
from docx.shared import Cm
from msgspec.structs import replace

from rapporteur.documents import ooxml
from rapporteur.documents.docx.entries import lay_out_entries
from rapporteur.documents.docx.parts import ReportWriter
from rapporteur.documents.maps.cuts import CUT_UNIT
from rapporteur.documents.maps.drawing import base_svg, dots_svg
from rapporteur.documents.maps.shapes import MapView
from rapporteur.documents.view.report import present
from rapporteur.documents.view.shapes import (
    ActivityView,
    BarView,
    CodeView,
    ExecutionView,
    LineView,
    MonthView,
    NameView,
    PersonView,
    RegionView,
    ReportView,
)
from rapporteur.report.value.data import ReportData

_MAP_WIDTH = 468.0
_SIGNS = ("∙", "•", "●", "⬤")
"""The dots of maps by their sizes, in words beneath them."""
_MAP_SOURCE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.map), format: "svg")
"""


def render(data: ReportData, language: str) -> bytes:
    """Return the Word document in `language`."""
    return document(present(data, language))


def document(view: ReportView) -> bytes:
    """Lay a view out as a Word document."""
    writer = ReportWriter(view)
    sections: dict[str, Callable[[ReportWriter], None]] = {
        "cover": _cover,
        "glance": _glance,
        "editorial": _editorial,
        "activities": _activities,
        "media": _media,
        "bilateral_meetings": _bilateral,
        "activated_members": _activated,
        "dues": _dues,
        "plan": _plan,
        "regions": _regions,
        "secretariat": _secretariat,
        "back": _back,
    }
    place = None
    for key in view.sections:
        if key == "contents":
            writer.paragraph(view.words["contents"], "Subtitle").paragraph_format.page_break_before = True
            place = writer.paragraph("", "Details")
        elif key in sections:
            sections[key](writer)
        elif key in view.entries:
            lay_out_entries(writer, key)
        elif key in view.prose:
            _prose(writer, key)
    if place is not None:
        writer.contents(place)
    core = ooxml.core_properties(
        title=f"{view.title}, {view.period_and_edition} – {view.association}",
        creator=view.association,
        language=writer.language,
        timestamp=view.timestamp,
    )
    return ooxml.sealed(writer.saved(), core)


def map_png(view: MapView, colour: str, width: float = _MAP_WIDTH) -> bytes:
    """Return a map as a picture, `width` points wide at 200 pixels to the inch."""
    base = base_svg(view.box, width)
    dots = dots_svg(view, colour, width * 0.75)
    drawing = base.replace("</svg>", f'<g transform="scale({CUT_UNIT})">{dots}</g></svg>')
    picture = typst.compile(
        _MAP_SOURCE, format="png", ppi=200, sys_inputs={"map": drawing}, ignore_system_fonts=True
    )
    if not isinstance(picture, bytes):
        raise TypeError("a map came out as several pages")
    return picture


def _map(writer: ReportWriter, view: MapView | None, width: float = 16.5) -> None:
    """Add a map with its caption, the legend in words."""
    if view is None:
        return
    legend = " · ".join(f"{_SIGNS[size] if filled else '○'} {text}" for size, filled, text in view.legend)
    caption = " · ".join(part for part in (view.caption, legend) if part)
    writer.picture(map_png(view, writer.view.colour), view.alt, Cm(width), caption)


def _named(names: Sequence[NameView]) -> str:
    """Return names with their marks."""
    return ", ".join(f"{item.name} ({item.mark})" if item.mark else item.name for item in names)


def _title(writer: ReportWriter, key: str) -> None:
    """Add the heading of a section, as the contents have it."""
    title = next((item.title for item in writer.view.contents if item.key == key), writer.view.words[key])
    writer.heading(title, 1)


def _line_title(writer: ReportWriter, code: str, title: str) -> str:
    """Return the title of a line with its number, as the contents word it."""
    anchors = {line.anchor for line in writer.view.lines if line.code == code}
    return next((item.title for item in writer.view.contents if item.anchor in anchors), title)


def _cover(writer: ReportWriter) -> None:
    view = writer.view
    writer.paragraph(view.association, "Association")
    writer.paragraph(view.title, "Title")
    writer.paragraph(view.period_and_edition, "Subtitle")
    if photo := view.cover_photo:
        writer.picture(base64.b64decode(photo.content), photo.alt, caption=photo.credit)
    elif view.cover_map:
        plain = replace(view.cover_map, dots=[replace(dot, colour=None) for dot in view.cover_map.dots])
        writer.picture(map_png(plain, view.colour), view.cover_map.alt, Cm(16.5), view.cover_legend)


def _glance(writer: ReportWriter) -> None:
    view, words = writer.view, writer.view.words
    _title(writer, "glance")
    for figure in view.glance:
        paragraph = writer.document.add_paragraph(style="Figure")
        paragraph.add_run(ooxml.clean(figure.value)).bold = True
        rest = ", ".join(part for part in (figure.label, figure.of) if part)
        paragraph.add_run(f"  {ooxml.clean(rest)}")
    if view.quiet:
        writer.paragraph(view.quiet)
    if view.weeks:
        codes = [line.code for line in view.lines if line.code]
        writer.paragraph(view.weeks_caption, "Caption").paragraph_format.keep_with_next = True
        rows = []
        for week in view.weeks:
            counts = {code: count for code, count, _ in week.segments}
            rows.append([week.label, *(str(counts[code]) if counts.get(code) else "–" for code in codes)])
        each = 12.5 / max(len(codes), 1)
        writer.table([words["week"], *codes], rows, [4.0, *(each for _ in codes)])


def _editorial(writer: ReportWriter) -> None:
    view = writer.view
    if not view.editorial:
        return
    writer.heading(view.editorial_title or view.words["editorial"], 1)
    writer.blocks(view.editorial)
    if view.signatory:
        _person(writer, view.signatory)


def _activities(writer: ReportWriter) -> None:
    _title(writer, "activities")
    for line in writer.view.lines:
        _line(writer, line)


def _line(writer: ReportWriter, line: LineView) -> None:
    words = writer.view.words
    writer.heading(_line_title(writer, line.code, line.title), 2, line.colour)
    if line.purpose:
        writer.paragraph(line.purpose)
    writer.paragraph(line.count, "Details")
    if line.measures:
        _bars(writer, [words["code"], words["measure"], words["activities"]], line.measures)
    if line.sums:
        writer.paragraph(line.sums, "Details")
    _map(writer, line.map, 14)
    for activity in line.activities:
        _activity(writer, activity, line.colour)


def _bars(writer: ReportWriter, head: Sequence[str], bars: Sequence[BarView]) -> None:
    """Add a table of figures, without the column for codes where there are none."""
    labels = [f"{bar.label} – {bar.text}" if bar.text else bar.label for bar in bars]
    if any(bar.code for bar in bars):
        rows = ([bar.code, label, bar.figure] for bar, label in zip(bars, labels, strict=True))
        writer.table(head, rows, [2.5, 11.0, 3.0])
    else:
        writer.table(
            head[1:], ([label, bar.figure] for bar, label in zip(bars, labels, strict=True)), [12.0, 4.5]
        )


def _activity(writer: ReportWriter, activity: ActivityView, colour: str) -> None:
    words = writer.view.words
    writer.heading(activity.title, 3, colour)
    details = [part for part in (activity.place, activity.when, activity.kind, activity.initiative) if part]
    writer.paragraph(" · ".join(details), "Details").paragraph_format.keep_with_next = True
    writer.blocks(activity.text)
    if activity.photo:
        credit = f"{words['credit']} – {activity.photo.credit}" if activity.photo.credit else ""
        caption = " ".join(part for part in (activity.photo.caption, credit) if part)
        writer.picture(base64.b64decode(activity.photo.content), activity.photo.alt, caption=caption)
    if activity.deliverables:
        writer.paragraph("", "Box", label=words["deliverables"]).paragraph_format.keep_with_next = True
        _codes(writer, activity.deliverables)
    if activity.members:
        writer.paragraph(_named(activity.members), "Box", label=words["activated_members"])


def _codes(writer: ReportWriter, codes: Sequence[CodeView]) -> None:
    """Add deliverables as a list: code and title."""
    for item in codes:
        paragraph = writer.document.add_paragraph(style="List Bullet")
        paragraph.add_run(ooxml.clean(item.code), style="Code")
        paragraph.add_run(f" {ooxml.clean(item.title)}")


def _media(writer: ReportWriter) -> None:
    words = writer.view.words
    if not writer.view.media:
        return
    _title(writer, "media")
    for month in writer.view.media:
        writer.part(month.name)
        if not month.mentions:
            writer.paragraph(words["none"])
            continue
        rows = [
            [mention.outlet, subject, ", ".join(word for _, word in channels)]
            for mention in month.mentions
            for subject, channels, _ in mention.subjects
        ]
        writer.table([words["outlet"], words["subject"], words["channel"]], rows, [4.5, 8.5, 3.5])


def _bilateral(writer: ReportWriter) -> None:
    if not writer.view.bilateral:
        return
    _title(writer, "bilateral_meetings")
    for month in writer.view.bilateral:
        writer.part(month.name)
        _meetings(writer, month)


def _meetings(writer: ReportWriter, month: MonthView) -> None:
    words = writer.view.words
    if not month.meetings:
        writer.paragraph(words["none"])
        return
    rows = [
        [
            meeting.place,
            ", ".join(item.name for item in meeting.members) or "–",
            ", ".join(item.name for item in meeting.prospects) or "–",
        ]
        for meeting in month.meetings
    ]
    writer.table([words["place"], words["members"], words["prospects"]], rows, [4.0, 7.0, 5.5])


def _activated(writer: ReportWriter) -> None:
    view, words = writer.view, writer.view.words
    _title(writer, "activated_members")
    writer.paragraph(view.activated_figure, "Figure")
    writer.paragraph(view.activated_sentence)
    _map(writer, view.activated_map)
    if view.activated:
        writer.paragraph(words["share_by_region"], "Caption").paragraph_format.keep_with_next = True
        rows = [[item.bar.label, item.bar.figure, item.bar.detail] for item in view.activated]
        writer.table([words["region"], words["activated_members"], words["share"]], rows, [7.5, 5.5, 3.5])
    for region in view.activated:
        writer.part(region.name)
        if region.members:
            rows = [[member.name, member.figure] for member in region.members]
            writer.table([words["member"], words["activations"]], rows, [11.0, 5.5])
        else:
            writer.paragraph(words["none"])


def _dues(writer: ReportWriter) -> None:
    dues = writer.view.dues
    if dues is None:
        return
    _title(writer, "dues")
    writer.paragraph(dues.amount, "Figure")
    writer.paragraph(f"{dues.payers} {dues.of_members} ({dues.share_label})")
    writer.paragraph(dues.sentence)


def _plan(writer: ReportWriter) -> None:
    if not writer.view.execution:
        return
    _title(writer, "plan")
    for line in writer.view.execution:
        _execution(writer, line)


def _execution(writer: ReportWriter, line: ExecutionView) -> None:
    words = writer.view.words
    writer.heading(_line_title(writer, line.code, line.title), 2, line.colour)
    for fact in line.facts:
        writer.paragraph(fact)
    if line.without:
        writer.paragraph("", "Box", label=words["without_evidence"]).paragraph_format.keep_with_next = True
        _codes(writer, line.without)
    months = next((row.months for table in line.measures for row in table.rows), [])
    rows = []
    for measure in line.measures:
        if measure.code or measure.title:
            rows.append([measure.code, measure.title.strip(), measure.figure, *("" for _ in months)])
        for row in measure.rows:
            label = f"{row.title} ({row.note})" if row.note else row.title
            rows.append([row.code, label, row.figure, *(figure for _, figure, _ in row.months)])
    head = [words["code"], words["deliverable"], words["activities"], *(name for name, _, _ in months)]
    each = min(1.1, 4.4 / max(len(months), 1))
    writer.table(head, rows, [2.2, 11.9 - each * len(months), 2.4, *(each for _ in months)])


def _person(writer: ReportWriter, person: PersonView) -> None:
    paragraph = writer.document.add_paragraph(style="Person")
    paragraph.add_run(ooxml.clean(person.name)).bold = not person.vacant
    rest = ", ".join(part for part in (person.mark, person.function, person.organisation) if part)
    if rest:
        paragraph.add_run(f", {ooxml.clean(rest)}")


def _regions(writer: ReportWriter) -> None:
    if not writer.view.regions:
        return
    _title(writer, "regions")
    for region in writer.view.regions:
        _region(writer, region)


def _region(writer: ReportWriter, region: RegionView) -> None:
    words = writer.view.words
    writer.heading(region.name, 2)
    writer.paragraph(region.figure, "Details")
    _map(writer, region.map, 14)
    writer.paragraph(_named(region.members), "Box", label=words["members"])
    if region.honorary:
        writer.paragraph(_named(region.honorary), "Box", label=region.honorary_title)
    for label, people in (
        (words["regional_secretary"], region.secretaries),
        (words["focal_point"], region.focal_points),
    ):
        if people:
            writer.heading(label, 3)
            for person in people:
                _person(writer, person)
    if region.board:
        writer.heading(words["board"], 3)
        head = [words["seat"], words["name"], words["function"], words["organisation"]]
        rows = [
            [
                group.each,
                f"{seat.name} ({seat.mark})" if seat.mark else seat.name,
                seat.function,
                seat.organisation,
            ]
            for group in region.board
            for seat in group.seats
        ]
        writer.table(head, rows, [4.0, 4.3, 4.7, 3.5])


def _secretariat(writer: ReportWriter) -> None:
    if not writer.view.staff:
        return
    _title(writer, "secretariat")
    words = writer.view.words
    rows = [[person.name, person.function] for person in writer.view.staff]
    writer.table([words["name"], words["function"]], rows, [6.0, 10.5])


def _prose(writer: ReportWriter, key: str) -> None:
    _title(writer, key)
    for part in writer.view.prose[key]:
        writer.heading(part.title, 2)
        writer.blocks(part.blocks)


def _back(writer: ReportWriter) -> None:
    view = writer.view
    writer.heading(view.words["contact"], 1)
    writer.paragraph(view.association, "Person")
    for row in (*view.address, view.phone, view.email, view.website, view.hashtag):
        if row:
            writer.paragraph(row, "Person")
    writer.heading(view.words["colophon"], 2)
    for imprint in view.colophon:
        writer.paragraph(imprint.text, "Box", label=imprint.label)
    writer.paragraph(view.words["map_credit"], "Details")
