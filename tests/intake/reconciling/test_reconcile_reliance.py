"""What was not read whole is not held against the print; what cannot be a name or an activity is left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from rapporteur.intake.reading.parsed import NotUnderstood, ParsedReport
from rapporteur.intake.reading.report import parse_lines
from rapporteur.intake.reading.sources.source import read_source
from rapporteur.intake.reconciling.reconcile import Reconciled, reconcile
from tests.intake.reconciling.reconcile_copy import Copy, original


def reconciled(change: Callable[[ParsedReport], ParsedReport]) -> Reconciled:
    doc = read_source(original("en").encode())
    return reconcile(doc, parsed=change(parse_lines(doc)))


def found(result: Reconciled) -> set[str]:
    return {finding.rule.id for finding in result.findings}


def each_activity(parsed: ParsedReport, **changes: Any) -> ParsedReport:
    return replace(parsed, activities=tuple(replace(each, **changes) for each in parsed.activities))


def half_the_directory(parsed: ParsedReport) -> ParsedReport:
    regions = tuple(replace(each, members=each.members[::2]) for each in parsed.regions)
    return replace(parsed, regions=regions)


def a_line_of_the_directory(parsed: ParsedReport) -> ParsedReport:
    first, *others = parsed.regions
    lost = NotUnderstood(line=500, page=1, section="region", text=first.members[0])
    return replace(
        parsed, regions=(replace(first, members=first.members[1:]), *others), not_understood=(lost,)
    )


def no_boxes(parsed: ParsedReport) -> ParsedReport:
    return each_activity(parsed, members=())


def a_box_read_as_text(parsed: ParsedReport) -> ParsedReport:
    names = ", ".join(parsed.regions[0].members[:4])
    return each_activity(parsed, body=f"{names}\n\nThe members met.")


def no_codes(parsed: ParsedReport) -> ParsedReport:
    return each_activity(parsed, deliverables=())


def no_dates(parsed: ParsedReport) -> ParsedReport:
    return each_activity(parsed, start_date=None, end_date=None, month="04")


@pytest.mark.parametrize(
    ("change", "doubtful", "silent"),
    [
        (half_the_directory, {"directory", "count of the directory"}, {"name-not-in-directory", "count-differs"}),
        (a_line_of_the_directory, {"count of the directory"}, {"count-differs"}),
        (no_boxes, {"boxes", "activated"}, {"activity-no-member", "listed-not-activated", "activity-member-named"}),
        (a_box_read_as_text, {"boxes", "activated"}, {"activity-member-named", "activity-other-place"}),
        (no_codes, {"codes", "plan"}, {"activity-no-deliverable", "plan-deliverable-no-evidence"}),
        (no_dates, {"dates"}, {"activity-no-date"}),
    ],
)  # fmt: skip
def test_rules_on_what_was_not_read_whole_are_silent(
    change: Callable[[ParsedReport], ParsedReport], doubtful: set[str], silent: set[str]
) -> None:
    result = reconciled(change)
    assert result.doubtful == doubtful
    assert not found(result) & silent


def labels_and_lines(parsed: ParsedReport) -> ParsedReport:
    first, *others = parsed.regions
    more = (*first.members, "Members", "Focal point: Awa Fall", "A line " * 12)
    meeting, *meetings = parsed.bilateral_meetings
    return replace(
        parsed,
        regions=(replace(first, members=more), *others, replace(first, members=("Awa Fall",))),
        bilateral_meetings=(replace(meeting, members=(*meeting.members, "Prospects: Varna")), *meetings),
    )


def headings_as_activities(parsed: ParsedReport) -> ParsedReport:
    first = parsed.activities[0]
    empty = replace(
        first, title="Bilateral talks", places=(), start_date=None, end_date=None, members=(), deliverables=()
    )
    return replace(parsed, activities=(*parsed.activities, empty))


def one_label_in_every_region(parsed: ParsedReport) -> ParsedReport:
    regions = tuple(replace(each, members=(*each.members, "Contact points")) for each in parsed.regions)
    return replace(parsed, regions=regions)


def test_a_heading_that_may_be_an_activity_is_told_and_not_asked_about() -> None:
    result = reconciled(headings_as_activities)
    (part,) = result.torn
    assert (part.kind, part.of, part.reasons) == ("activity", "Bilateral talks", ("BARE",))
    assert len(result.printed.activities) == len(parse_lines(read_source(original("en").encode())).activities)


def test_a_total_that_says_far_more_is_the_finding_where_all_other_names_are_in_the_lists() -> None:
    copy = Copy("en")
    copy.fees(30)
    result = reconcile(read_source(copy.text().encode()))
    assert result.doubtful == frozenset()
    assert found(result) == {"count-differs"}


def test_the_count_of_a_region_that_says_far_more_is_the_finding_where_others_agree() -> None:
    copy = Copy("en")
    names = [region.name["en"].upper() for region in copy.data.regions]
    for name, region in zip(names, copy.data.regions, strict=True):
        index = max(i for i, block in enumerate(copy.blocks) if block == name)
        copy.blocks[index] += f" ({len(region.members) + 9 * (name == names[0])})"
    assert found(reconcile(read_source(copy.text().encode()))) == {"region-count-differs"}


@pytest.mark.parametrize("change", [labels_and_lines, headings_as_activities, one_label_in_every_region])
def test_what_cannot_be_a_name_or_an_activity_is_left_out(
    change: Callable[[ParsedReport], ParsedReport],
) -> None:
    result = reconciled(change)
    assert result.doubtful == frozenset()
    assert [finding.message("en") for finding in result.findings] == []


def test_a_name_that_stands_in_a_list_unread_is_not_missed_there() -> None:
    def lose(parsed: ParsedReport) -> ParsedReport:
        first, *others = parsed.regions
        members = tuple(name for name in first.members if name != "Antananarivo")
        return replace(parsed, regions=(replace(first, members=members), *others))

    assert "name-not-in-directory" not in found(reconciled(lose))
