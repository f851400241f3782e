"""The real report of a real network, read and compared with the records of the demo."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from rapporteur.intake.reading.parsed import ParsedReport, to_json
from rapporteur.intake.reading.report import parse_report

ROOT = Path(__file__).resolve().parents[3]
DEMO = ROOT / "demo" / "2018-q2"


@pytest.fixture(scope="module")
def parsed(printed_report: Path) -> ParsedReport:
    return parse_report(printed_report)


def fold(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    letters = "".join(c for c in plain.lower() if not unicodedata.combining(c))
    return " ".join(re.sub(r"[\W_]+", " ", letters).split())


def load(name: str) -> Any:
    return yaml.load((DEMO / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@cache
def registry() -> dict[str, set[str]]:
    """Folded name or alias → slugs."""
    result: dict[str, set[str]] = {}
    content = load("organisations.yaml")
    for each in content if isinstance(content, list) else content["organisations"]:
        names = [*each["names"].values(), *(a for group in each.get("aliases", {}).values() for a in group)]
        for name in names:
            result.setdefault(fold(name), set()).add(each["slug"])
    return result


def slugs(names: Iterable[str]) -> list[set[str]]:
    return [registry().get(fold(name)) or candidates(name) for name in names]


def candidates(name: str) -> set[str]:
    """Return the members that an ambiguous name (`Barcelone`) can be, or the name marked as unknown."""
    start = f"{fold(name)} "
    return {slug for known, each in registry().items() if known.startswith(start) for slug in each} or {
        f"?{name}"
    }


def same_members(names: Iterable[str], wanted: Iterable[str]) -> bool:
    """Whether each name can be one of the wanted members, and each wanted member is named."""
    found, left = slugs(names), set(wanted)
    return len(found) == len(left) and all(each & left for each in found) and left <= set().union(*found)


def demo_activities() -> list[dict[str, Any]]:
    files = sorted((DEMO / "activities").glob("*.yaml"))
    return [load(f"activities/{path.name}") for path in files]


# Where the records deliberately say more or less than the print; the note of each record says so.
RECORDED_OTHERWISE_PLACES = {5, 37}


def problems_of(got: Any, record: dict[str, Any]) -> list[str]:
    """Return which fields of an activity differ from its record."""
    dates = record["dates"]
    start, month = dates.get("start"), dates.get("month")
    wanted = {
        "line": record["line"],
        "deliverables": tuple(record["deliverables"]),
        "start_date": start,
        "end_date": dates.get("end", start),
        "month": month or f"{start:%Y-%m}",
        "online": record["online"],
    }
    found = [name for name, value in wanted.items() if getattr(got, name) != value]
    if not same_members(got.members, {each["organisation"] for each in record["activations"]}):
        found.append("members")
    return found


def test_every_activity_is_read(parsed: ParsedReport) -> None:
    assert len(parsed.activities) == 45


def test_lines_codes_dates_and_members_are_right(parsed: ParsedReport) -> None:
    wrong = {
        record["number"]: problems
        for got, record in zip(parsed.activities, demo_activities(), strict=True)
        if (problems := problems_of(got, record))
    }
    assert wrong == {}


def test_places_are_right(parsed: ParsedReport) -> None:
    wrong = {}
    for got, record in zip(parsed.activities, demo_activities(), strict=True):
        wanted = record["places"]
        if record["number"] in RECORDED_OTHERWISE_PLACES:
            wanted = wanted[:1]
        ok = len(got.places) >= len(wanted) and all(
            _is_place(n, p) for n, p in zip(got.places, wanted, strict=False)
        )
        if len(got.places) != len(record["places"]) and record["number"] not in RECORDED_OTHERWISE_PLACES:
            ok = False
        if not ok:
            wrong[record["number"]] = got.places
    assert wrong == {}


def _is_place(name: str, record: dict[str, Any]) -> bool:
    if "organisation" in record:
        own = registry().get(fold(name), set())
        if record["organisation"] in own:
            return True
        head = fold(name).split()[0]
        return any(record["organisation"] in each for n, each in registry().items() if head in n.split())
    return fold(name) in {fold(each) for each in record["name"].values()}


def test_bodies_are_in_logical_order(parsed: ParsedReport) -> None:
    torn = []
    for number, activity in enumerate(parsed.activities, start=1):
        for paragraph in re.split(r"\n+", activity.body):
            begins = paragraph[0].isupper() or paragraph[0] in '«"-0123456789'
            if not begins or not (paragraph[-1] in ".!?»:" or paragraph.startswith("- ")):
                torn.append((number, paragraph[:30], paragraph[-30:]))
    assert torn == []


def test_period_editorial_and_language(parsed: ParsedReport) -> None:
    assert parsed.language == "fr"
    assert parsed.period is not None and parsed.period.code == "2018-Q2"
    assert parsed.editorial is not None
    assert parsed.editorial.text.count("\n\n") == 3
    people = {fold(each["name"]) for each in load("governance.yaml")["people"]}
    assert fold(parsed.editorial.signatory) in people
    assert fold(parsed.editorial.function).startswith("secretaire general")


def test_media_are_complete(parsed: ParsedReport) -> None:
    wanted = load("media.yaml")
    assert [m.month for m in parsed.media] == [each["month"] for each in wanted]
    shared = [
        set(fold(m.outlet + " " + m.subject).split())
        & set(fold(each["outlet"] + " " + each["subject"]["fr"]).split())
        for m, each in zip(parsed.media, wanted, strict=True)
    ]
    assert all(shared)


def test_bilateral_meetings_are_complete(parsed: ParsedReport) -> None:
    wanted = load("bilateral.yaml")
    assert len(parsed.bilateral_meetings) == len(wanted)
    for record in wanted:
        assert any(
            got.month == record["month"]
            and same_members(got.members, record["members"])
            and same_members(got.prospects, record["prospects"])
            and (_is_place(got.place, record["place"]))
            for got in parsed.bilateral_meetings
        ), record["slug"]


def test_activated_members_as_printed(parsed: ParsedReport) -> None:
    names = parsed.activated_members.names
    assert len(names) == 50
    assert all(not slug.startswith("?") for each in slugs(names) for slug in each)


def test_dues_are_read(parsed: ParsedReport) -> None:
    dues = to_json(parsed)["dues"]
    wanted = load("dues.yaml")["statement"]
    assert float(dues["amount"]) == float(wanted["amount"])
    assert (dues["currency"], dues["payers"], dues["members"]) == (
        wanted["currency"], wanted["payers"], wanted["members"],
    )  # fmt: skip
    assert dues["as_of"] == str(wanted["as_of"])


def test_plan_tables_are_complete(parsed: ParsedReport) -> None:
    printed = {
        node["code"] for node in load("plan.yaml")["nodes"] if node["parent"] and node.get("listed", True)
    }
    read = {node.code for line in parsed.plan_execution for node in (*line.measures, *line.deliverables)}
    assert [line.line for line in parsed.plan_execution] == ["L1", "L2", "L3"]
    assert read <= {node["code"] for node in load("plan.yaml")["nodes"]}
    assert printed - read == set()
    assert all(node.text for line in parsed.plan_execution for node in (*line.measures, *line.deliverables))


def test_regions_are_complete(parsed: ParsedReport) -> None:
    content = load("organisations.yaml")
    organisations = content if isinstance(content, list) else content["organisations"]
    regions = load("regions.yaml")
    assert len(parsed.regions) == len(regions)
    for got, region in zip(parsed.regions, regions, strict=True):
        mine = {
            each["slug"]
            for each in organisations
            if each.get("region") == region["slug"]
            and (each.get("membership") or {}).get("category") == "FULL"
        }
        found = [each & mine for each in slugs(got.members)]
        assert all(found), got.name
        assert set().union(*found) >= mine
        assert len(got.secretaries) == 1 and len(got.focal_points) == 1
        assert got.secretaries[0].place and got.secretaries[0].name


def test_board_and_staff_are_complete(parsed: ParsedReport) -> None:
    people = {fold(each["name"]) for each in load("governance.yaml")["people"]}
    seats = [seat for region in parsed.regions for seat in region.board]
    assert len(seats) == 27
    assert [seat.holder for seat in seats if seat.vacant] == [""]
    for seat in seats:
        assert seat.vacant or re.sub("^dr ", "", fold(seat.holder)) in people
        assert seat.function and seat.organisation
    assert len(parsed.secretariat_staff) == 14
    assert all(fold(person.name) in people and person.function for person in parsed.secretariat_staff)


def test_contact_is_read(parsed: ParsedReport) -> None:
    contact = parsed.contact
    assert contact is not None
    assert "@" in contact.email and contact.phone.startswith("+34") and contact.hashtag.startswith("#")
    assert contact.website and contact.address


def test_what_is_left_is_listed(parsed: ParsedReport) -> None:
    assert parsed.understood_share > 0.98
    assert all(len(each.text) < 60 or each.section == "plan" for each in parsed.not_understood)


def test_every_field_has_its_passage(parsed: ParsedReport) -> None:
    for activity in parsed.activities:
        for name in ("title", "date_text", "month", "line"):
            passage = activity.provenance[name]
            assert 1 <= passage.lines[0] <= passage.lines[1]
            assert 0 < passage.confidence <= 1
        assert activity.members == () or "members" in activity.provenance
