"""Several events with one UID, in one file or in two, and how often they are imported."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from rapporteur.base.core.permissions import operator
from rapporteur.intake.importing.actions import commit_import, decide
from rapporteur.intake.importing.enums import ImportKind
from rapporteur.intake.importing.planning import ImportPlan, plan_import
from rapporteur.intake.importing.writing.doubts import open_doubts
from rapporteur.records.activities.models import Activity
from tests import factories as make
from tests.intake.importing.written_calendars import calendar, read
from tests.support.imports import propose_import

NOW = datetime(2018, 7, 2, 9, tzinfo=UTC)
VISIT = "UID:x\nSUMMARY:Study visit\nDTSTART;VALUE=DATE:20180410"
CONGRESS = "UID:x\nSUMMARY:World congress\nDTSTART;VALUE=DATE:20180520"


@pytest.mark.parametrize(
    ("second", "taken"),
    [
        (f"{VISIT}\nSEQUENCE:2\nLOCATION:new", "new"),
        (f"{VISIT}\nSEQUENCE:1\nDTSTAMP:20180102T000000Z\nLOCATION:new", "new"),
        (f"{VISIT}\nLOCATION:new", ""),
        ("UID:x\nSUMMARY:Study visit (Lima)\nDTSTART;VALUE=DATE:20180410\nSEQUENCE:3\nLOCATION:new", "new"),
    ],
)
def test_of_versions_of_an_event_the_later_is_taken_and_that_is_told(second: str, taken: str) -> None:
    source = read(calendar(f"{VISIT}\nSEQUENCE:1\nDTSTAMP:20180101T000000Z", second))

    assert [one.location for one in source.events] == [taken]
    assert [one.key for one in source.events] == ["uid:x"]
    assert "are one by their UID" in source.notices[0]


def test_events_that_share_a_uid_and_nothing_else_are_two_and_that_is_told() -> None:
    source = read(calendar(VISIT, CONGRESS))

    assert [(one.title, one.key) for one in source.events] == [
        ("Study visit", "uid:x@2018-04-10 study visit"),
        ("World congress", "uid:x@2018-05-20 world congress"),
    ]
    assert source.notices == (
        (
            "events 1 (“Study visit”), 2 (“World congress”) of a.ics have one UID (x) and different titles or days: "
            "each was taken as an event of its own; look whether one stands for another"
        ),
    )


@pytest.fixture
def network(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    make.AssociationFactory(languages=["en"], source_language="en")


def planned(content: bytes) -> ImportPlan:
    return plan_import(kind=ImportKind.CALENDAR, name="a.ics", content=content, today=NOW.date())


def imported(content: bytes, answer: str = "") -> None:
    of = propose_import(by=operator("test"), at=NOW, kind=ImportKind.CALENDAR, name="a.ics", content=content)
    for doubt in open_doubts(of):
        decide(by=operator("test"), doubt=doubt, answer=answer)
    commit_import(by=operator("test"), at=NOW, of=of)


@pytest.mark.django_db
@pytest.mark.usefixtures("network")
@pytest.mark.parametrize("content", [calendar(VISIT, CONGRESS), calendar(VISIT, f"{VISIT}\nSEQUENCE:2")])
def test_file_with_one_uid_twice_is_as_recorded_the_second_time(content: bytes) -> None:
    imported(content)
    before = Activity.objects.count()

    assert planned(content).changing == []
    imported(content)
    assert Activity.objects.count() == before


@pytest.mark.django_db
@pytest.mark.usefixtures("network")
def test_another_event_of_a_known_uid_is_a_question_and_never_overwrites() -> None:
    imported(calendar(VISIT))

    [proposal] = planned(calendar(CONGRESS)).proposals
    [doubt] = proposal.doubts
    assert (proposal.action, doubt.what, doubt.field, doubt.blocking) == ("CREATE", "SAME", "slug", True)
    assert [(one["slug"], one["evidence"]) for one in doubt.candidates] == [
        ("2018-04-10-study-visit", ["uid"])
    ]

    imported(calendar(CONGRESS), answer="new")
    assert sorted(Activity.objects.values_list("slug", flat=True)) == [
        "2018-04-10-study-visit",
        "2018-05-20-world-congress",
    ]
    assert planned(calendar(VISIT)).changing == []
    assert planned(calendar(CONGRESS)).changing == []


@pytest.mark.django_db
@pytest.mark.usefixtures("network")
@pytest.mark.parametrize(
    "files", [[[VISIT], [VISIT, CONGRESS]], [[VISIT, CONGRESS], [CONGRESS]], [[VISIT, CONGRESS], [VISIT]]]
)
def test_events_of_one_uid_are_known_again_alone_and_together(files: list[list[str]]) -> None:
    for events in files:
        imported(calendar(*events))

    assert Activity.objects.count() == len({event for events in files for event in events})
    for events in files:
        assert planned(calendar(*events)).changing == []


@pytest.mark.django_db
@pytest.mark.usefixtures("network")
def test_event_that_moved_or_was_renamed_is_the_same_still() -> None:
    imported(calendar(VISIT))
    imported(calendar(VISIT.replace("20180410", "20180612")))
    imported(calendar(VISIT.replace("20180410", "20180612").replace("Study visit", "Assembly")))

    activity = Activity.objects.get()
    assert (activity.title, str(activity.start_date)) == ({"en": "Assembly"}, "2018-06-12")


@pytest.mark.django_db
@pytest.mark.usefixtures("network")
def test_address_of_an_event_stands_in_the_note() -> None:
    imported(calendar(f"{VISIT}\nURL:https://example.org/webinar"))

    assert Activity.objects.get().note == "https://example.org/webinar"
