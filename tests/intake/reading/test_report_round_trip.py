"""What the text renderer writes, the parser reads back: every field that both carry, in three languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from rapporteur.base.values.richtext import Block
from rapporteur.intake.reading.parsed import ParsedReport
from rapporteur.intake.reading.report import parse_report
from rapporteur.report.value import data as d
from tests.support.fuzzing import examples
from tests.support.printed_text import _WORDS, Box, Layout, _Text, render
from tests.support.sample_report import sample_report

pytestmark = pytest.mark.slow

LANGUAGES = ("fr", "en", "es")


def _flat_body(blocks: Iterable[Block]) -> str:
    parts = []
    for block in blocks:
        items = [" ".join("".join(run.text for run in item).split()) for item in block.items]
        marks = {"PARAGRAPH": "", "BULLETS": "- ", "NUMBERS": None}[block.kind]
        parts.append(
            "\n".join(
                f"{n}. {item}" if marks is None else f"{marks}{item}" for n, item in enumerate(items, 1)
            )
        )
    return "\n\n".join(parts)


def _names(refs: Sequence[d.OrganisationRef | d.ActivatedIn], language: str) -> tuple[str, ...]:
    return tuple(ref.name[language] for ref in refs)


def expected_activities(data: d.ReportData, language: str) -> list[dict[str, object]]:
    return [
        {
            "line": activity.line,
            "title": activity.title[language],
            "places": tuple(place.name[language] for place in activity.places),
            "online": activity.online,
            "start_date": activity.start,
            "end_date": activity.end,
            "month": activity.month,
            "deliverables": activity.deliverables,
            "members": _names(activity.members, language),
            "body": _flat_body(activity.text[language]),
        }
        for activity in data.activities
    ]


def check(data: d.ReportData, parsed: ParsedReport, language: str) -> None:
    """Compare every field that the text and the data both carry."""
    assert parsed.language == language
    assert parsed.period is not None
    assert (parsed.period.code, parsed.period.start, parsed.period.end) == (
        data.period.code, data.period.start, data.period.end,
    )  # fmt: skip
    fields = (
        "line",
        "title",
        "places",
        "online",
        "start_date",
        "end_date",
        "month",
        "deliverables",
        "members",
        "body",
    )
    read = [{name: getattr(activity, name) for name in fields} for activity in parsed.activities]
    for got, wanted in zip(read, expected_activities(data, language), strict=False):
        assert got == wanted
    assert len(read) == len(data.activities)
    _check_front(data, parsed, language)
    _check_progress(data, parsed, language)
    _check_people(data, parsed, language)
    assert [each.text for each in parsed.not_understood] == []


def _check_front(data: d.ReportData, parsed: ParsedReport, language: str) -> None:
    editorial = data.editorial
    assert editorial is not None and editorial.signatory is not None and parsed.editorial is not None
    assert parsed.editorial.title == editorial.title[language]
    assert parsed.editorial.text == _flat_body(editorial.text[language])
    assert parsed.editorial.signatory == editorial.signatory.name
    assert parsed.editorial.function == editorial.signatory.function[language]
    by_outlet = [
        mention
        for month in data.period.months
        for outlet in dict.fromkeys(m.outlet for m in data.media if m.month == month)
        for mention in data.media
        if (mention.month, mention.outlet) == (month, outlet)
    ]
    assert [(m.month, m.outlet, m.subject, m.channels) for m in parsed.media] == [
        (m.month, m.outlet, m.subject[language], m.channels) for m in by_outlet
    ]
    assert sorted((m.month, m.place, m.members, m.prospects) for m in parsed.bilateral_meetings) == sorted(
        (str(m.month), m.place.name[language], _names(m.members, language), _names(m.prospects, language))
        for m in data.bilateral_meetings
    )


def _check_progress(data: d.ReportData, parsed: ParsedReport, language: str) -> None:
    assert parsed.activated_members.names == tuple(m.name[language] for m in data.activated_members)
    assert data.dues is not None and parsed.dues is not None and data.plan is not None
    for name in ("amount", "currency", "payers", "members", "as_of"):
        assert getattr(parsed.dues, name) == getattr(data.dues, name)
    listed = [node for node in data.plan.nodes if node.listed]
    for level, read in (
        ("measure", [n for line in parsed.plan_execution for n in line.measures]),
        ("deliverable", [n for line in parsed.plan_execution for n in line.deliverables]),
    ):
        assert [(n.code, n.text) for n in read] == [
            (n.code, n.title[language]) for n in listed if n.level == level
        ]


def _check_people(data: d.ReportData, parsed: ParsedReport, language: str) -> None:
    names = {member.slug: member.name[language] for member in data.members}
    text = _Text(data, language, Layout())
    assert len(parsed.regions) == len(data.regions)
    for got, region in zip(parsed.regions, data.regions, strict=True):
        assert got.name == region.name[language].upper()
        assert got.members == tuple(names[slug] for slug in region.members)
        assert got.honorary == tuple(names[slug] for slug in region.honorary)
        assert [(p.name, p.place) for p in got.secretaries] == [
            (p.name, p.organisation.name[language] if p.organisation else "") for p in region.secretaries
        ]
        assert [p.name for p in got.focal_points] == [p.name for p in region.focal_points]
        assert [(s.role, s.holder, s.function, s.organisation, s.vacant) for s in got.board] == [
            (
                text.seat_label(s),
                s.holder.name if s.holder else "",
                s.function.best([language]),
                s.organisation.name[language] if s.organisation else "",
                s.holder is None,
            )
            for s in region.seats
        ]
    assert [(p.name, p.function) for p in parsed.secretariat_staff] == [
        (p.name, p.function[language]) for p in data.staff
    ]
    contact, association = parsed.contact, data.association
    assert contact is not None
    assert contact.address == "\n".join(association.address)
    assert (contact.phone, contact.email, contact.website, contact.hashtag) == (
        association.phone, association.email, association.website, association.hashtag,
    )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_report_as_rendered_reads_back(language: str) -> None:
    data = sample_report()
    check(data, parse_report(render(data, language)), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("box", list(Box))
def test_boxes_anywhere_read_back(language: str, box: Box) -> None:
    data = sample_report(activities=24)
    layout = Layout(boxes=(box,), bold=True, narrow=18, line_headings=False)
    check(data, parse_report(render(data, language, layout)), language)


layouts = st.builds(
    Layout,
    boxes=st.lists(st.sampled_from(list(Box)), min_size=1, max_size=5).map(tuple),
    width=st.sampled_from([None, 60, 88]),
    narrow=st.sampled_from([None, 14, 22, 40]),
    line_headings=st.booleans(),
    bold=st.booleans(),
    colon=st.booleans(),
    wrong_label=st.booleans(),
    media_after=st.sampled_from([None, 4, 9]),
    page_breaks=st.booleans(),
)


@settings(
    max_examples=examples(60),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.generate),
)
@given(
    seed=st.integers(0, 10_000),
    count=st.integers(8, 24),
    language=st.sampled_from(LANGUAGES),
    layout=layouts,
)
def test_any_report_in_any_layout_reads_back(seed: int, count: int, language: str, layout: Layout) -> None:
    data = sample_report(activities=count, seed=seed)
    check(data, parse_report(render(data, language, layout)), language)


def test_words_are_the_same_in_every_language() -> None:
    assert {frozenset(words) for words in _WORDS.values()} == {frozenset(_WORDS["fr"])}
