"""The view of a report: complete in every language, the same facts in all of them, and its sums agree."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rapporteur.base.values.base import to_plain
from rapporteur.documents.view.report import WORDS, present
from rapporteur.report.value.data import ReportData
from tests.support.sample_report import sample_report
from tests.support.views import LANGUAGES, maps, report, strings, view

ROOT = Path(__file__).resolve().parents[3]


# --- every language -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["sample", "tiny"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_filled(name: str, language: str) -> None:
    shown = view(name, language)
    assert all(shown.words.values())
    assert set(WORDS) < set(shown.words)
    for one in maps(shown):
        assert one.alt
        assert one.dots
        assert all(dot.name for dot in one.dots)
    for path, text in strings(shown):
        assert text == text.strip() or ".items[" in path, path
        assert "{" not in text, path
        assert "\n" not in text, path
    for line in shown.lines:
        for activity in line.activities:
            assert activity.title
            assert activity.when
            assert activity.kind


@pytest.mark.parametrize("name", ["sample", "tiny"])
def test_facts_are_the_same_in_every_language(name: str) -> None:
    def facts(language: str) -> list[object]:
        shown = view(name, language)
        lines = [
            (
                line.anchor,
                line.colour,
                [(m.code, m.share) for m in line.measures],
                sorted(a.anchor for a in line.activities),
            )
            for line in shown.lines
        ]
        rows = [
            (
                row.code,
                row.count,
                row.share,
                [flag for _, _, flag in row.months],
                sorted(a for a, _ in row.activities),
            )
            for part in shown.execution
            for measure in part.measures
            for row in measure.rows
        ]
        figures = [(one.key, one.share, one.anchor) for one in shown.glance]
        weeks = [week.segments for week in shown.weeks]
        dots = sorted((dot.x, dot.y, dot.size, dot.filled) for one in maps(shown) for dot in one.dots)
        entries = [(entry.key, entry.anchor, entry.level) for entry in shown.contents]
        return [shown.sections, entries, lines, rows, figures, weeks, dots, shown.timestamp]

    for language in LANGUAGES[1:]:
        assert facts(language) == facts("fr")


def test_anchors_are_unique_and_what_points_at_them_exists() -> None:
    shown = view("sample", "fr")
    anchors = [f"section-{key}" for key in shown.sections]
    anchors += [line.anchor for line in shown.lines] + [part.anchor for part in shown.execution]
    anchors += [activity.anchor for line in shown.lines for activity in line.activities]
    anchors += [region.anchor for region in shown.regions]
    assert len(anchors) == len(set(anchors))
    pointed = {entry.anchor for entry in shown.contents} | {figure.anchor for figure in shown.glance}
    pointed |= {
        anchor
        for part in shown.execution
        for measure in part.measures
        for row in measure.rows
        for anchor, _ in row.activities
    }
    assert pointed <= set(anchors)


FRENCH_FAULTS = re.compile(
    r"[^\W\d_]'\w|[^\s(\[\u202f«;!?][;!?](?=[\s»)]|$)| [;!?»]|« | :(?=\s|$)|\w:(?=\s|$)|\.\.\."
)


def test_french_typography_everywhere() -> None:
    faults = [(path, text) for path, text in strings(view("sample", "fr")) if FRENCH_FAULTS.search(text)]
    assert faults == []
    assert any("\u202f?" in text for _, text in strings(view("sample", "fr")))


NOT_WORDED = re.compile(
    r"colour|tint|media_type|address|short_name|credit|segments|sections|activities\[\d+\]\[0\]|\.line$|\.language$"
    r"|channels|subjects\[\d+\]\[1\]\[\d+\]\[0\]|subjects\[\d+\]\[2\]|(text|editorial)\[\d+\]\.kind"
    r"|members\[\d+\]\.activities|colophon\[\d+\]\.key|words\.language_|\.region$|dots|legend\[\d+\]\[0\]"
)
COGNATES = {
    "fr": {
        "Activation", "Activations", "Code", "Contact", "Date", "Dates", "Initiative", "Menu", "Web",
        "Organisation", "Photo", "Source", "Total", "page", "pages", "Mission", "Publication",
        "1 activation", "2 activations", "Programme ", "example.org/papers",
        "https://example.org/papers", "Collaboration", "Parties", "Audit 2017",
        "Delta", "Publications", "1 publication", "https://example.org/floods", "Guide",
        "https://example.org/film", "Film", "Communication", "France", "Portugal",
    },
    "es": {
        "Editorial", "Total", "Web", "example.org/papers", "https://example.org/papers", "https://example.org/floods",
        "Delta", "https://example.org/film", "Portugal",
    },
    "pt": {"Editorial", "Menu", "Total"},
}  # fmt: skip


def proper_names(data: ReportData) -> set[str]:
    """Return the names of places, people and outlets of a report, as printed."""
    texts = [member.name for member in data.members]
    texts += [place.name for activity in data.activities for place in activity.places]
    texts += [meeting.place.name for meeting in data.bilateral_meetings]
    texts += [one.name for meeting in data.bilateral_meetings for one in meeting.prospects]
    texts += [region.name for region in data.regions]
    names = {name for text in texts for name in text.values()}
    people = [
        *data.staff,
        *([data.editorial.signatory] if data.editorial and data.editorial.signatory else []),
    ]
    names |= {person.name for person in people} | {mention.outlet for mention in data.media}
    return {name.replace("'", "’") for name in names}


@pytest.mark.parametrize("name, language", [("sample", "fr"), ("sample", "es"), ("tiny", "pt")])
def test_no_wording_is_the_english_one(name: str, language: str) -> None:
    english = dict(strings(view(name, "en")))
    names = proper_names(report(name))
    same = {
        text
        for path, text in strings(view(name, language))
        if english.get(path) == text and re.search(r"[a-z]{2}", text) and not NOT_WORDED.search(path)
    }
    left = {
        text
        for text in same
        if "SHA-256" not in text and not set(re.split(r", | and | et | y ", text)) <= names
    }
    assert left <= COGNATES[language]
    assert COGNATES[language] <= left


def test_a_language_without_a_catalogue_has_english_words_and_its_own_dates() -> None:
    shown = view("tiny", "de")
    assert shown.words["contents"] == "Contents"
    assert shown.period == "Januar–Juni 2021"
    assert shown.association == "Rede das Vilas Amuralhadas"


# --- sums -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["sample", "tiny"])
def test_sums_agree(name: str) -> None:
    data, shown = report(name), view(name, "en")
    activities = [activity for line in shown.lines for activity in line.activities]
    assert len(activities) == data.summary.activities
    assert [activity.number for activity in activities] == list(range(1, len(activities) + 1))
    assert sum(count for week in shown.weeks for _, count, _ in week.segments) == sum(
        activity.start is not None and activity.line is not None for activity in data.activities
    )
    activated = [member for region in shown.activated for member in region.members]
    assert len(activated) == data.summary.members_activated
    assert sum(member.count for member in activated) == data.summary.activations
    rows = [row for part in shown.execution for measure in part.measures for row in measure.rows]
    assert sum(row.count > 0 and not row.note for row in rows) == data.summary.deliverables_with_evidence
    assert sum(not row.note for row in rows) == data.summary.deliverables
    without = sum(len(part.without) for part in shown.execution)
    assert without == data.summary.deliverables - data.summary.deliverables_with_evidence
    for row in rows:
        assert row.count == len(row.activities)
        assert sum(int(figure) for _, figure, there in row.months if there) == row.count
        assert row.figure == (str(row.count) if row.count else "–")


def test_members_of_the_regions_are_all_members() -> None:
    data, shown = report("sample"), view("sample", "es")
    everybody = [name.slug for region in shown.regions for name in (*region.members, *region.honorary)]
    assert sorted(everybody) == sorted(member.slug for member in data.members)
    marked = {name.slug for region in shown.regions for name in region.members if name.mark}
    assert marked == {member.slug for member in data.activated_members}
    for region in shown.regions:
        assert region.map is not None
        assert sum(dot.filled for dot in region.map.dots) == sum(bool(name.mark) for name in region.members)


def test_media_and_meetings_are_all_there() -> None:
    data, shown = report("sample"), view("sample", "fr")
    subjects = [one for month in shown.media for mention in month.mentions for one in mention.subjects]
    assert len(subjects) == data.summary.media_mentions
    assert [month.key for month in shown.media] == list(data.period.months)
    named = {(month.key, slug) for month in shown.bilateral for one in month.meetings for slug in _slugs(one)}
    assert named == {
        (m.month, ref.slug) for m in data.bilateral_meetings for ref in (*m.members, *m.prospects)
    }


def _slugs(meeting: Any) -> list[str]:
    return [name.slug for name in (*meeting.members, *meeting.prospects)]


# --- as a program ---------------------------------------------------------------------------------------


def _run(code: str, **environment: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_a_view_depends_on_nothing_but_its_report() -> None:
    code = (
        "import hashlib, json; from rapporteur.base.values.base import to_plain;"
        "from rapporteur.documents.view.report import present;"
        "from tests.support.sample_report import sample_report;"
        "view = to_plain(present(sample_report(), 'fr'));"
        "print(hashlib.sha256(json.dumps(view).encode()).hexdigest())"
    )
    one = _run(code, PYTHONHASHSEED="1", TZ="Asia/Tokyo", LC_ALL="C")
    assert one == _run(code, PYTHONHASHSEED="2", TZ="America/Lima")
    assert to_plain(view("sample", "fr"))["language"] == "fr"


def test_presenting_loads_neither_django_nor_what_it_does_not_need() -> None:
    loaded = _run("import sys, rapporteur.documents.view.report; print(*sys.modules)").split()
    unwanted = {"django", "typst", "docx", "babel.dates", "babel.messages", "babel.support", "jinja2"}
    assert unwanted.isdisjoint(loaded)
    assert "rapporteur.documents.view.context" in loaded


def test_4500_activities_are_presented() -> None:
    shown = present(sample_report(activities=4500), "fr")
    assert shown.glance[0].value == "4\u202f500"
    assert shown.lines[-1].activities[-1].number == 4500
