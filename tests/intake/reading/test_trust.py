"""How sure it is that a part of a report was read whole: by what stands in it and beside it, not by lines consumed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rapporteur.intake.reading.form import choosing
from rapporteur.intake.reading.parsed import ParsedPart, ParsedReport
from rapporteur.intake.reading.report import parse_report
from tests.intake.reconciling.hands.makers import files
from tests.intake.reconciling.networks.content import LANGUAGES, NETWORKS, Content
from tests.intake.reconciling.networks.setting import SET, text


@pytest.fixture
def known_layouts_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No reading by form beside that of known layouts, which loses of these reports what the tests look for."""
    monkeypatch.setattr(choosing, "is_doubtful", lambda report: False)


def torn(report: ParsedReport) -> set[tuple[str, int, tuple[str, ...]]]:
    return {(part.kind, part.number, part.reasons) for part in report.parts if part.torn}


def of(report: ParsedReport, kind: str) -> ParsedPart:
    (found,) = [part for part in report.parts if part.kind == kind and not part.number]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("network", NETWORKS)
def test_nothing_of_a_report_that_was_read_whole_is_torn(network: str, language: str) -> None:
    name, make = SET[network]
    report = parse_report(make(Content(network, language).report), name=name)
    assert torn(report) == set()
    assert all(part.confidence == 1 for part in report.parts)


def changed(change: Callable[[str], str], language: str = "en") -> ParsedReport:
    """Read the plain text of a sound report after a change."""
    before = text(Content("bells", language).report).decode()
    after = change(before)
    assert after != before
    return parse_report(after.encode(), name="bells.txt")


def empty_a_box(report: str) -> str:
    return report.replace("Towns taking part: Durban, Kumasi, Lima", "Towns taking part:")


def join_a_region(report: str) -> str:
    return report.replace("Dakar, Durban, Kumasi, Mombasa, Rabat", "Dakar · Durban, Kumasi · Mombasa, Rabat")


@pytest.mark.parametrize("sign", ["·", "/", "|"])
def test_list_with_other_signs_between_its_names_is_read(sign: str) -> None:
    names = ("Dakar", "Durban", "Kumasi", "Mombasa", "Rabat")
    found = changed(lambda report: report.replace(", ".join(names), f" {sign} ".join(names)))
    assert found.regions[2].members == names
    assert torn(found) == set()


def join_the_boxes(report: str) -> str:
    return report.replace("Bergen, Bilbao, Turku", "Bergen · Bilbao · Turku")


@pytest.mark.parametrize(
    ("change", "kind", "number", "reason"),
    [
        (empty_a_box, "members", 2, "LABEL_EMPTY"),
        (join_a_region, "region", 2, "JOINED"),
        (join_the_boxes, "members", 1, "JOINED"),
    ],
)
def test_what_is_torn_is_named_and_nothing_else(
    change: Callable[[str], str], kind: str, number: int, reason: str
) -> None:
    found = torn(changed(change))
    assert {(what, which) for what, which, _ in found} == {(kind, number)}
    assert all(reason in reasons for _, _, reasons in found)


@pytest.mark.usefixtures("known_layouts_alone")
def test_reading_of_which_nothing_holds_names_every_part() -> None:
    report = parse_report(files()["lamps.en"], name="lamps.en.txt")
    assert report.understood_share > 0.99  # by lines consumed nearly all of it was understood
    assert report.activities == ()
    assert {part.kind for part in report.parts if part.torn} >= {
        "activities",
        "plan",
        "directory",
        "meetings",
        "staff",
    }


@pytest.mark.usefixtures("known_layouts_alone")
def test_titles_that_are_labels_tear_the_activities() -> None:
    report = parse_report(files()["curtains.fr"], name="curtains.fr.docx")
    assert of(report, "activities").reasons == ("TITLES_ALIKE",)
    assert all("GROWN" in reasons for kind, _, reasons in torn(report) if kind == "members")
    assert not of(report, "directory").torn


@pytest.mark.usefixtures("known_layouts_alone")
def test_boxes_before_their_titles_are_told_as_shifted() -> None:
    report = parse_report(files()["springs.es"], name="springs.es.pdf")
    assert [of(report, kind).reasons for kind in ("members", "codes")] == [("SHIFTED",), ("SHIFTED",)]
    assert {number for kind, number, _ in torn(report) if kind == "region"} == {1, 2, 3}
    assert of(report, "offices").reasons == ("NO_PEOPLE",)


@pytest.mark.usefixtures("known_layouts_alone")
def test_evidence_multiplies_and_a_stray_line_tears_nothing() -> None:
    report = parse_report(files()["curtains.fr"], name="curtains.fr.docx")
    strays = [part for part in report.parts if part.reasons == ("UNREAD",)]
    assert strays
    assert {part.confidence for part in strays} == {0.7}
    assert not any(part.torn for part in strays)
