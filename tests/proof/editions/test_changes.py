"""What differs between two reports, and how it is said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from msgspec.structs import replace

from rapporteur.base.values.base import from_json, from_plain
from rapporteur.base.values.localized import LocalizedText
from rapporteur.proof.editions.changes.differences import Change, differences, same_content
from rapporteur.proof.editions.changes.records import FIGURES
from rapporteur.proof.editions.changes.sentences import sentence, word_changes
from rapporteur.proof.editions.changes.values import passage
from rapporteur.proof.editions.changes.words import FIELDS
from rapporteur.report.value import data as d
from tests.support.sample_counts import picture
from tests.support.sample_report import sample_report, tiny_report

DERIVED = {
    "summary": {
        "activities_by_line", "activities_by_month", "activities_by_kind", "weeks", "members_activated_share",
    },
    "plan": {"execution"},
    "nodes": {"activities", "activities_by_month"},
    "regions": {"members", "honorary", "activated", "activations", "share"},
    "dues": {"share"},
    "parity": {"silent"},
}  # fmt: skip
"""What follows from other fields, and is not said a second time."""


@cache
def report() -> d.ReportData:
    return sample_report(activities=6)


def with_activity(**changes: Any) -> d.ReportData:
    first, *others = report().activities
    return replace(report(), activities=(replace(first, **changes), *others))


def said(after: d.ReportData, language: str = "en") -> list[str]:
    return [sentence(change, language) for change in differences(report(), after)]


def test_differences_of_equal_reports_are_none() -> None:
    assert differences(report(), from_json(report().canonical_json(), d.ReportData)) == ()


def test_differences_ignore_the_edition_number() -> None:
    edition = d.EditionData(number=1, frozen_date=report().as_of)
    numbered = replace(report(), edition=edition)
    assert same_content(report(), numbered)
    assert differences(report(), numbered) == ()


def test_member_that_is_counted_now_is_said_with_the_figure_that_follows() -> None:
    activity = report().activities[0]
    porto = d.ActivatedIn(
        slug="porto", name=LocalizedText({"fr": "Porto", "en": "Porto", "es": "Oporto"}), role="PARTICIPANT"
    )
    figure = report().summary.members_activated
    after = replace(
        with_activity(members=(*activity.members, porto)),
        summary=replace(report().summary, members_activated=figure + 1),
    )
    title = activity.title["es"]
    assert said(after, "es") == [
        f"Actividad «{title}»: cuenta ahora con Oporto",
        f"Miembros activados {figure} → {figure + 1}",
    ]


def test_member_that_is_no_longer_counted_is_said() -> None:
    activity = next(one for one in report().activities if one.members)
    index = report().activities.index(activity)
    activities = list(report().activities)
    activities[index] = replace(activity, members=activity.members[1:])
    after = replace(report(), activities=tuple(activities))
    assert said(after) == [
        f"Activity “{activity.title['en']}” no longer counts {activity.members[0].name['en']}"
    ]


def test_role_that_changes_is_said_with_both_roles() -> None:
    activity = next(one for one in report().activities if one.members)
    index = report().activities.index(activity)
    first = activity.members[0]
    role = "SIGNATORY" if first.role != "SIGNATORY" else "PARTNER"
    activities = list(report().activities)
    members = (replace(first, role=role), *activity.members[1:])
    activities[index] = replace(activity, members=members)
    (change,) = differences(report(), replace(report(), activities=tuple(activities)))
    assert (change.kind, change.field, change.part) == ("CHANGED", "members", first.name)
    assert change.after["en"] == role.lower()


def test_activities_that_come_and_go_are_said_in_the_report_s_order() -> None:
    gone, *others = report().activities
    new = replace(gone, slug="new-one", title=LocalizedText({"fr": "Neuve", "en": "New"}))
    changes = differences(report(), replace(report(), activities=(new, *others)))
    assert [(change.kind, change.record) for change in changes] == [
        ("ADDED", "new-one"),
        ("REMOVED", gone.slug),
    ]


def test_text_that_changes_in_one_language_shows_only_the_passage() -> None:
    old = "The forty delegates met in the morning, visited the port, and agreed on a common calendar."
    new = "The forty delegates met in the evening, visited the port, and agreed on a common calendar."
    assert passage(old, new) == (
        "… met in the morning, visited the port, …",
        "… met in the evening, visited the port, …",
    )


def test_passage_where_a_text_is_cut_or_grows_has_the_words_that_differ() -> None:
    start = "one two three four five six seven eight nine ten"
    assert passage(start, f"{start} eleven") == ("… eight nine ten", "… eight nine ten eleven")
    assert passage(f"zero {start}", start) == ("zero one two three …", "one two three …")


def test_passage_where_only_a_space_differs_leaves_nothing_out() -> None:
    old = "one two three four five six seven eight nine ten eleven"
    assert passage(old, old.replace("two ", "two  ")) == (old, old.replace("two ", "two  "))


def test_mention_whose_subject_changes_is_a_change_and_not_another_mention() -> None:
    first, *others = report().media
    subject = LocalizedText({**first.subject, "en": "Another subject"})
    after = replace(report(), media=(replace(first, subject=subject), *others))
    (change,) = differences(report(), after)
    assert (change.kind, change.record_type, change.field, change.language) == (
        "CHANGED", "mention", "subject", "en",
    )  # fmt: skip


def _mutations(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Yield the path to every leaf of a dump with another value for it."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _mutations(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _mutations(item, (*path, index))
    elif isinstance(value, bool):
        yield path, not value
    elif isinstance(value, int | float):
        yield path, value + 1 if isinstance(value, int) else round(value / 2 + 0.001, 4)
    elif isinstance(value, str):
        yield path, f"{value}X"


def _at_most_two(value: Any) -> Any:
    """Return a dump with two of what it has more of: the others have no other fields."""
    if isinstance(value, dict):
        return {key: _at_most_two(item) for key, item in value.items()}
    return [_at_most_two(item) for item in value[:2]] if isinstance(value, list) else value


def _changed(before: d.ReportData, path: tuple[Any, ...], new: Any) -> d.ReportData | None:
    """Return the report with one leaf changed, or None where no report can have that value."""
    dump = json.loads(before.canonical_json())
    place = dump
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = new
    try:
        return from_plain(dump, d.ReportData)
    except ValueError:
        return None


def _is_derived(path: tuple[Any, ...]) -> bool:
    names = [key for key in path if isinstance(key, str)]
    if names[0] == "activated_members":
        return True
    return any(after in DERIVED.get(name, ()) for name, after in pairwise(names))


def _is_reference(path: tuple[Any, ...]) -> bool:
    """Names repeated where a record refers to another: the other record's own change says it."""
    return bool(path[-1] == "slug")


