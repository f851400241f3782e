"""The editions that this system makes are read back: PDF and Word, every field that they and the data carry."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import docx as docx_package
import pypdf
import pytest
import typst
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.richtext import Block
from rapporteur.base.values.typography import normalise, normalise_runs
from rapporteur.documents.docx import render as docx
from rapporteur.documents.pdf import render as pdf
from rapporteur.documents.view.report import present
from rapporteur.intake.reading.parsed import ParsedReport
from rapporteur.intake.reading.report import parse_report
from rapporteur.intake.reading.sources.lines import clean, collapse
from rapporteur.intake.reading.sources.source import read_source
from rapporteur.report.value import data as d
from rapporteur.report.value.snapshot import read_snapshot
from tests.intake.reading.pdf_pages import pdf_of
from tests.intake.reading.test_report_round_trip import expected_activities
from tests.interfaces.cli.installation import shared_installation
from tests.support.fuzzing import examples
from tests.support.sample_report import sample_report, tiny_report

pytestmark = pytest.mark.usefixtures("unmeasured")  # what it runs, quicker tests of each reader run too

LANGUAGES = ("fr", "en", "es")
FORMATS: dict[str, Callable[[d.ReportData, str], bytes]] = {"pdf": pdf.render, "docx": docx.render}
Fields = dict[str, object]


class Expected:
    """What a report says in one language, with the typography of the editions, in any order of its own."""

    def __init__(self, data: d.ReportData, language: str) -> None:
        self.data = data
        self.language = language
        self.names = {member.slug: self.text(member.name) for member in data.members}

    def plain(self, text: str) -> str:
        """Return a text as printed, spaces alike."""
        return collapse(clean(normalise(text, self.language)))

    def text(self, text: LocalizedText) -> str:
        """Return a text in the language, or in one that the association has."""
        languages = (self.language, self.data.association.source_language, *self.data.association.languages)
        found = next((language for language in languages if language in text), None)
        return collapse(clean(normalise(text[found], found))) if found else ""

    def body(self, blocks: Iterable[Block]) -> str:
        """Return running text as the parser gives it."""
        result = []
        for block in blocks:
            items = [
                collapse(clean("".join(normalise_runs([run.text for run in item], self.language))))
                for item in block.items
            ]
            marks = {"PARAGRAPH": lambda n: "", "BULLETS": lambda n: "- ", "NUMBERS": lambda n: f"{n}. "}
            result.append("\n".join(f"{marks[block.kind](n)}{item}" for n, item in enumerate(items, start=1)))
        return "\n\n".join(result)

    def listed(self, refs: Sequence[d.OrganisationRef | d.ActivatedIn]) -> set[str]:
        return {self.text(ref.name) for ref in refs}

    def organisation(self, ref: d.OrganisationRef | None) -> str:
        return self.text(ref.name) if ref else ""


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def activities(data: d.ReportData, parsed: ParsedReport, language: str) -> tuple[list[Fields], list[Fields]]:
    """Return the fields of the activities: read, and expected."""
    expected = Expected(data, language)
    wanted: list[Fields] = [
        {
            "title": expected.text(activity.title),
            "line": activity.line or "",
            "places": tuple(dict.fromkeys(expected.text(place.name) for place in activity.places)),
            "online": activity.online,
            "start": activity.start,
            "end": activity.end if activity.start else None,
            "month": activity.month,
            "deliverables": activity.deliverables,
            "members": expected.listed(activity.members),
            "body": expected.body(activity.text.get(language, ())),
        }
        for activity in data.activities
    ]
    got: list[Fields] = [
        {
            "title": each.title,
            "line": each.line,
            "places": each.places,
            "online": each.online,
            "start": each.start_date,
            "end": each.end_date,
            "month": each.month,
            "deliverables": each.deliverables,
            "members": set(each.members),
            "body": each.body,
        }
        for each in parsed.activities
    ]

    def order(fields: Fields) -> tuple[str, ...]:
        return str(fields["title"]), str(fields["line"]), str(fields["month"]), str(fields["start"])

    return sorted(got, key=order), sorted(wanted, key=order)


def relations(data: d.ReportData, parsed: ParsedReport, language: str) -> tuple[list[Fields], list[Fields]]:
    """Return the fields of media, meetings, activated members and dues: read, and expected."""
    expected = Expected(data, language)
    sections = set(data.sections)
    media = [
        (m.month, expected.plain(m.outlet), expected.text(m.subject), m.channels)
        for m in data.media
        if "media" in sections
    ]
    places: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
    for meeting in data.bilateral_meetings if "bilateral_meetings" in sections else ():
        row = places.setdefault((meeting.month, expected.text(meeting.place.name)), (set(), set()))
        row[0].update(expected.listed(meeting.members))
        row[1].update(expected.listed(meeting.prospects))
    dues = data.dues if "dues" in sections else None
    wanted: list[Fields] = [{"mention": each} for each in sorted(media)]
    got: list[Fields] = [
        {"mention": each}
        for each in sorted((m.month or "", m.outlet, m.subject, m.channels) for m in parsed.media)
    ]
    wanted += [
        {"meeting": key, "members": row[0], "prospects": row[1]} for key, row in sorted(places.items())
    ]
    got += [
        {"meeting": (m.month, m.place), "members": set(m.members), "prospects": set(m.prospects)}
        for m in sorted(parsed.bilateral_meetings, key=lambda m: (m.month or "", m.place))
    ]
    wanted.append({"activated": sorted(expected.text(m.name) for m in data.activated_members)})
    got.append({"activated": sorted(parsed.activated_members.names)})
    names = ("amount", "currency", "payers", "members", "as_of")
    wanted.append({name: getattr(dues, name, None) for name in names})
    got.append({name: getattr(parsed.dues, name, None) for name in names})
    return got, wanted


def plan(data: d.ReportData, parsed: ParsedReport, language: str) -> tuple[list[Fields], list[Fields]]:
    """Return the fields of the execution of the plan: read, and expected."""
    expected = Expected(data, language)
    nodes = {node.code: node for node in data.plan.nodes} if data.plan else {}

    def line_of(code: str) -> str:
        while (above := nodes[code].parent) is not None:
            code = above
        return code

    levels = [level.key for level in data.plan.levels] if data.plan else []
    wanted: list[Fields] = []
    for line in data.plan.lines if data.plan else ():
        below = [node for node in nodes.values() if node.parent and line_of(node.code) == line.code]
        wanted.append(
            {
                "line": line.code,
                "title": expected.text(line.title),
                "measures": {
                    (node.code, expected.text(node.title)) for node in below if node.level != levels[-1]
                },
                "deliverables": {
                    (node.code, expected.text(node.title), node.listed)
                    for node in below
                    if node.level == levels[-1]
                },
            }
        )
    got: list[Fields] = [
        {
            "line": each.line,
            "title": each.title,
            "measures": {(node.code, node.text) for node in each.measures},
            "deliverables": {(node.code, node.text, node.listed) for node in each.deliverables},
        }
        for each in parsed.plan_execution
    ]
    return got, wanted


def people(data: d.ReportData, parsed: ParsedReport, language: str) -> tuple[list[Fields], list[Fields]]:
    """Return the fields of regions, staff and editorial: read, and expected."""
    expected = Expected(data, language)
    sections = set(data.sections)

    def person(ref: d.PersonRef) -> tuple[str, str, str]:
        return (
            expected.plain(ref.name), _lower(expected.text(ref.function)), expected.organisation(ref.organisation),
        )  # fmt: skip

    def seat(one: d.SeatData) -> tuple[str, str, str, bool]:
        holder = one.holder
        function = expected.text(one.function) or (expected.text(holder.function) if holder else "")
        organisation = one.organisation or (holder.organisation if holder else None)
        name = expected.plain(holder.name) if holder else ""
        return name, _lower(function), expected.organisation(organisation), holder is None

    printed = present(replace(data, activities=()), language)
    wanted: list[Fields] = [
        {
            "region": expected.text(region.name),
            "members": {expected.names[slug] for slug in region.members},
            "honorary": {expected.names[slug] for slug in region.honorary},
            "secretaries": [person(who) for who in region.secretaries],
            "focal_points": [person(who) for who in region.focal_points],
            "board": sorted(seat(one) for one in region.seats),
            "roles": [collapse(clean(group.each)) for group in view.board for _ in group.seats],
        }
        for region, view in zip(data.regions, printed.regions, strict=False)
    ]
    # Word names the role of each seat, the others title the seats of one role together
    groups = [group for view in printed.regions for group in view.board]
    each = {collapse(clean(group.title)): collapse(clean(group.each)) for group in groups}
    got: list[Fields] = [
        {
            "region": region.name,
            "members": set(region.members),
            "honorary": set(region.honorary),
            "secretaries": [(p.name, _lower(p.function), p.place) for p in region.secretaries],
            "focal_points": [(p.name, _lower(p.function), p.place) for p in region.focal_points],
            "board": sorted((s.holder, _lower(s.function), s.organisation, s.vacant) for s in region.board),
            "roles": [each.get(s.role, s.role) for s in region.board],
        }
        for region in parsed.regions
    ]
    staff = data.staff if "secretariat" in sections else ()
    wanted += [{"staff": person(who)[:2]} for who in staff]
    got += [{"staff": (p.name, _lower(p.function))} for p in parsed.secretariat_staff]
    editorial = data.editorial if "editorial" in sections else None
    if editorial is not None:
        signatory = editorial.signatory
        wanted.append(
            {
                "title": expected.text(editorial.title),
                "text": expected.body(editorial.text.get(language, ())),
                "signatory": expected.plain(signatory.name) if signatory else "",
                "function": _lower(expected.text(signatory.function)) if signatory else "",
            }
        )
    if parsed.editorial is not None:
        read = parsed.editorial
        function = re.sub(r", .*$", "", read.function)  # the organisation is printed after it
        got.append(
            {
                "title": read.title,
                "text": read.text,
                "signatory": read.signatory,
                "function": _lower(function),
            }
        )
    return got, wanted


def front(data: d.ReportData, parsed: ParsedReport, language: str) -> tuple[list[Fields], list[Fields]]:
    """Return language, association, period and contact: read, and expected."""
    expected = Expected(data, language)
    association, contact = data.association, parsed.contact
    names = ("phone", "email", "website", "hashtag")
    wanted: list[Fields] = [
        {
            "language": language,
            "association": expected.text(association.name),
            "period": (data.period.code, data.period.start, data.period.end),
            "address": "\n".join(expected.plain(line) for line in association.address),
            **{name: getattr(association, name) for name in names},
        }
    ]
    period = parsed.period
    got: list[Fields] = [
        {
            "language": parsed.language,
            "association": parsed.association,
            "period": (period.code, period.start, period.end) if period else None,
            "address": contact.address if contact else "",
            **{name: getattr(contact, name, "") for name in names},
        }
    ]
    return got, wanted


PARTS = {"front": front, "activities": activities, "relations": relations, "plan": plan, "people": people}


CARRIED: dict[str, dict[str, object]] = {
    "activities": {"activities": ()},
    "media": {"media": ()},
    "bilateral_meetings": {"bilateral_meetings": ()},
    "activated_members": {"activated_members": ()},
    "dues": {"dues": None},
    "plan": {"plan": None},
    "regions": {"regions": ()},
    "secretariat": {"staff": ()},
    "editorial": {"editorial": None},
}
"""What the data lacks when a section is left out."""


def carried(data: d.ReportData) -> d.ReportData:
    """Return of the data what its sections print."""
    left_out = [fields for section, fields in CARRIED.items() if section not in data.sections]
    return replace(data, **{name: value for fields in left_out for name, value in fields.items()})


def differences(data: d.ReportData, parsed: ParsedReport, language: str) -> tuple[list[str], int]:
    """Return every field that was read otherwise, and how many fields there are."""
    wrong: list[str] = []
    total = 0
    printed = carried(data)
    for name, part in PARTS.items():
        got, wanted = part(printed, parsed, language)
        if len(got) != len(wanted):
            wrong.append(f"{name}: {len(got)} records read, {len(wanted)} expected")
        for number, record in enumerate(wanted):
            read = got[number] if number < len(got) else {}
            for field, value in record.items():
                total += 1
                if read.get(field) != value:
                    wrong.append(f"{name} {number} {field}: read {read.get(field)!r}, expected {value!r}")
    return wrong, total


def check(data: d.ReportData, format: str, language: str, document: bytes = b"") -> None:
    parsed = parse_report(document or FORMATS[format](data, language))
    wrong, total = differences(data, parsed, language)
    assert wrong == []
    assert total > 20
    assert parsed.understood_share > 0.95


@lru_cache
def _sample(activities: int, seed: int) -> d.ReportData:
    return sample_report(activities=activities, seed=seed)


@pytest.mark.parametrize("format", list(FORMATS))
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("count", "seed"), [(12, 3), (45, 1)])
def test_sample_edition_reads_back(language: str, count: int, seed: int, format: str) -> None:
    check(_sample(count, seed), format, language)


@pytest.mark.parametrize("format", list(FORMATS))
def test_edition_with_a_plan_of_two_levels_reads_back(format: str) -> None:
    check(tiny_report(), format, "en")


@settings(
    max_examples=examples(8),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.generate),
)
@given(
    seed=st.integers(0, 10_000),
    count=st.integers(0, 20),
    language=st.sampled_from(LANGUAGES),
    format=st.sampled_from(list(FORMATS)),
    left_out=st.sets(st.sampled_from(list(CARRIED)), max_size=3),
)
def test_any_edition_reads_back(
    seed: int, count: int, language: str, format: str, left_out: set[str]
) -> None:
    data = sample_report(activities=count, seed=seed)
    kept = tuple(section for section in data.sections if section not in left_out)
    check(replace(data, sections=kept), format, language)


@pytest.mark.parametrize("format", list(FORMATS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_edition_of_the_demonstration_reads_back(language: str, format: str, common_folder: Path) -> None:
    folder = shared_installation(common_folder / "installation").build / "2018-Q2"
    data = read_snapshot(folder / "2018-Q2.json")
    check(data, format, language, (folder / f"2018-Q2.{language}.{format}").read_bytes())


def _styled(text: str) -> bytes:
    """Lay a text out as a Word document: a line in capitals is a heading, one before a date a lesser one."""
    document = docx_package.Document()
    lines = [line for line in text.split("\n") if line.strip()]
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line.isupper() and len(line) > 8 and not any(c.isdigit() for c in line):
            document.add_heading(line, 1)
        elif re.search(r", \d+[^,]*$", following) and len(following) < 60:
            document.add_heading(line, 2)
        else:
            document.add_paragraph(line)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_headings_do_not_hide_boxes_of_another_kind() -> None:
    text = (
        "PORTNET PROGRESS REPORT\nJuly – September 2021\nOUR ACTIVITIES\nForum\nGhent, 3 July\n"
        "Associated results\nL1M1D1, L1M1D2\nActivated members\nOslo, Porto\n"
        "Delegates of nine ports met to compare their tariffs and the state of their quays.\n"
        "Quay day\nOslo, 5 July\nAssociated results\nL1M2D1\nActivated members\nPorto\n"
        "Delegates of nine ports met again to compare their tariffs and the state of their quays.\n"
        "BILATERAL MEETINGS\nJuly\nGhent\nMembers\nOslo, Porto\nMEMBERSHIP FEES\n90 000 €\n12 of 40 members"
    )
    parsed = parse_report(_styled(text))
    assert [(a.title, a.deliverables, a.members) for a in parsed.activities] == [
        ("Forum", ("L1M1D1", "L1M1D2"), ("Oslo", "Porto")),
        ("Quay day", ("L1M2D1",), ("Porto",)),
    ]
    assert [(m.month, m.place, m.members) for m in parsed.bilateral_meetings] == [
        ("2021-07", "Ghent", ("Oslo", "Porto"))
    ]


def test_tags_give_the_order_of_columns_and_boxes() -> None:
    data = sample_report(activities=24)
    parsed = parse_report(pdf_of(data, "en", columns=3, tagged=True))
    read = [{name: getattr(each, name) for name in wanted} for each, wanted in zip(
        parsed.activities, expected_activities(data, "en"), strict=True)]  # fmt: skip
    assert read == expected_activities(data, "en")


def test_letters_read_as_what_the_tags_say() -> None:
    words = (
        "Internationalisation-of considerations and misrepresentation of extraordinarily well-known matters"
    )
    markup = f'#set page(width: 5cm)\n#set text(hyphenate: true, lang: "en")\n= Progress\n{words}'
    lines = read_source(bytes(typst.compile(markup.encode()))).lines
    assert any(line.text.endswith("\u00ad") for line in lines)
    assert not any(line.text.endswith("-") for line in lines)


def _retagged(change: Callable[[Any], None]) -> bytes:
    markup = "= Progress\nFirst words of a page.\n\nMore words below them."
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(bytes(typst.compile(markup.encode()))))
    root: Any = writer._root_object["/StructTreeRoot"].get_object()
    change(root)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _cycle(root: Any) -> None:
    first = root["/K"][0].get_object()
    first[pypdf.generic.NameObject("/K")] = pypdf.generic.ArrayObject([root["/K"][0]])


def _deep(root: Any) -> None:
    name = pypdf.generic.NameObject
    inner = root["/K"]
    for _ in range(400):
        inner = pypdf.generic.DictionaryObject({name("/S"): name("/Div"), name("/K"): inner})
    root[name("/K")] = inner


def _empty(root: Any) -> None:
    root[pypdf.generic.NameObject("/K")] = pypdf.generic.ArrayObject()


def _nonsense(root: Any) -> None:
    root[pypdf.generic.NameObject("/K")] = pypdf.generic.ArrayObject(
        [pypdf.generic.NumberObject(-4), pypdf.generic.NullObject(), pypdf.generic.TextStringObject("K")]
    )


@pytest.mark.parametrize("change", [_cycle, _deep, _empty, _nonsense])
def test_tags_that_lead_nowhere_leave_the_page_to_be_read(
    change: Callable[[Any], None],
) -> None:
    lines = read_source(_retagged(change)).lines
    assert [line.text for line in lines] == ["Progress", "First words of a page.", "More words below them."]
    assert {line.role for line in lines} == {""}


@pytest.mark.parametrize(
    ("codes", "lines"),
    [(("A.1", "B.2"), ("A", "B")), (("1.2", "2.10"), ("1", "2")), (("P1-3", "P2-1"), ("P1", "P2"))],
)
def test_codes_of_any_form_in_boxes_and_tables(codes: tuple[str, str], lines: tuple[str, str]) -> None:
    text = "Delegates of nine ports met to compare their tariffs and the state of their quays."
    events = "\n\n".join(
        f"Event {n}\n\nGhent, {n + 2} July\n\nAssociated results\n{code}\n\n{text}"
        for n, code in enumerate(codes)
    )
    table = "\n\n".join(f"{code}\nA charter of ports {n}" for n, code in enumerate(codes))
    parsed = parse_report(
        f"PORTNET **PROGRESS REPORT**\n\nJuly – September\n\n2021\n\nACTIVITIES\n\n{events}\n\nPROGRESS\n\n"
        f"Implementation of the Action Plan\n\nResults and deliverables\n\n{table}\n".encode()
    )
    assert [activity.deliverables for activity in parsed.activities] == [(code,) for code in codes]
    assert [activity.body for activity in parsed.activities] == [text, text]
    nodes = [
        (line.line, node.code, node.text) for line in parsed.plan_execution for node in line.deliverables
    ]
    assert nodes == [
        (line, code, f"A charter of ports {n}")
        for n, (line, code) in enumerate(zip(lines, codes, strict=True))
    ]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_records_of_chosen_sections_read_back_as_they_stand(language: str, format: str) -> None:
    data = sample_report(12, seed=3)
    parsed = parse_report(FORMATS[format](data, language))
    view = present(data, language)
    kinds = {
        "agreements": "agreements",
        "joint_statements": "statements",
        "governance": "governance",
        "next_quarter": "next_quarter",
    }
    wanted = [
        (kinds[key], collapse(clean(group.title)), collapse(clean(entry.title)))
        for key in view.sections
        for group in view.entries.get(key, ())
        for entry in group.entries
    ]
    assert [(one.section, one.group, one.title) for one in parsed.entries] == wanted
    counted = next(
        one for one in parsed.entries if "8" in " ".join(one.texts) and one.section == "statements"
    )
    assert f"{data.summary.members}" in " ".join(counted.texts)
    assert not [one for one in parsed.not_understood if one.section in kinds.values()]
