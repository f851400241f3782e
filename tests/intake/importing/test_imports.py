"""An import as an object: proposed, decided, written all or nothing, undone as a whole."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import operator
from rapporteur.base.words.say import say_failure
from rapporteur.intake.importing.actions import (
    commit_import,
    decide,
    store,
    undo_import,
)
from rapporteur.intake.importing.enums import TRANSITIONS, ImportKind, ImportState
from rapporteur.intake.importing.models import Import, ImportDoubt
from rapporteur.intake.importing.planning import plan_import
from rapporteur.intake.importing.records.kinds import load_records
from rapporteur.intake.importing.writing.doubts import open_doubts
from rapporteur.intake.importing.writing.failures import (
    AliasNotPossible,
    DoubtsOpen,
    ImportNotPossible,
    RecordRefused,
    TouchedSince,
    UnknownAnswer,
)
from rapporteur.intake.reading.parsed import (
    ParsedActivity,
    ParsedDues,
    ParsedMeeting,
    ParsedMention,
    ParsedPeriod,
    ParsedReport,
    Passage,
)
from rapporteur.records.activities.models import Activity, BilateralMeeting, MediaMention
from rapporteur.records.dues.models import PublishedStatement
from rapporteur.records.members.models import Membership, Organisation
from tests import factories as make
from tests.support.imports import propose_import
from tests.support.publishing import publish

NOW = datetime(2018, 7, 2, 9, tzinfo=UTC)
PASSAGE = Passage(lines=(10, 12), page=3, confidence=0.9)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def network(settings: Any, tmp_path: Path) -> None:
    """A registry with an ambiguous name, an ended member, a prospect and a plan."""
    settings.VAR_DIR = tmp_path
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    for slug in ("berlin", "city", "area"):
        make.MembershipFactory(organisation=make.OrganisationFactory(slug=slug))
    for slug in ("city", "area"):
        organisation = Organisation.objects.get(slug=slug)
        make.OrganisationAliasFactory(organisation=organisation, text="Both", kind="AMBIGUOUS")
    make.MembershipFactory(organisation=make.OrganisationFactory(slug="gone"), end=date(2018, 1, 1))
    make.ProspectFactory(organisation=make.OrganisationFactory(slug="hopeful"))
    make.make_plan("L1", "L1.M1", "L1.M1.D1")


def an_activity(**values: Any) -> ParsedActivity:
    given: dict[str, Any] = {
        "line": "L1",
        "title": "Atelier sur l'eau",
        "place": "Berlin",
        "places": ("Berlin",),
        "start_date": date(2018, 5, 2),
        "end_date": date(2018, 5, 3),
        "deliverables": ("L1M1D1",),
        "members": ("berlin",),
        "body": "Un texte.\n\nUn autre.",
        "provenance": {"title": PASSAGE, "body": PASSAGE},
    }
    return ParsedActivity(**(given | values))


def a_report(*activities: ParsedActivity, **values: Any) -> ParsedReport:
    period = ParsedPeriod(code="2018-Q2", kind="QUARTER", start=date(2018, 4, 1), end=date(2018, 6, 30))
    return ParsedReport(
        source="old.txt", language="fr", period=period, activities=activities, understood_share=1.0, **values
    )


def proposed(report: ParsedReport) -> Import:
    return propose_import(
        by=operator("jane"),
        at=NOW,
        kind=ImportKind.REPORT,
        name="old.txt",
        content=b"the file",
        parsed=report,
    )


def committed(report: ParsedReport, **how: Any) -> Import:
    return commit_import(by=operator("jane"), at=NOW, of=proposed(report), **how)


def members(text: str) -> Import:
    of = propose_import(
        by=operator("jane"), at=NOW, kind=ImportKind.MEMBERS, name="m.csv", content=text.encode()
    )
    return commit_import(by=operator("jane"), at=NOW, of=of)


def test_proposing_keeps_the_file_and_writes_nothing_else() -> None:
    before = {kind: load_records(kind) for kind in ("members.organisation", "activities.activity")}

    of = proposed(a_report(an_activity()))

    assert store().get(of.sha256) == b"the file"
    assert {kind: load_records(kind) for kind in before} == before
    [item] = of.items.filter(record_type="activities.activity")
    assert (item.action, item.target, item.provenance["lines"], item.provenance["pages"]) == (
        "CREATE",
        "2018-05-02-atelier-sur-l-eau",
        [10, 12],
        [3],
    )
    assert (of.by, of.state, of.period_start, of.period_end) == (
        "jane",
        "PROPOSED",
        date(2018, 4, 1),
        date(2018, 7, 1),
    )


def test_report_becomes_drafts_and_records() -> None:
    report = a_report(
        an_activity(),
        media=(ParsedMention(month="2018-05", outlet="The Gazette", subject="L'eau"),),
        bilateral_meetings=(
            ParsedMeeting(month="2018-05", place="Berlin", members=("berlin",), prospects=("hopeful",)),
        ),
        dues=ParsedDues(amount=Decimal(1000), currency="EUR", payers=2, members=3, as_of=date(2018, 6, 30)),
    )

    committed(report)

    activity = Activity.objects.get()
    assert activity.line is not None
    assert (activity.live, activity.line.code, activity.kind) == (False, "L1", "WORKSHOP")
    assert [one.node.code for one in activity.deliverables.all()] == ["L1.M1.D1"]
    assert [one.organisation.slug for one in activity.activations.all()] == ["berlin"]
    assert list(activity.places.values_list("organisation__slug", flat=True)) == ["berlin"]
    assert activity.text == {"fr": "<p>Un texte.</p><p>Un autre.</p>"}
    assert MediaMention.objects.get().outlet == "The Gazette"
    meeting = BilateralMeeting.objects.get()
    assert meeting.place_organisation is not None
    assert (meeting.place_organisation.slug, meeting.date_precision) == ("berlin", "MONTH")
    assert {one.slug for one in meeting.participants.all()} == {"berlin", "hopeful"}
    assert PublishedStatement.objects.get().payers == 2


def test_same_file_again_proposes_nothing() -> None:
    report = a_report(
        an_activity(), media=(ParsedMention(month="2018-05", outlet="Gazette", subject="L'eau"),)
    )
    committed(report)

    again = proposed(report)

    assert {item.action for item in again.items.all()} == {"NONE"}
    assert again.items.filter(record_type__startswith="activities.").count() == 2


def test_same_passage_is_known_again_although_its_record_was_renamed() -> None:
    report = a_report(an_activity())
    committed(report)
    activity = Activity.objects.get()
    activity.title = {"fr": "Tout autre chose"}
    activity.start_date = activity.end_date = date(2018, 6, 1)
    activity.save_revision()
    activity.save()

    again = proposed(report)

    assert [(item.action, item.target) for item in again.items.exclude(action="NONE")] == [
        ("UPDATE", activity.slug)
    ]
    assert Activity.objects.count() == 1


def test_report_in_another_language_is_asked_about_and_joins_the_activity() -> None:
    committed(a_report(an_activity()))
    english = replace(a_report(an_activity(title="Water workshop", body="A text.")), language="en")
    of = proposed(english)

    [doubt] = open_doubts(of)
    assert (doubt.what, doubt.field) == ("SAME", "slug")
    decide(by=operator("jane"), doubt=doubt, answer="2018-05-02-atelier-sur-l-eau")
    commit_import(by=operator("jane"), at=NOW, of=of)

    activity = Activity.objects.get()
    assert activity.title == {"fr": "Atelier sur l'eau", "en": "Water workshop"}


@pytest.mark.parametrize(
    ("name", "what", "candidates"),
    [
        ("Both", "AMBIGUOUS", ["area", "city"]),
        ("Atlantis", "UNKNOWN", []),
        ("Gone", "ENDED", ["gone"]),
        ("Hopeful", "PROSPECT", ["hopeful"]),
    ],
)
def test_each_reason_for_no_member_blocks_until_decided(name: str, what: str, candidates: list[str]) -> None:
    of = proposed(a_report(an_activity(members=("Berlin", name))))

    [doubt] = open_doubts(of)
    assert (doubt.what, doubt.field, doubt.text) == (what, "activations", name)
    assert [one["slug"] for one in doubt.candidates] == candidates
    with pytest.raises(DoubtsOpen, match=name):
        commit_import(by=operator("jane"), at=NOW, of=of)
    assert Activity.objects.count() == 0


def test_answer_is_written() -> None:
    of = proposed(a_report(an_activity(members=("Both",))))
    decide(by=operator("jane"), doubt=open_doubts(of)[0], answer="area")

    commit_import(by=operator("jane"), at=NOW, of=of)

    assert [one.organisation.slug for one in Activity.objects.get().activations.all()] == ["area"]


def test_name_left_out_is_kept_in_the_note() -> None:
    of = proposed(a_report(an_activity(members=("Atlantis", "Berlin"))))
    decide(by=operator("jane"), doubt=open_doubts(of)[0])

    commit_import(by=operator("jane"), at=NOW, of=of)

    activity = Activity.objects.get()
    assert [one.organisation.slug for one in activity.activations.all()] == ["berlin"]
    assert activity.note == "Non tranché à l’importation\xa0: Atlantis"


def test_leaving_out_what_is_open_keeps_names_and_drops_doubles() -> None:
    committed(a_report(an_activity()))
    report = a_report(
        an_activity(title="Quelque chose"),
        an_activity(title="Autre jour", start_date=date(2018, 6, 1), end_date=None, members=("Both",)),
    )

    of = committed(report, leave_out_open=True)

    assert sorted(Activity.objects.values_list("slug", flat=True)) == [
        "2018-05-02-atelier-sur-l-eau",
        "2018-06-01-autre-jour",
    ]
    assert of.items.filter(decision="LEFT_OUT").count() == 1
    assert Activity.objects.get(slug="2018-06-01-autre-jour").note == "Non tranché à l’importation\xa0: Both"


def test_answer_kept_as_alias_settles_the_others_and_the_next_import() -> None:
    report = a_report(
        an_activity(members=("Berolina",)),
        an_activity(title="B", start_date=date(2018, 6, 1), end_date=None, members=("Berolina",)),
    )
    of = proposed(report)
    settled = decide(by=operator("jane"), doubt=open_doubts(of)[0], answer="berlin", keep_as_alias=True)

    assert settled == 2
    assert open_doubts(of) == []
    berlin = Organisation.objects.get(slug="berlin")
    assert [(one.text, one.language, one.kind) for one in berlin.aliases.all()] == [
        ("Berolina", "fr", "SPELLING")
    ]
    assert berlin.names.count() == 1
    assert open_doubts(proposed(report)) == []


@pytest.mark.parametrize(("name", "answer"), [("Both", "city"), ("Atlantis", "")])
def test_alias_that_settles_nothing_is_refused(name: str, answer: str) -> None:
    of = proposed(a_report(an_activity(members=(name,))))

    with pytest.raises(AliasNotPossible):
        decide(by=operator("jane"), doubt=open_doubts(of)[0], answer=answer, keep_as_alias=True)


def test_answer_that_is_no_record_is_refused_with_the_nearest() -> None:
    of = proposed(a_report(an_activity(members=("Both",))))

    with pytest.raises(UnknownAnswer, match="did you mean 'berlin'") as refused:
        decide(by=operator("jane"), doubt=open_doubts(of)[0], answer="berlim")

    assert "expected the identifier of an organisation, or 'out' to leave the name out" in str(refused.value)
    spoken = say_failure(refused.value, "es")
    assert "el identificador de una organización, o «out» para dejar el nombre fuera" in spoken


def test_unknown_code_is_a_doubt_and_its_answer_is_written() -> None:
    of = proposed(a_report(an_activity(deliverables=("L1M1D9",))))
    [doubt] = open_doubts(of)
    assert (doubt.what, doubt.field) == ("UNKNOWN", "deliverables")

    decide(by=operator("jane"), doubt=doubt, answer=doubt.candidates[0]["slug"])
    commit_import(by=operator("jane"), at=NOW, of=of)

    assert [one.node.code for one in Activity.objects.get().deliverables.all()] == ["L1.M1.D1"]


def test_ambiguous_place_does_not_block_and_keeps_its_own_name() -> None:
    committed(a_report(an_activity(places=("Both",))))

    [place] = Activity.objects.get().places.all()
    assert (place.organisation, place.name) == (None, {"fr": "Both"})


def test_published_activity_keeps_its_text_and_gets_a_draft_that_an_undo_drops() -> None:
    first = committed(a_report(an_activity()))
    activity = Activity.objects.get()
    publish(activity.get_latest_revision())

    of = committed(a_report(an_activity(body="Neu.")))

    activity.refresh_from_db()
    assert activity.text == {"fr": "<p>Un texte.</p><p>Un autre.</p>"}
    assert activity.get_latest_revision_as_object().text == {"fr": "<p>Neu.</p>"}
    undo_import(by=operator("jane"), at=NOW, of=of)
    activity.refresh_from_db()
    assert activity.get_latest_revision_as_object().text == activity.text
    assert activity.has_unpublished_changes is False
    with pytest.raises(TouchedSince):
        undo_import(by=operator("jane"), at=NOW, of=first)


def test_unpublished_edits_of_somebody_else_are_not_overwritten() -> None:
    committed(a_report(an_activity()))
    activity = Activity.objects.get()
    publish(activity.get_latest_revision())
    activity.refresh_from_db()
    activity.title = {"fr": "En cours"}
    activity.save_revision()

    of = proposed(a_report(an_activity(body="Neu.")))

    assert "UNPUBLISHED" in [doubt.what for doubt in open_doubts(of)]
    commit_import(by=operator("jane"), at=NOW, of=of, leave_out_open=True)
    assert Activity.objects.get().get_latest_revision_as_object().title == {"fr": "En cours"}


def test_undo_takes_back_what_was_made_and_what_was_changed() -> None:
    before = load_records("members.organisation")
    of = members(
        "Identifier;Name (en);Country;Kind;Note\nberlin;Berlin;DE;city;changed\nnewtown;Newtown;FR;city;\n"
    )
    assert Organisation.objects.filter(slug="newtown").exists()

    undo_import(by=operator("jane"), at=NOW, of=of)

    assert load_records("members.organisation") == before
    of.refresh_from_db()
    assert (of.state, of.undone_by, of.undone_at) == ("UNDONE", "jane", NOW)
    assert AuditEntry.objects.filter(action="undone", by=operator("jane")).exists()


def test_undo_is_refused_with_the_list_where_somebody_edited_since() -> None:
    of = members("Name (en);Country;Kind\nNewtown;FR;city\n")
    members("Identifier;Note\nnewtown;mine\n")

    with pytest.raises(TouchedSince, match=r"members\.organisation newtown: recorded by jane"):
        undo_import(by=operator("jane"), at=NOW, of=of)
    assert Organisation.objects.get(slug="newtown").note == "mine"


def test_undo_is_refused_where_something_refers_to_what_was_made() -> None:
    of = members("Name (en);Country;Kind\nNewtown;FR;city\n")
    make.ActivationFactory(organisation=Organisation.objects.get(slug="newtown"), activity__slug="theirs")

    with pytest.raises(TouchedSince, match="activation theirs refers to it"):
        undo_import(by=operator("jane"), at=NOW, of=of)
    assert Membership.objects.filter(organisation__slug="newtown").exists()


def test_undo_is_refused_where_a_draft_was_edited_or_published_in_the_back_office() -> None:
    of = committed(a_report(an_activity()))
    publish(Activity.objects.get().get_latest_revision())

    with pytest.raises(TouchedSince, match="published"):
        undo_import(by=operator("jane"), at=NOW, of=of)
    Activity.objects.get().save_revision()
    with pytest.raises(TouchedSince, match="edited"):
        undo_import(by=operator("jane"), at=NOW, of=of)


def test_commit_is_all_or_nothing() -> None:
    report = a_report(an_activity(), an_activity(title="x" * 5, start_date=date(2018, 6, 1), end_date=None))
    of = proposed(report)
    last = of.items.filter(record_type="activities.activity").order_by("position").last()
    assert last is not None
    last.values["set"]["kind"] = "NOT_A_KIND"
    last.save()

    with pytest.raises(RecordRefused, match="NOT_A_KIND"):
        commit_import(by=operator("jane"), at=NOW, of=of)

    assert Activity.objects.count() == 0
    of.refresh_from_db()
    assert of.state == "PROPOSED"


def test_states_move_only_as_the_table_says() -> None:
    assert set(TRANSITIONS) == set(ImportState)
    of = committed(a_report(an_activity()))

    with pytest.raises(ImportNotPossible):
        commit_import(by=operator("jane"), at=NOW, of=of)
    undo_import(by=operator("jane"), at=NOW, of=of)
    of.refresh_from_db()
    with pytest.raises(ImportNotPossible):
        undo_import(by=operator("jane"), at=NOW, of=of)
    doubt = ImportDoubt(item=of.items.first(), what="UNKNOWN", text="x")
    with pytest.raises(ImportNotPossible):
        decide(by=operator("jane"), doubt=doubt, answer="berlin")


def test_two_activities_of_one_day_and_title_are_two_records() -> None:
    committed(a_report(an_activity(date_text="2-3 mai"), an_activity(date_text="2–3 mai", members=())))

    assert sorted(Activity.objects.values_list("slug", flat=True)) == [
        "2018-05-02-atelier-sur-l-eau",
        "2018-05-02-atelier-sur-l-eau-2",
    ]


@pytest.mark.parametrize("number", [1, 4])
def test_proposing_takes_a_constant_number_of_queries(
    number: int, django_assert_max_num_queries: Any
) -> None:
    report = a_report(
        *[
            an_activity(title=f"T {n}", start_date=date(2018, 5, n), end_date=None)
            for n in range(1, number + 1)
        ]
    )

    with django_assert_max_num_queries(50):
        plan_import(kind=ImportKind.REPORT, name="a", content=b"", today=NOW.date(), parsed=report)