def test_every_leaf_of_a_report_is_compared() -> None:
    """No field can change without an account of it; what is derived may be told as a bare value."""
    photo = replace(picture(), alt=LocalizedText({"fr": "Un pont"}), credit="Ana Diallo")
    covered = replace(report(), cover=d.CoverData(photo, "CC BY 4.0"))
    dump = _at_most_two(json.loads(covered.canonical_json()))
    before, tried = from_plain(dump, d.ReportData), 0
    for path, new in _mutations(dump):
        after = _changed(before, path, new)
        if after is None or path[0] == "schema_version":
            continue
        tried += 1
        found = differences(before, after)
        assert found, path
        if not _is_derived(path) and not _is_reference(path):
            assert all(change.record_type != "value" for change in found), path
        for change in found:
            assert sentence(change, "fr")
    assert tried > 400


@pytest.mark.parametrize("name", FIGURES)
def test_figures_have_words(name: str) -> None:
    one, two = (LocalizedText({"en": figure}) for figure in "12")
    change = Change("CHANGED", "figure", name, field=name, before=one, after=two)
    assert name in FIELDS
    assert sentence(change, "en").endswith(" 1 → 2")


def test_worded_has_every_language_of_the_report() -> None:
    before = tiny_report()
    first, *others = before.activities
    after = replace(before, activities=(replace(first, online=True), *others))
    (change,) = word_changes(differences(before, after), ("pt", "en"))
    assert change.words == {
        "pt": "Atividade «Início do inventário», em linha: não → sim",
        "en": "Activity “The inventory begins”, online: no → yes",
    }
