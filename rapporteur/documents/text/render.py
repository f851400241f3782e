"""The report as plain text: the view laid out in lines, to be read without any program and by any program.

Sections are headed in capitals, and blank lines part what belongs apart; a box is its label over what it holds, as in
printed reports, so that activities can be read back. There are no pictures. Pure, as every renderer.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence

from rapporteur.documents.view.report import present
from rapporteur.documents.view.shapes import (
    ActivityView,
    BlockView,
    CodeView,
    EntryView,
    ExecutionView,
    LineView,
    NameView,
    PersonView,
    RegionView,
    ReportView,
)
from rapporteur.report.value.data import ReportData

BETWEEN_SECTIONS = "\n\n\n"
BETWEEN_BLOCKS = "\n\n"
Blocks = list[str]
"""What blank lines part; a block has a line or several."""


def render(data: ReportData, language: str) -> bytes:
    """Return the report in `language` as UTF-8 text with Unix line ends."""
    return lay_out(present(data, language)).encode()


def lay_out(view: ReportView) -> str:
    """Return the view as lines of text, every section that has something to say."""
    sections: dict[str, Callable[[ReportView], Blocks]] = {
        "cover": _cover,
        "contents": _contents,
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
    made = [
        sections[key](view) if key in sections else _entries(view, key) or _prose(view, key)
        for key in view.sections
    ]
    text = BETWEEN_SECTIONS.join(BETWEEN_BLOCKS.join(blocks) for blocks in made if blocks)
    return strip_controls(text) + "\n"


def strip_controls(text: str) -> str:
    """Return `text` without the characters that steer a layout: no soft hyphen, no joiner, no page break."""
    return "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cf"})


def _title(view: ReportView, key: str) -> str:
    """Return the heading of a section, as the contents have it."""
    title = next((item.title for item in view.contents if item.key == key), view.words[key])
    return title.upper()


def _lines(*lines: str) -> Blocks:
    """Return a block of the lines that say something, or none."""
    found = "\n".join(line for line in lines if line)
    return [found] if found else []


def _joined(parts: Iterable[str], sign: str = ", ") -> str:
    return sign.join(part for part in parts if part)


def _labelled(label: str, items: Sequence[str]) -> Blocks:
    """Return a label over an item a line."""
    return ["\n".join((label, *items))] if items else []


def _boxed(label: str, names: Sequence[str]) -> Blocks:
    """Return a label over names one after the other."""
    return [f"{label}\n{', '.join(names)}"] if names else []


def lay_out_blocks(blocks: Iterable[BlockView]) -> Blocks:
    """Return running text, a block a paragraph or list."""
    found = []
    for block in blocks:
        items = [" ".join("".join(run.text for run in item).split()) for item in block.items]
        if block.kind == "PARAGRAPH":
            found += [item for item in items if item]
        elif block.kind == "BULLETS":
            found.append("\n".join(f"- {item}" for item in items))
        else:
            found.append("\n".join(f"{number}. {item}" for number, item in enumerate(items, 1)))
    return found


def _names(names: Iterable[NameView]) -> list[str]:
    return [f"{item.name} ({item.mark})" if item.mark else item.name for item in names]


def _codes(codes: Iterable[CodeView]) -> list[str]:
    return [f"{item.code} {item.title}" for item in codes]


def _person(person: PersonView) -> str:
    return _joined((person.name, person.mark, person.function, person.organisation))


# --- front ----------------------------------------------------------------------------------------------


def _cover(view: ReportView) -> Blocks:
    return [view.association, view.title.upper(), view.period_and_edition]


def _contents(view: ReportView) -> Blocks:
    entries = [f"{'  ' * (item.level - 1)}{item.title}" for item in view.contents]
    return [view.words["contents"].upper(), "\n".join(entries)]


def _glance(view: ReportView) -> Blocks:
    figures = [f"{figure.value}  {_joined((figure.label, figure.of))}" for figure in view.glance]
    return [_title(view, "glance"), *_lines(*figures), *_lines(view.quiet)]


def _editorial(view: ReportView) -> Blocks:
    if not view.editorial:
        return []
    title = [view.editorial_title] if view.editorial_title else []
    signed = [_person(view.signatory)] if view.signatory else []
    return [view.words["editorial"].upper(), *title, *lay_out_blocks(view.editorial), *signed]


# --- activities -----------------------------------------------------------------------------------------


def _activities(view: ReportView) -> Blocks:
    return [_title(view, "activities"), *(block for line in view.lines for block in _line(view, line))]


def _line_title(view: ReportView, code: str, title: str) -> str:
    """Return the title of a line with its number, as the contents word it."""
    anchors = {line.anchor for line in view.lines if line.code == code}
    return next((item.title for item in view.contents if item.anchor in anchors), title)


def _line(view: ReportView, line: LineView) -> Blocks:
    measures = [
        _joined((bar.code, _joined((bar.label, bar.text, bar.figure), " · ")), " ") for bar in line.measures
    ]
    return [
        _line_title(view, line.code, line.title),
        *_lines(line.purpose),
        line.count,
        *_labelled(view.words["measures"], measures),
        *_lines(line.sums),
        *(block for activity in line.activities for block in _activity(view, activity)),
    ]


def _activity(view: ReportView, activity: ActivityView) -> Blocks:
    words = view.words
    return [
        activity.title,
        *_lines(_joined((activity.place, activity.when))),
        *lay_out_blocks(activity.text),
        *_boxed(words["deliverables"], [item.code for item in activity.deliverables]),
        *_boxed(words["activated_members"], [item.name for item in activity.members]),
    ]


# --- relations ------------------------------------------------------------------------------------------


def _media(view: ReportView) -> Blocks:
    if not view.media:
        return []
    blocks = [_title(view, "media")]
    for month in view.media:
        blocks.append(month.name)
        for mention in month.mentions:
            told = [
                f"{subject} ({', '.join(word for _, word in channels)})" if channels else subject
                for subject, channels, _ in mention.subjects
            ]
            blocks += _labelled(mention.outlet, [f"- {subject}" for subject in told])
        blocks += [] if month.mentions else [view.words["none"]]
    return blocks


def _bilateral(view: ReportView) -> Blocks:
    if not view.bilateral:
        return []
    blocks = [_title(view, "bilateral_meetings")]
    for month in view.bilateral:
        blocks.append(month.name)
        for meeting in month.meetings:
            blocks.append(meeting.place)
            blocks += _boxed(view.words["members"], [item.name for item in meeting.members])
            blocks += _boxed(view.words["prospects"], [item.name for item in meeting.prospects])
        blocks += [] if month.meetings else [view.words["none"]]
    return blocks


def _activated(view: ReportView) -> Blocks:
    shares = [_joined((item.bar.label, item.bar.figure, item.bar.detail), " · ") for item in view.activated]
    blocks = [
        _title(view, "activated_members"),
        f"{view.activated_figure}\n{view.activated_sentence}",
        *_labelled(view.words["share_by_region"], shares),
    ]
    for region in view.activated:
        members = [f"{member.name} · {member.figure}" for member in region.members]
        blocks += _labelled(region.name, members or [view.words["none"]])
    return blocks


def _dues(view: ReportView) -> Blocks:
    dues = view.dues
    if dues is None:
        return []
    return [
        _title(view, "dues"),
        f"{dues.amount}\n{dues.payers} {dues.of_members} ({dues.share_label})",
        dues.sentence,
    ]


# --- plan and people ------------------------------------------------------------------------------------


def _plan(view: ReportView) -> Blocks:
    if not view.execution:
        return []
    return [_title(view, "plan"), *(block for line in view.execution for block in _execution(view, line))]


def _execution(view: ReportView, line: ExecutionView) -> Blocks:
    blocks = [_line_title(view, line.code, line.title), *_lines(*line.facts)]
    for measure in line.measures:
        head = f"{measure.code} {measure.title.strip()} · {measure.figure}" if measure.code else ""
        rows = []
        for row in measure.rows:
            title = f"{row.title} ({row.note})" if row.note else row.title
            months = _joined(f"{name} {figure}" for name, figure, any_ in row.months if any_)
            rows.append(f"{row.code} {title} · {row.figure}{f' ({months})' if months else ''}")
        blocks += _lines(head, *rows)
    return [*blocks, *_labelled(view.words["without_evidence"], _codes(line.without))]


def _regions(view: ReportView) -> Blocks:
    if not view.regions:
        return []
    return [_title(view, "regions"), *(block for region in view.regions for block in _region(view, region))]


def _region(view: ReportView, region: RegionView) -> Blocks:
    words = view.words
    blocks = [
        region.name,
        region.figure,
        *_boxed(words["members"], _names(region.members)),
        *_boxed(region.honorary_title, _names(region.honorary)),
        *_labelled(words["regional_secretary"], [_person(person) for person in region.secretaries]),
        *_labelled(words["focal_point"], [_person(person) for person in region.focal_points]),
    ]
    if region.board:
        blocks.append(words["board"])
    for group in region.board:
        blocks += _labelled(group.title, [_person(seat) for seat in group.seats])
    return blocks


def _secretariat(view: ReportView) -> Blocks:
    if not view.staff:
        return []
    return [_title(view, "secretariat"), "\n".join(f"- {_person(person)}" for person in view.staff)]


# --- end ------------------------------------------------------------------------------------------------


def _entries(view: ReportView, key: str) -> Blocks:
    """Return a section that tells records one by one, or nothing where the section is another."""
    if key not in view.entries:
        return []
    blocks = [_title(view, key)]
    for group in view.entries[key]:
        blocks.append(_joined((group.title, group.figure), " · "))
        blocks += [block for entry in group.entries for block in _entry(view, entry)]
    return blocks


def _entry(view: ReportView, entry: EntryView) -> Blocks:
    stages = [
        _joined((stage.label, stage.when or ("" if stage.reached else "–")), " ") for stage in entry.stages
    ]
    bar = f"{entry.bar.label} · {entry.bar.figure}" if entry.bar else ""
    source = f"{view.words['told_in']} {entry.source.title}" if entry.source else ""
    return [
        *_lines(
            _joined((entry.kicker, entry.title, entry.mark), " · "),
            _joined((entry.when, entry.place), " · "),
            _joined(stages, " · "),
            bar,
            *entry.facts,
            source,
            entry.link,
        ),
        *(
            block
            for one in entry.lists
            for block in _labelled(one.label, [f"- {it}" if one.marked else it for it in one.items])
        ),
    ]


def _prose(view: ReportView, key: str) -> Blocks:
    if key not in view.prose:
        return []
    parts = (block for part in view.prose[key] for block in (part.title, *lay_out_blocks(part.blocks)))
    return [_title(view, key), *parts]


def _back(view: ReportView) -> Blocks:
    contact = (*view.address, view.phone, view.email, view.website, view.hashtag)
    return [
        view.words["contact"].upper(),
        *_lines(view.association, *contact),
        view.words["colophon"].upper(),
        *_lines(*(f"{row.label} · {row.text}" for row in view.colophon), view.words["map_credit"]),
    ]
