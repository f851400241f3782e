"""Where pages end: no activity under half a page is cut, what goes on says so, pages are filled, lists keep order."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path

import pdfplumber
import pytest
from msgspec.structs import replace

from rapporteur.documents.pdf.render import write_folder
from rapporteur.documents.pdf.typst import compile_folder
from rapporteur.documents.view.report import present
from rapporteur.documents.view.shapes import ActivatedRegionView, BlockView, LineView, ReportView, RunView
from tests.documents.pdf.test_pdf import document, report

MM = 72 / 25.4
LISTED = ("Activités\n", "Activities\n", "Actividades\n")
"""What stands above the list of a line's activities on its opener."""
TOP, FOOT = 27 * MM, 277 * MM
WORDS = (
    "Mayors and their experts met for two days and spoke of water, land, housing and of what is to be done. "
)


def pages_of(content: bytes, kickers: tuple[str, ...]) -> list[tuple[str, float]]:
    """Return the text of each page of activities but the openers, and to what share it is filled."""
    found = []
    with pdfplumber.open(io.BytesIO(content)) as opened:
        for sheet in opened.pages:
            lines = sheet.extract_text_lines()
            if not lines or not re.search(
                rf"({'|'.join(map(re.escape, kickers))}) · .* \d+$", lines[0]["text"]
            ):
                continue
            lowest = max(line["bottom"] for line in lines if line["x0"] < 140 * MM)
            text = "\n".join(line["text"] for line in lines[1:])
            if text.startswith(LISTED):  # an opener that goes on overleaf
                continue
            found.append((text.replace("\u00a0", " "), (lowest - TOP) / (FOOT - TOP)))
    return found


@cache
def sample_pages(language: str) -> list[tuple[str, float]]:
    view = present(report("sample"), language)
    return pages_of(document("sample", language), tuple(line.kicker for line in view.lines if line.kicker))


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_no_activity_of_the_sample_is_cut(language: str) -> None:
    """They are all shorter than half a page: each page begins with a title."""
    view = present(report("sample"), language)
    numbers = [it.number for line in view.lines if line.kicker for it in line.activities]
    begins = [int(found[1]) for text, _ in sample_pages(language) if (found := re.match(r"(\d+) ·", text))]
    assert len(begins) == len(sample_pages(language))
    assert set(begins) <= set(numbers)
    assert begins == sorted(begins)


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_pages_of_a_line_are_filled_to_three_fifths_where_that_can_be_had(language: str) -> None:
    """An activity of a little over half a page leaves the rest of its page free: no other such one fits there."""
    pages = sample_pages(language)
    assert len([share for _, share in pages if share < 0.55]) <= len(pages) / 4


def line_with(*lengths: int) -> ReportView:
    """Return a report of one line whose activities have so many sentences each."""
    view = present(report("sample"), "en")
    line: LineView = view.lines[0]
    activities = [
        replace(
            line.activities[0],
            anchor=f"activity-{number}",
            number=number,
            title=f"Meeting {number}",
            text=[
                BlockView(
                    "PARAGRAPH", [[RunView(f"First{number}. " + WORDS * (length - 1) + f"Last{number}.")]]
                )
            ],
            deliverables=[],
            members=[],
            photo=None,
            map=None,
        )
        for number, length in enumerate(lengths, start=1)
    ]
    return replace(
        view, sections=["activities"], contents=view.contents, lines=[replace(line, activities=activities)]
    )


def made(view: ReportView, folder: Path) -> list[str]:
    content = compile_folder(folder, write_folder(view, folder))
    return [text for text, _ in pages_of(content, (view.lines[0].kicker,))]


def test_activity_longer_than_half_a_page_is_cut_and_says_where_it_goes_on(tmp_path: Path) -> None:
    pages = made(line_with(20, 30, 3), tmp_path)
    assert "First2" in pages[0]
    assert "Last2" in pages[1]
    assert re.match(r"2 · Meeting 2 – continued", pages[1])
    assert not any("continued" in text for text in pages[:1] + pages[2:])


def test_activity_under_half_a_page_goes_to_the_next_page_whole(tmp_path: Path) -> None:
    pages = made(line_with(28, 25, 3), tmp_path)
    for number in (1, 2, 3):
        assert any(f"First{number}" in text and f"Last{number}" in text for text in pages)
    assert not any("continued" in text for text in pages)


def test_single_activity_is_not_left_over_where_the_page_before_can_spare_one(tmp_path: Path) -> None:
    pages = made(line_with(13, 13, 13, 13), tmp_path)
    assert [len(re.findall(r"First\d", text)) for text in pages] in ([4], [2, 2])
    pages = made(line_with(*[15] * 4), tmp_path)
    assert min(len(re.findall(r"First\d", text)) for text in pages) > 1


def test_list_that_is_longer_than_a_page_keeps_its_order(tmp_path: Path) -> None:
    view = present(report("sample"), "en")
    region: ActivatedRegionView = view.activated[0]
    member = region.members[0]
    names = [f"Member {number:04}" for number in range(420)]
    members = [replace(member, name=name, dots=1, figure="1") for name in names]
    view = replace(
        view,
        sections=["activated_members"],
        lines=[],
        activated=[replace(region, members=members)],
        activated_map=None,
    )
    with pdfplumber.open(io.BytesIO(compile_folder(tmp_path, write_folder(view, tmp_path)))) as opened:
        found = []
        for sheet in opened.pages:
            words = [word for word in sheet.extract_words() if re.fullmatch(r"0\d{3}", word["text"])]
            found += sorted(words, key=lambda word: (round(word["x0"] / 20), word["top"]))
    assert [int(word["text"]) for word in found] == list(range(420))
