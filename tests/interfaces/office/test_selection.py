"""Several rows of a list at once: what would be done is shown first, the verb is asked, nothing is done by half."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html
from wagtail.models import Workflow, WorkflowContentType, WorkflowTask

from rapporteur.base.core import editorial
from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Actor, Role, operator
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.periods import Period
from rapporteur.interfaces.office.models import ReviewTask
from rapporteur.records.activities.actions import RIGHTS, amend_activity, record_activity, set_approvals
from rapporteur.records.activities.models import Activity
from rapporteur.records.activities.shapes import ActivityShape, AmendmentShape, ApprovalRuleShape
from rapporteur.records.dues.models import Payment
from rapporteur.records.members.models import Organisation
from rapporteur.records.periods.actions import move_period
from rapporteur.records.periods.shapes import PeriodMoveShape
from rapporteur.records.remarks.models import FollowUp
from tests.factories import make
from tests.support.office import shown, signed_in, superuser, url
from tests.support.office_cases import LYING, OTHER, OWN, done

pytestmark = pytest.mark.django_db

TEXT = {"fr": "<p>Un.</p>", "en": "<p>One.</p>"}


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")


@pytest.fixture
def review() -> None:
    """A review that activities go through."""
    workflow = Workflow.objects.create(name="Review")
    step = ReviewTask.objects.create(name="Reading")
    WorkflowTask.objects.create(workflow=workflow, task=step)
    kind = ContentType.objects.get_for_model(Activity)
    WorkflowContentType.objects.create(workflow=workflow, content_type=kind)


def activity(title: str, *, live: bool = False, **values: Any) -> Activity:
    made: Activity = make.ActivityFactory(
        title={"en": title, "fr": title}, live=live, start_date=date(2018, 4, 1), **values
    )
    made.save_revision(clean=False)
    return made


def actor(name: str, role: Role = Role.OFFICER) -> Actor:
    account = get_user_model().objects.filter(username=name).first() or make.AccountFactory(username=name)
    return Actor(name, frozenset({role}), user=account.pk)


def many(verb: str, *records: Any, model: Any = None, back: str = "") -> str:
    options = (model or type(records[0]))._meta
    address = reverse("wagtail_bulk_action", args=[options.app_label, options.model_name, verb])
    keys = "&".join(f"id={one.pk}" for one in records)
    return f"{address}?{keys}" + (f"&next={quote(back)}" if back else "")


def send(client: Client, address: str, **values: Any) -> Any:
    response = client.post(address, values)
    assert response.status_code == 200, response.status_code
    return html.fromstring(response.content)


def listed(page: Any, section: str) -> dict[str, str]:
    """Return what a part of the page says: by the name of each record, what is said of it."""
    found = {}
    for row in page.xpath(f"//section[@aria-labelledby='selection-{section}']//li"):
        (link,) = row.xpath("./a")
        found[link.text_content()] = " ".join(row.text_content()[len(link.text_content()) :].split())
    return found


def state(record: Activity) -> str:
    again = Activity.objects.get(pk=record.pk)
    review = again.current_workflow_state
    return "published" if again.live else (review.status if review else "draft")


class TestReviews:
    def test_drafts_are_put_to_review_together_once_the_page_has_said_which(self, review: None) -> None:
        forum, fair, waits = activity("Forum"), activity("Fair"), activity("Waits")
        editorial.submit(waits, by=actor("octavi"), rights=RIGHTS)
        lia, before = signed_in(Role.OFFICER, name="lia"), AuditEntry.objects.count()
        address = many("submit", fair, waits, forum, back=url(Activity, "list") + "?kind=MEETING")
        page = shown(lia, address)
        assert list(listed(page, "did")) == ["Fair", "Forum"]
        assert "in review already" in listed(page, "left")["Waits"]
        assert (state(forum), AuditEntry.objects.count()) == ("draft", before)

        page = send(lia, address, step="do")
        assert list(listed(page, "did")) == ["Fair", "Forum"]
        assert "in review already" in listed(page, "left")["Waits"]
        assert [state(one) for one in (forum, fair)] == ["in_progress"] * 2
        assert AuditEntry.objects.filter(action="submitted", by="lia").count() == 2
        (back,) = page.xpath("//a[contains(., 'Back to the list')]/@href")
        assert back == url(Activity, "list") + "?kind=MEETING"
        (link,) = page.xpath("//section//a[text()='Forum']/@href")
        assert lia.get(link).status_code == 200

        page = send(lia, address, step="do")  # a page that is sent once more
        assert listed(page, "did") == {}
        assert AuditEntry.objects.filter(action="submitted", by="lia").count() == 2

    def test_what_blocks_its_report_is_asked_once_more(self, review: None) -> None:
        bare, told = activity("Bare"), activity("Told", text=TEXT)
        rea = signed_in(Role.REVIEWER, name="rea")
        for one in (bare, told):
            editorial.submit(one, by=actor("octavi"), rights=RIGHTS)
        address = many("approve", bare, told)
        page = shown(rea, address)
        assert list(listed(page, "did")) == ["Told"]
        assert "would keep its report from being frozen" in listed(page, "left")["Bare"]
        assert page.xpath("//input[@name='anyway'][@type='checkbox']")
        send(rea, address, step="do")
        assert [Activity.objects.get(pk=one.pk).live for one in (bare, told)] == [False, True]
        page = send(rea, many("approve", bare), step="do", anyway="yes")
        assert list(listed(page, "did")) == ["Bare"]
        assert Activity.objects.get(pk=bare.pk).live
        assert not page.xpath("//input[@name='anyway']")

    def test_nobody_approves_their_own_alone(self, review: None) -> None:
        theirs, own = (activity(title, text=TEXT) for title in ("Theirs", "Own"))
        rea = signed_in(Role.REVIEWER, name="rea")
        editorial.submit(theirs, by=actor("octavi"), rights=RIGHTS)
        editorial.submit(own, by=actor("rea", Role.REVIEWER), rights=RIGHTS)
        page = shown(rea, many("approve", theirs, own))
        assert list(listed(page, "did")) == ["Theirs"]
        assert "nobody approves their own alone" in listed(page, "left")["Own"]
        assert state(theirs) == "in_progress"
        send(rea, many("approve", theirs, own), step="do")
        assert (state(theirs), state(own)) == ("published", "in_progress")

    def test_where_two_approve_the_first_is_told_that_another_is_needed(self, review: None) -> None:
        set_approvals(by=operator("bo"), rule=ApprovalRuleShape(kind="MEETING", approvals=2))
        forum = activity("Forum")
        editorial.submit(forum, by=actor("octavi"), rights=RIGHTS)
        page = send(signed_in(Role.REVIEWER, name="rea"), many("approve", forum), step="do")
        assert listed(page, "did")["Forum"].startswith("Approved; it is published once somebody else")
        assert state(forum) == "in_progress"

    def test_one_reason_goes_to_all_that_are_returned(self, review: None) -> None:
        one, two, draft = activity("One"), activity("Two"), activity("Draft")
        for each in (one, two):
            editorial.submit(each, by=actor("octavi"), rights=RIGHTS)
        rea, address = signed_in(Role.REVIEWER, name="rea"), many("return", one, two, draft)
        page = send(rea, address, step="look", reason=" ")
        assert "This field is required" in page.text_content()
        page = send(rea, address, step="look", reason="Who took part?")
        assert list(listed(page, "did")) == ["One", "Two"]
        assert page.xpath("//input[@name='reason']/@value") == ["Who took part?"]
        assert state(one) == "in_progress"
        page = send(rea, address, step="again", reason="Who took part?")
        assert page.xpath("//textarea[@name='reason']/text()") == ["\nWho took part?"]
        send(rea, address, step="do", reason="Who took part?")
        assert [state(each) for each in (one, two)] == ["needs_changes"] * 2
        said = Activity.objects.get(pk=one.pk).current_workflow_state.current_task_state.comment
        assert said == "Who took part?"

    def test_a_failure_that_nobody_foresaw_writes_nothing(
        self, review: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        one, two = activity("One"), activity("Two")
        submit = editorial.submit

        def breaks(record: Any, **given: Any) -> None:
            submit(record, **given)
            if record.pk == two.pk:
                raise RuntimeError

        monkeypatch.setattr(editorial, "submit", breaks)
        lia = signed_in(Role.OFFICER, name="lia")
        with pytest.raises(RuntimeError):
            lia.post(many("submit", one, two), {"step": "do"})
        assert state(one) == state(two) == "draft"


class TestAmendments:
    @pytest.fixture
    def codes(self) -> tuple[Any, Any]:
        version = make.PlanVersionFactory()
        lines = make.LevelFactory(version=version, depth=1)
        deepest = make.LevelFactory(version=version, depth=2)
        self.line = make.NodeFactory(version=version, level=lines, parent=None, code="L1")
        return tuple(
            make.NodeFactory(version=version, level=deepest, parent=self.line, code=code)
            for code in ("L1D1", "L1D2")
        )

    def test_a_deliverable_is_added_to_those_that_have_it_not(self, codes: tuple[Any, Any]) -> None:
        has, has_not = activity("Has"), activity("Has not")
        make.ActivityDeliverableFactory(activity=has, node=codes[0])
        has.save_revision(clean=False)
        lia, address = signed_in(Role.OFFICER, name="lia"), many("amend", has, has_not)
        assert "Choose at least one change" in send(lia, address, step="look").text_content()
        page = send(lia, address, step="look", add=codes[0].slug)
        assert listed(page, "did") == {"Has not": ""}
        assert listed(page, "left") == {"Has": "It is so already: nothing would change."}
        send(lia, address, step="do", add=codes[0].slug, kind="CAMPAIGN", line=self.line.slug)
        for one in (has, has_not):
            draft = Activity.objects.get(pk=one.pk).get_latest_revision_as_object()
            assert [row.node.code for row in draft.deliverables.all()] == ["L1D1"]
            assert (draft.kind, draft.line, draft.title["en"]) == ("CAMPAIGN", self.line, one.title["en"])

    def test_what_is_published_stays_until_the_change_is_reviewed(
        self, review: None, codes: tuple[Any, Any]
    ) -> None:
        shape = ActivityShape(
            slug="forum", dates=Dates(date(2018, 5, 2)), title=LocalizedText({"en": "Forum", "fr": "Forum"}),
            kind="MEETING", deliverables=(codes[0].slug,),
        )  # fmt: skip
        forum = record_activity(by=operator("bo"), activity=shape).record
        lia = signed_in(Role.OFFICER, name="lia")
        page = send(lia, many("amend", forum), step="do", remove=codes[0].slug)
        assert "put to review again" in listed(page, "did")["Forum"]
        again = Activity.objects.get(pk=forum.pk)
        assert [row.node.code for row in again.deliverables.all()] == ["L1D1"]
        assert list(again.get_latest_revision_as_object().deliverables.all()) == []
        assert again.current_workflow_state is not None

    def test_an_amendment_leaves_all_else_as_the_last_draft_has_it(self, codes: tuple[Any, Any]) -> None:
        one = activity("One")
        place = make.ActivityPlaceFactory(activity=one)
        one.text = {"fr": "<p>Un texte</p>"}
        one.save_revision(clean=False)
        by = actor("lia")
        assert amend_activity(
            by=by, activity=one, amendment=AmendmentShape(add=(codes[1].slug, codes[0].slug))
        ).changed
        again = Activity.objects.get(pk=one.pk).get_latest_revision_as_object()
        assert [row.node.code for row in again.deliverables.all()] == ["L1D2", "L1D1"]
        assert (again.text["fr"], [row.pk for row in again.places.all()]) == ("<p>Un texte</p>", [place.pk])
        assert not amend_activity(by=by, activity=one, amendment=AmendmentShape(add=(codes[0].slug,))).changed


class TestFollowUps:
    def test_each_of_the_chosen_members_gets_one(self) -> None:
        berlin, lima = make.OrganisationFactory(), make.OrganisationFactory()
        lia, address = signed_in(Role.OFFICER, name="lia"), many("follow-up", berlin, lima)
        assert shown(lia, address).xpath("//select[@name='owner']/option[@selected]/@value") == ["lia"]
        sent = {"text": "Ask for the focal point", "owner": "lia", "due": "12 April 2018"}
        send(lia, address, step="look", **sent)
        assert not FollowUp.objects.exists()
        send(lia, address, step="do", **sent)
        assert sorted(FollowUp.objects.values_list("record", "due_date")) == sorted(
            (one.slug, date(2018, 4, 12)) for one in (berlin, lima)
        )
        page = send(lia, address, step="do", **sent)
        assert set(listed(page, "left").values()) == {"It is so already: nothing would change."}


class TestFiles:
    def test_the_chosen_rows_are_a_file_with_the_columns_of_the_list(self) -> None:
        one, two, three = (activity(title) for title in ("One", "Two", "Three"))
        lia = signed_in(Role.OFFICER)
        back = url(Activity, "list") + "?columns=kind&ordering=-slug&p=1"
        page = shown(lia, many("file", one, three, back=back))
        (link,) = page.xpath("//a[@download][text()='CSV']/@href")
        response: Any = lia.get(link)
        rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
        assert rows[0] == ["Identifier", "Title (fr)", "Title (en)", "Kind"]
        assert {row[0] for row in rows[1:]} == {one.slug, three.slug}
        assert two.slug not in response.content.decode()


class TestWhoMay:
    def test_buttons_are_of_what_one_may(self) -> None:
        activity("One")

        def buttons(client: Client, model: Any = Activity) -> list[str]:
            return [
                one.text_content()
                for one in shown(client, url(model, "list")).xpath("//*[@data-bulk-action-button]")
            ]

        assert buttons(signed_in(Role.OFFICER)) == [
            "Put to review",
            "Change",
            "Note a follow-up",
            "As a file",
        ]
        assert buttons(signed_in(Role.REVIEWER)) == [
            "Put to review", "Approve", "Return", "Change", "Note a follow-up", "As a file",
        ]  # fmt: skip
        assert buttons(signed_in(Role.BOARD_READER)) == ["As a file"]
        assert buttons(signed_in(Role.FINANCE), Payment) == ["Note a follow-up", "As a file"]
        assert buttons(superuser(), Organisation) == [
            "Note a follow-up", "Call for dues", "As a file", "Delete",
        ]  # fmt: skip
        assert "Call for dues" not in buttons(signed_in(Role.OFFICER, name="lia"), Organisation)

    def test_the_address_asks_what_the_button_asked(self, review: None) -> None:
        one = activity("One")
        editorial.submit(one, by=actor("octavi"), rights=RIGHTS)
        lia, board = signed_in(Role.OFFICER, name="lia"), signed_in(Role.BOARD_READER)
        for client, verb in ((lia, "approve"), (lia, "return"), (board, "submit"), (board, "follow-up")):
            assert not done(client.post(many(verb, one), {"step": "do", "reason": "No"})), verb
        assert not done(lia.get(many("file", make.PaymentFactory())))
        assert state(one) == "in_progress"

    def test_what_is_out_of_reach_is_neither_named_nor_written(self, review: None) -> None:
        own, other = (make.RegionFactory(slug=slug) for slug in (OWN, OTHER))
        mine, theirs = (Activity.objects.get(pk=LYING[Activity](one).pk) for one in (own, other))
        zoe = signed_in(Role.REGIONAL_SECRETARY, region=OWN)
        page = send(zoe, many("follow-up", mine, theirs), step="do", text="Ask", owner="regional-secretary")
        assert len(listed(page, "did")) == 1
        assert listed(page, "left") == {}
        assert zoe.post(many("submit", theirs), {"step": "do"}).status_code == 404
        assert not FollowUp.objects.filter(record=theirs.slug).exists()

    def test_no_address_takes_a_whole_list_unseen(self) -> None:
        one = activity("One")
        ana = superuser()
        for verb in ("submit", "delete", "file"):
            address = many(verb, one).partition("?")[0]
            for keys in ("", "?id=all", "?id=x", "?" + "&".join(f"id={n}" for n in range(1, 102))):
                assert ana.get(address + keys).status_code in (400, 404)
        assert Activity.objects.count() == 1


def test_a_period_that_is_locked_is_told_of_each(review: None) -> None:
    forum = activity("Forum")
    move = PeriodMoveShape(period=Period.parse("2018-Q2"), step="lock")
    move_period(by=operator("bo"), move=move, at=timezone.now())
    page = shown(signed_in(Role.OFFICER), many("submit", forum))
    assert "locked" in listed(page, "left")["Forum"]
