"""What stands at the beginning of a line, and where one finds the activities of a member."""

from __future__ import annotations

import io
import re
from functools import cache

import pdfplumber
import pytest

from rapporteur.documents.view.report import present
from tests.documents.pdf.test_pdf import document, flat, report


@cache
def texts(language: str) -> list[str]:
    with pdfplumber.open(io.BytesIO(document("sample", language))) as opened:
        return [flat(sheet.extract_text()) for sheet in opened.pages]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_opener_lists_its_activities_with_their_pages_and_its_measures_in_full(language: str) -> None:
    pages = texts(language)
    for line in present(report("sample"), language).lines:
        if len(line.activities) <= 2:
            continue
        first = next(
            at for at, text in enumerate(pages) if flat(line.count) in text and flat(line.purpose) in text
        )
        opening = pages[first] + " " + pages[first + 1]
        for measure in line.measures:
            assert flat(measure.text)[:40] in opening
        for activity in line.activities:
            title = flat(activity.title).split(" ")[0]
            assert re.search(rf"\d+ {re.escape(title)}", opening), activity.title


def test_running_head_has_the_number_and_the_title_of_the_line() -> None:
    pages = texts("en")
    for line in present(report("sample"), "en").lines:
        if line.kicker:
            assert any(f"{line.kicker} · {flat(line.title)}" in text[:200] for text in pages)


def test_activated_members_lead_to_the_pages_of_their_activities() -> None:
    view = present(report("sample"), "en")
    anchors = {it.anchor for line in view.lines for it in line.activities}
    for region in view.activated:
        for member in region.members:
            assert len(member.activities) == member.count
            assert set(member.activities) <= anchors
    text = " ".join(texts("en"))
    assert len(re.findall(r"\bpages? \d", text)) >= sum(len(region.members) for region in view.activated)
