"""The report as text: the view and nothing else, in the words of its language."""

from __future__ import annotations

import re

import pytest

from rapporteur.documents.text.render import lay_out, render
from rapporteur.documents.view.report import present
from rapporteur.intake.reading.report import parse_report
from tests.support.sample_report import sample_report, tiny_report


def text(language: str) -> str:
    data = tiny_report() if language == "pt" else sample_report()
    return render(data, language).decode()


def test_portuguese_report_speaks_portuguese() -> None:
    lines = text("pt").splitlines()
    assert {"ATIVIDADES", "MEMBROS POR REGIÃO", "CONTACTO", "Membros ativados"} <= set(lines)
    english = r"\b(?:who we are|activit(?:y|ies)|associated|members|contents|as of|online)\b"
    assert re.findall(english, "\n".join(lines).replace("Estuary", ""), re.IGNORECASE) == []


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt"])
def test_sections_stand_in_the_order_of_the_view(language: str) -> None:
    data = tiny_report() if language == "pt" else sample_report()
    view = present(data, language)
    lines = lay_out(view).splitlines()
    titles = [item.title.upper() for item in view.contents if item.level == 1 and item.key != "editorial"]
    assert [line for line in lines if line in titles] == titles


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_layout_adds_no_word_to_the_view(language: str) -> None:
    """Where every text of the view is a blank, signs of the layout are all that is left."""
    view = present(sample_report(), language)
    known = str(view).upper()
    for line in lay_out(view).splitlines():
        for part in re.split(r", | · |  |^- |^\d+\. | \(|\)$|: ", line):
            words = part.strip("- ()").upper()
            missing = [word for word in re.findall(r"[^\W\d_]{3,}", words) if word not in known]
            assert missing == [], line


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_activities_read_back(language: str) -> None:
    data = sample_report()
    view = present(data, language)
    printed = [activity for line in view.lines for activity in line.activities]
    read = parse_report(render(data, language)).activities

    def plain(title: str) -> str:
        return " ".join(title.split())

    assert sorted((plain(each.title), each.deliverables, set(each.members)) for each in read) == sorted(
        (plain(one.title), tuple(item.code for item in one.deliverables), {item.name for item in one.members})
        for one in printed
    )


def test_an_activity_is_a_title_a_place_and_day_a_text_and_its_boxes() -> None:
    data = tiny_report()
    view = present(data, "pt")
    activity = next(one for line in view.lines for one in line.activities if one.members and one.deliverables)
    block = lay_out(view).split(f"\n\n{activity.title}\n\n", maxsplit=1)[1].split("\n\n")
    assert block[0] == ", ".join(part for part in (activity.place, activity.when) if part)
    codes, names = ([item.code for item in activity.deliverables], [item.name for item in activity.members])
    assert f"{view.words['deliverables']}\n{', '.join(codes)}" in block
    assert f"{view.words['activated_members']}\n{', '.join(names)}" in block


def test_text_has_no_signs_that_steer_a_layout() -> None:
    assert not re.search(r"[\u00ad\u200b-\u200f\u2028-\u202e\f\r]", text("fr"))
