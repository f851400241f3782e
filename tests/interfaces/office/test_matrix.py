"""Every screen of every kind of record, asked for and sent by every role: allowed where the table says so only.

What is expected is read from the table of roles and rights. A refusal leaves the database and the trail as they were.
Pages are answered here without being drawn: that they can be drawn is tested in test_admin.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import models
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import NoReverseMatch
from wagtail.models import Workflow

from rapporteur.base.core.models import Association, AuditEntry, RoleAssignment
from rapporteur.base.core.permissions import Right
from rapporteur.base.core.reach import is_regional
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.newcomers.creating import CREATED
from rapporteur.interfaces.office.reviews.setting_up import set_up_reviews
from rapporteur.records.calls.models import CallForApplications
from rapporteur.records.meetings.models import BodyMeeting
from rapporteur.records.members.models import Region
from tests.factories import make
from tests.support.office import Values, form_of, shown, superuser, url
from tests.support.office_cases import (
    CHANGES,
    LYING,
    OTHER,
    OWN,
    Case,
    anew,
    bulk,
    cases,
    chooser,
    look,
    made,
    send,
    undone,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unmeasured")]
KINDS = pytest.mark.parametrize("model", DOORS, ids=lambda model: model.__name__)
DRAFTED = [model for model, door in DOORS.items() if door.editorial]
REASON = {"reason": "A mistake"}
SLOW = {"form", "new form", "deletion", "deletion of many", "chooser", "results", "more history"}
"""Pages that are shown once to who may see them; that others may, sending the form or the list of the kind shows."""


class Pages:
    """Whether pages are drawn: not for the matrix, two thousand of a tenth of a second each."""

    drawn = False


@pytest.fixture(autouse=True)
def pages(monkeypatch: pytest.MonkeyPatch) -> Pages:
    property_of: Any = SimpleTemplateResponse.rendered_content
    pages, draw = Pages(), property_of.fget
    rendered = property(lambda response: draw(response) if pages.drawn else "")
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", rendered)
    return pages


@pytest.fixture(autouse=True)
def association() -> Association:
    association: Association = make.AssociationFactory()
    return association


@pytest.fixture
def regions() -> dict[str, Region]:
    return {slug: make.RegionFactory(slug=slug, name={"fr": slug}) for slug in (OWN, OTHER)}


@pytest.fixture
def ana() -> Client:
    return superuser()


def forms(records: dict[str, Any], pages: Pages, client: Client) -> dict[str, Values]:
    """Return what the form of each record sends as it stands; roles have no form, what a new one says is given."""
    pages.drawn, found = True, {}
    for place, record in records.items():
        if isinstance(record, RoleAssignment):
            found[place] = {"user": record.user_id, "role": record.role, "region_code": ""}
        else:
            found[place] = form_of(shown(client, url(type(record), "edit", record.pk)))
    pages.drawn = False
    return found


@KINDS
def test_who_may_look(model: type[models.Model], regions: dict[str, Region]) -> None:
    door, opened = DOORS[model], set[str]()
    answers: dict[tuple[str, str], Any] = {}
    for case in cases(made(model, regions)):
        pk = case.record.pk
        trail = case.may(door.view) and case.may(Right.VIEW_TRAIL)
        for what, address, expected in (
            ("list", url(model, "list"), case.may_some(door.view)),
            ("results", url(model, "list_results"), case.may_some(door.view)),
            ("export", url(model, "list") + "?export=csv", case.may_some(door.view)),
            ("new form", url(model, "add"), case.may_some(door.right("add"))),
            ("form", url(model, "edit", pk), case.may(door.right("change"))),
            ("deletion", url(model, "delete", pk), case.may(door.remove)),
            ("deletion of many", bulk(model, pk), case.may(door.remove)),
            ("history", url(model, "history", pk), trail),
            ("more history", url(model, "history_results", pk), trail),
            ("usage", url(model, "usage", pk), case.may(door.right("change"))),
            ("page", url(model, "inspect", pk), case.may(door.view)),
            *made_of(case),
            ("chooser", chooser(model, "choose"), case.may_some(door.view)),
            ("found in the chooser", chooser(model, "choose_results"), case.may_some(door.view)),
            ("chosen", chooser(model, "chosen", pk), case.may(door.view)),
            ("all chosen", chooser(model, "chosen_multiple") + f"?id={pk}", case.may_some(door.view)),
        ):
            once = (case.by.name, address)  # of records in two regions there is one list
            if once not in answers and not (expected and what in opened):
                answers[once] = look(case, address, expected=expected, what=what)
            opened |= SLOW & {what} if expected else set()
        if case.may_some(door.view):
            own = {address: answer for (name, address), answer in answers.items() if name == case.by.name}
            listed_where_shown(case, own)


def made_of(case: Case) -> list[tuple[str, str, bool]]:
    """What pages of records lead to beside forms: documents, and the ranking of a call."""
    if isinstance(case.record, CallForApplications):
        may = case.may(DOORS[CallForApplications].view) and case.may(Right.VIEW_APPLICATIONS)
        return [("ranking", url(CallForApplications, "ranking", case.record.pk), may)]
    return minutes_of(case)


def minutes_of(case: Case) -> list[tuple[str, str, bool]]:
    """A document that is made of a meeting, as its page offers it."""
    if not isinstance(case.record, BodyMeeting):
        return []
    address = url(BodyMeeting, "minutes", case.record.pk, "en", "docx")
    return [("minutes", address, case.may(DOORS[BodyMeeting].view))]


def listed_where_shown(case: Case, answers: dict[str, Any]) -> None:
    """A list, and what may be chosen, name a record only to whom it is shown."""
    model, pk = type(case.record), case.record.pk
    shown_to = case.may(DOORS[model].view)
    listed = answers[url(model, "list")].context_data["object_list"]
    offered = answers[chooser(model, "choose_results")].context_data["results"]
    chosen = answers[chooser(model, "chosen_multiple") + f"?id={pk}"].json()["result"]
    assert [pk in {one.pk for one in found} for found in (listed, offered)] == [shown_to] * 2, str(case)
    assert [one["id"] for one in chosen] == ([str(pk)] if shown_to else []), str(case)


@KINDS
def test_who_may_write(
    model: type[models.Model], regions: dict[str, Region], pages: Pages, ana: Client
) -> None:
    door, records = DOORS[model], made(model, regions)
    filled = forms(records, pages, ana)
    for case in cases(records):
        pk, may_delete, form = case.record.pk, case.may(door.remove), filled[case.place]
        edit = {**form, **CHANGES[model]}
        send(case, url(model, "edit", pk), edit, expected=case.may(door.right("change")), what="edit")
        for what, address in (("deletion", url(model, "delete", pk)), ("deletion of many", bulk(model, pk))):
            send(case, address, REASON, expected=may_delete, what=what)
            if may_delete:
                send(case, address, {}, expected=False, what=f"{what} without a reason")
        with undone():
            new = anew(case.record, form)
            model._default_manager.filter(pk=pk).delete()
            send(case, url(model, "add"), new, expected=case.may(door.right("add")), what="new record")


@pytest.mark.parametrize("model", CREATED, ids=lambda model: model.__name__)
def test_who_may_record_one_where_a_form_chooses(model: Any, regions: dict[str, Region]) -> None:
    somebody = {"name": "Somebody Quite New", "kind": "CITY", "country": "SE", "region": OWN}
    for case in cases({OWN: made(model, regions)[OWN]}):
        with undone():
            trail = AuditEntry.objects.filter(action="created", record_type=model._meta.label_lower)
            before = set(trail.values_list("pk", flat=True))
            case.client.post(chooser(model, "create"), somebody)
            by = list(trail.exclude(pk__in=before).values_list("by", flat=True))
            assert by == ([case.by.name] if case.may_some(DOORS[model].right("add")) else []), str(case)
            assert model._default_manager.filter(slug="somebody-quite-new").exists() is bool(by), str(case)


@pytest.fixture
def review(regions: dict[str, Region]) -> Workflow:
    """The review that drafts of every kind go through."""
    set_up_reviews("en")
    return Workflow.objects.get(name="Review")


@pytest.mark.parametrize("model", DRAFTED, ids=lambda model: model.__name__)
def test_who_may_do_what_with_drafts(
    model: Any, regions: dict[str, Region], review: Workflow, pages: Pages, ana: Client
) -> None:
    door, records = DOORS[model], made(model, regions)
    filled = forms(records, pages, ana)
    rights = door.editorial
    assert rights is not None
    for case in cases(records):
        record, form = case.record, {**filled[case.place], **CHANGES[model]}
        old, new = record.revisions.order_by("pk")
        edit, revert = url(model, "edit", record.pk), url(model, "revisions_revert", record.pk, old.pk)
        may_draft, may_publish = case.may(rights.draft), case.may(rights.publish)
        for what, address in (
            ("comparison", url(model, "revisions_compare", record.pk, old.pk, new.pk)),
            ("old version", revert),
            ("reviews", url(model, "workflow_history", record.pk)),
            ("end of a review", url(model, "confirm_workflow_cancellation", record.pk)),
        ):
            look(case, address, expected=may_draft, what=what)
        look(case, url(model, "unpublish", record.pk), expected=may_publish, what="withdrawal")
        # what was approved and is changed is reviewed again, but for a minor change of who may publish
        both = may_draft and may_publish
        for button, expected in (("publish", False), ("publish_minor", both), ("submit", may_draft)):
            pressed = {**form, f"action-{button}": "x"}
            send(case, edit, pressed, expected=expected, what=button, verbs=2)  # it is saved, and then that
        send(case, revert, form, expected=may_draft, what="taking up an old version")
        withdrawal = url(model, "unpublish", record.pk)
        send(case, withdrawal, REASON, expected=case.may(rights.withdraw), what="withdrawal")
        send(case, withdrawal, {}, expected=False, what="withdrawal without a reason")
        for step in under_review(record, review):
            address = url(model, "workflow_action", record.pk, step, record.current_workflow_task_state.pk)
            verbs = 2 if step == "approve" else 1  # what is approved is published
            send(
                case,
                address,
                {"comment": ""},
                expected=may_publish,
                what=step,
                verbs=verbs,
            )
            keys = (step, record.current_workflow_task_state.pk)
            asked = url(model, "collect_workflow_action_data", record.pk, *keys)
            look(case, asked, expected=may_publish, what="comment to a step")
            detail = url(model, "workflow_history_detail", record.pk, record.current_workflow_state.pk)
            look(case, detail, expected=may_draft, what="one review")


def under_review(record: Any, review: Workflow) -> Iterator[str]:
    """Yield the steps that a review of a record may take, while it is in review."""
    for step in ("approve", "reject"):
        with undone():
            review.start(record, None)
            yield step


GONE = (
    "copy", "lock", "unlock", "revisions_unschedule", "revisions_view", "preview_on_add",
    "preview_on_edit", "workflow_preview",
)  # fmt: skip


@KINDS
def test_screens_that_nobody_has_are_not_there(model: type[models.Model]) -> None:
    """Copies, locks, schedules and previews: what is not held to the table does not exist."""
    for name in GONE:
        for keys in ((), (1,), (1, 1)):
            with pytest.raises(NoReverseMatch):
                url(model, name, *keys)
    if model not in CREATED:
        with pytest.raises(NoReverseMatch):
            chooser(model, "create")


def test_a_kind_whose_right_is_bound_to_regions_knows_its_regions() -> None:
    regional = {model for model in DOORS if is_regional(model)}
    assert regional == set(LYING)


def test_every_screen_of_a_kind_is_walked() -> None:
    """A new address of a later Wagtail fails here until it is walked above, or gone."""
    walked = {
        "list", "list_results", "add", "edit", "delete", "usage", "history", "history_results", "inspect",
        "restore", "merge", "unmerge", "do", "minutes", "passport", "certificates", "ranking", "revisions_revert",
        "revisions_compare", "unpublish", "workflow_action", "collect_workflow_action_data",
        "confirm_workflow_cancellation", "workflow_history", "workflow_history_detail",
    }  # fmt: skip
    offered = {"choose", "choose_results", "chosen", "chosen_multiple"}
    for model in DOORS:
        viewset: Any = model.snippet_viewset  # type: ignore[attr-defined]  # Wagtail keeps it there
        assert {one.name for one in viewset.get_urlpatterns()} <= walked
        made_there = {"create"} if model in CREATED else set()
        assert {one.name for one in viewset.chooser_viewset.get_urlpatterns()} == offered | made_there


SEEN_AND_WRITTEN = {
    "association": "Association",
    "account": "RoleAssignment",
    "member": "Organisation Membership Region",
    "prospect": "Prospect AdmissionRequest",
    "governance": "Person Body Seat Mandate FocalPoint BodyMeeting Paper BodyRule Decision FinancialReport",
    "call": "CallForApplications",
    "application": "Application Juror",
    "training": "Provider Course",
    "publication": "Publication",
    "communication": "CommunicationItem",
    "contact": "Contact",
    "participant": "Participant Certificate",
    "agreement": "Agreement JointStatement",
    "agenda": "PlannedEvent AnnualMeeting",
    "dues": "DuesCall DuesItem Payment Waiver PublishedStatement",
    "plan": "Plan PlanVersion Level Node",
    "programme": "Initiative",
    "activity": "Activity",
    "meeting": "BilateralMeeting",
    "press": "MediaMention",
    "report": "Report",
}
"""The rows of the table that each kind is seen by: written here once more, because the doors are under test."""
WRITTEN_OTHERWISE = {
    "Region": Right.CHANGE_ASSOCIATION,
    "Membership": Right.ADMIT_MEMBERS,
    "Association": Right.CHANGE_ASSOCIATION,
    "RoleAssignment": Right.MANAGE_ACCOUNTS,
    "Activity": Right.DRAFT_ACTIVITIES,
    "Report": Right.DRAFT_REPORTS,
    "FinancialReport": Right.RECORD_FINANCES,
}


def test_each_kind_asks_for_the_rights_of_its_own_room() -> None:
    seen = {model.__name__: door.view for model, door in DOORS.items()}
    assert seen == {
        name: Right(f"{room}.view") for room, names in SEEN_AND_WRITTEN.items() for name in names.split()
    }
    rooms = {name: room for room, names in SEEN_AND_WRITTEN.items() for name in names.split()}
    assert {model.__name__: door.write for model, door in DOORS.items()} == {
        name: WRITTEN_OTHERWISE.get(name) or Right(f"{room}.record") for name, room in rooms.items()
    }
    others = {
        model.__name__: door.remove for model, door in DOORS.items() if door.remove != Right.DELETE_RECORDS
    }
    assert others == {"RoleAssignment": Right.MANAGE_ACCOUNTS}
