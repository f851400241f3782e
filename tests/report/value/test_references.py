"""A report whose parts do not fit together is refused: where, what was expected, the nearest valid value."""

from __future__ import annotations

import json
from typing import Any

import pytest

from rapporteur.report.value.references import Broken, ReportContradictsItself, check_references
from rapporteur.report.value.snapshot import InvalidSnapshot, snapshot_of
from tests.support.sample_report import sample_report, tiny_report

SAMPLE = sample_report(5).canonical_json()
Steps = tuple[str | int, ...]


def changed(path: Steps, value: object) -> dict[str, Any]:
    """Return a sound snapshot as plain JSON, with another value in one place."""
    snapshot: dict[str, Any] = json.loads(SAMPLE)
    at: Any = snapshot
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return snapshot


def refusal(snapshot: dict[str, Any]) -> list[str]:
    """Return what is said of a snapshot, line by line, without the first, which names the file."""
    with pytest.raises(InvalidSnapshot) as refused:
        snapshot_of(json.dumps(snapshot), name="file.json")
    first, *lines = str(refused.value).splitlines()
    assert first == "'file.json' is not a valid snapshot:"
    return [line.strip() for line in lines]


def test_sound_reports_fit_together() -> None:
    check_references(sample_report())
    check_references(tiny_report())


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("activities", 0, "line"), "a line of the plan"),
        (("activities", 0, "deliverables", 0), "a deliverable of the plan"),
        (("activities", 0, "members", 0, "slug"), "a member that activated_members has here"),
        (("activated_members", 0, "slug"), "one of the members"),
        (("activated_members", 0, "region"), "a region of the report"),
        (("activated_members", 0, "activities", 0), "an activity of the report"),
        (("members", 0, "region"), "a region of the report"),
        (("regions", 0, "members", 0), "one of the members"),
        (("regions", 0, "activated", 0), "one of the members"),
        (("plan", "nodes", 1, "parent"), "the code of a node that stands above"),
        (("plan", "nodes", 0, "level"), "a level of the plan"),
        (("plan", "execution", 0, "code"), "a line of the plan"),
        (("sections", 3), "a section"),
        (("agreements", 0, "activity"), "an activity of the report"),
        (("joint_statements", 0, "activity"), "an activity of the report"),
        (("joint_statements", 0, "signatories", 0, "member"), "one of the members"),
    ],
)
def test_mistyped_name_is_told_with_place_expectation_and_nearest(path: Steps, expected: str) -> None:
    at: Any = json.loads(SAMPLE)
    for step in path:
        at = at[step]
    place = ".".join(map(str, path))
    assert f"{place}: '{at}x': expected {expected}; did you mean '{at}'?" in refusal(changed(path, f"{at}x"))


def test_activity_that_forgets_a_member_is_told() -> None:
    slug = json.loads(SAMPLE)["activities"][0]["slug"]
    (line,) = refusal(changed(("activities", 0, "members"), []))
    assert line.startswith(f"activities.0.members: '{slug}': expected also ")


def test_activity_that_ends_before_it_starts_is_told() -> None:
    snapshot = changed(("activities", 0, "start"), "2018-06-02")
    snapshot["activities"][0]["end"] = "2018-06-01"
    assert refusal(snapshot) == [
        "activities.0.end: '2018-06-01': expected a day on or after 2018-06-02, on which it starts"
    ]


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("summary", "activities"), 99, "'99': expected 5, by what the report lists"),
        (("period", "code"), "../report", "'../report': expected 2018-Q2, the name of these days"),
        (("period", "end"), "2018-03-31", "'2018-03-31': expected a day on or after 2018-04-01, its first"),
        (("media", 0, "month"), "2018-07", "'2018-07': expected a month of the period; did you mean '2018-0"),
        (
            ("association", "source_language"),
            "de",
            "'de': expected one of the association's languages (fr, en, es",
        ),
        (
            ("governance", "meetings", 0, "end"),
            "2018-04-11",
            "'2018-04-11': expected a day on or after 2018-04-12, on which it starts",
        ),
        (("members", 0, "latitude"), 91, "91: Expected `float` <= 90.0"),
        (("dues", "currency"), "euro", "'euro': Expected `str` matching regex '^[A-Z]{3}$'"),
    ],
)
def test_figure_or_day_that_contradicts_the_rest_is_told(path: Steps, value: object, said: str) -> None:
    place = ".".join(map(str, path))
    assert refusal(changed(path, value))[0].startswith(f"{place}: {said}")


def test_field_that_is_given_twice_is_told() -> None:
    twice = SAMPLE.replace('"as_of":', '"as_of": "2018-01-01", "as_of":', 1)
    with pytest.raises(
        InvalidSnapshot, match="as_of: given twice in one object \\('2018-01-01' and '2018-06-30'\\)"
    ):
        snapshot_of(twice, name="file.json")


def test_number_that_json_does_not_know_is_told() -> None:
    with pytest.raises(InvalidSnapshot, match="is not JSON \\(NaN is no number of JSON\\)"):
        snapshot_of(SAMPLE.replace('"share":', '"share": NaN, "other":', 1), name="file.json")


def test_quorum_of_more_than_there_are_seats_is_told() -> None:
    line, *_ = refusal(changed(("governance", "meetings", 0, "quorum", "present"), 14))
    assert line == "governance.meetings.0.quorum: '16': expected at most 15, the seats that are filled, of 16"


def test_names_that_are_given_twice_are_told() -> None:
    snapshot = json.loads(SAMPLE)
    snapshot["activities"][1]["slug"] = slug = snapshot["activities"][0]["slug"]
    assert f"activities.1.slug: '{slug}': expected a name that is not given twice" in refusal(snapshot)


def test_guest_who_is_no_member_is_no_contradiction() -> None:
    snapshot = json.loads(SAMPLE)
    guest = {"slug": "guest", "name": {"en": "A guest"}, "role": "PARTICIPANT"}
    snapshot["activities"][0]["members"].append(guest)
    read = snapshot_of(json.dumps(snapshot), name="file.json")
    assert read.activities[0].members[-1].slug == "guest"


def test_of_many_contradictions_the_first_are_told_and_the_rest_counted() -> None:
    broken = [Broken(f"members.{n}.slug", "x", "one of the members") for n in range(12)]
    assert str(ReportContradictsItself(broken)).splitlines()[-1] == "  … and 2 more"
