"""What users of the nearest systems complain of, each as a test: here, or where `COMPLAINTS` says.

The words are those of the complaint, shortened; the number is that of its list.
"""

from __future__ import annotations

import importlib
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings
from wagtail.users.models import UserProfile

from rapporteur.base.core import editorial
from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Role, operator
from rapporteur.base.core.queries import actor_with_roles
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.periods import Period
from rapporteur.intake.importing.models import Import
from rapporteur.interfaces.office.outbox.round import write_due
from rapporteur.interfaces.office.reviews.setting_up import set_up_reviews
from rapporteur.records.activities.actions import RIGHTS, record_activity, set_approvals
from rapporteur.records.activities.models import Activity, BilateralMeeting
from rapporteur.records.activities.shapes import ActivityShape, ApprovalRuleShape
from rapporteur.records.members.models import Organisation
from rapporteur.records.outbox.enums import DigestDays
from rapporteur.records.outbox.models import Mail, MailChoice
from rapporteur.records.periods.actions import move_period
from rapporteur.records.periods.refusals import PeriodLocked
from rapporteur.records.periods.shapes import PeriodMoveShape
from tests.factories import make
from tests.support.office import browser_of, form_of, send, shown, signed_in, url, work_in_this_thread

pytestmark = pytest.mark.django_db
CODE = "2018-Q2"
HERE = __name__
LOG = "tests.browser.test_log"
COMPLAINTS: dict[int, tuple[tuple[str, str], ...]] = {
    1: ((HERE, "test_locked_quarters_are_listed_and_one_is_opened_for_one_colleague_until_a_day"),),
    2: (("tests.interfaces.office.test_log_several", "test_ten_pasted_lines_become_ten_drafts"),),
    3: (
        (HERE, "test_officer_adds_whom_they_met_and_notes_the_meeting"),
        (
            "tests.browser.test_creating",
            "test_a_person_is_looked_for_recorded_and_chosen_and_the_form_keeps_its_text",
        ),
    ),
    4: ((HERE, "test_what_was_approved_by_mistake_goes_back_with_a_reason_and_is_edited_again"),),
    5: ((HERE, "test_who_has_approved_and_who_has_not_is_said_where_it_waits_and_on_its_page"),),
    6: ((LOG, "test_a_browser_that_is_killed_loses_nothing"),),
    7: ((HERE, "test_approved_record_stays_as_approved_and_list_and_form_say_that_it_changed"),),
    8: (
        (HERE, "test_nothing_is_called_saved_while_the_database_is_down"),
        (LOG, "test_a_server_that_is_away_loses_nothing"),
    ),
    9: ((LOG, "test_a_session_that_ended_loses_nothing"),),
    10: ((HERE, "test_who_may_only_look_edits_nothing"),),
    11: ((HERE, "test_who_approved_first_is_told_when_the_second_returns_it"),),
    12: ((HERE, "test_one_word_changed_in_the_source_leaves_the_translation_where_it_was"),),
    13: (
        (
            "tests.interfaces.office.test_desk",
            "test_difference_is_since_the_revision_that_was_translated_not_the_last_one",
        ),
    ),
    14: ((HERE, "test_digest_names_each_record_once_and_the_newest_first"),),
    15: ((HERE, "test_a_file_of_a_filtered_list_holds_what_is_seen_and_nothing_else"),),
    16: ((HERE, "test_lock_of_a_period_holds_for_form_log_import_and_verb_alike"),),
}
"""By the number of a complaint, the tests that it is met: each a module and a name."""


@pytest.fixture(autouse=True)
def network() -> None:
    """A network that reports on the second quarter of 2018, with one member."""
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    make.ReportFactory(period_start=date(2018, 4, 1), period_end=date(2018, 7, 1))
    city = make.OrganisationFactory(slug="berlin", named=False)
    make.OrganisationNameFactory(organisation=city, name={"fr": "Berlin", "en": "Berlin"})
    make.MembershipFactory(organisation=city)


def text_of(page: Any) -> str:
    return " ".join(page.xpath("//main")[0].text_content().split())


def locked() -> None:
    move = PeriodMoveShape(period=Period.parse(CODE), step="lock", reason="so")
    move_period(by=operator("ana"), move=move, at=timezone.now())


def edited(client: Client, record: Any, **changes: Any) -> Any:
    address = url(type(record), "edit", record.pk)
    return send(client, address, form_of(shown(client, address)), **changes)


def kept(client: Client, **fields: Any) -> Any:
    """Send the page of Log as its script does."""
    typed = {"key": "5f0e3b0c-92d4-4b6e-9b0e-0123456789ab", "version": 0, "draft": "", "language": "fr"}
    return client.post(reverse("log:keep"), {**typed, **fields})


def test_each_of_the_sixteen_complaints_has_tests_that_are_there() -> None:
    assert list(COMPLAINTS) == list(range(1, 17))
    assert all(COMPLAINTS.values())
    listed = [one for tests in COMPLAINTS.values() for one in tests]
    assert len(listed) == len(set(listed))
    assert [
        one for one in listed if not callable(getattr(importlib.import_module(one[0]), one[1], None))
    ] == []


def test_every_test_of_a_complaint_stands_in_the_list() -> None:
    own = {name for name in globals() if name.startswith("test_")} - {
        "test_each_of_the_sixteen_complaints_has_tests_that_are_there",
        "test_every_test_of_a_complaint_stands_in_the_list",
    }
    assert own == {name for tests in COMPLAINTS.values() for module, name in tests if module == HERE}


# 1: I cannot see which quarters are locked, nor unlock one for one colleague until Friday.
def test_locked_quarters_are_listed_and_one_is_opened_for_one_colleague_until_a_day() -> None:
    activity = make.ActivityFactory(title={"fr": "Forum", "en": "Forum"})
    officer, other = signed_in(Role.OFFICER), signed_in(Role.OFFICER, name="octavi")
    secretary = signed_in(Role.SECRETARY_GENERAL)
    locked()
    (row,) = shown(secretary, reverse("periods:index")).xpath("//main//tbody/tr")
    assert "locked" in row.text_content()
    friday = timezone.localdate() + timedelta(days=2)
    secretary.post(
        reverse("periods:grant", args=[CODE]),
        {"account": "officer", "kind": "activities.activity", "words": "forum",
         "until": friday.strftime("%A"), "reason": "The place was wrong"},
    )  # fmt: skip
    listed = text_of(shown(other, reverse("periods:exceptions")))
    assert "officer" in listed
    assert "The place was wrong" in listed
    form = text_of(shown(other, url(Activity, "edit", activity.pk)))
    assert "April–June 2018 is locked: what is changed here will not be saved." in form
    assert "is locked" not in text_of(shown(officer, url(Activity, "edit", activity.pk)))
    assert edited(other, activity, note="late") is not None
    assert edited(officer, activity, note="late") is None


# 3: The one I met is not in the list, and only an administrator can add her.
def test_officer_adds_whom_they_met_and_notes_the_meeting() -> None:
    officer = signed_in(Role.OFFICER)
    address = url(Organisation, "add")
    rows = {"names-TOTAL_FORMS": 1, "names-0-name_fr": "Guarulhos"}
    new = send(officer, address, form_of(shown(officer, address)), kind="CITY", country="BR", **rows)
    assert new is None
    met = Organisation.objects.get(slug="guarulhos")
    address = url(BilateralMeeting, "add")
    days = {"start_date": "5 avril 2018", "end_date": "5 avril 2018", "date_precision": "DAY"}
    place = {"place_name_fr": "Quito", "country": "EC"}
    left = send(officer, address, form_of(shown(officer, address)), **days, **place, participants=[met.slug])
    assert left is None
    assert list(BilateralMeeting.objects.get().participants.all()) == [met]


# 4: A report was approved by mistake; nobody can send it back.
def test_what_was_approved_by_mistake_goes_back_with_a_reason_and_is_edited_again() -> None:
    activity = make.ActivityFactory(title={"fr": "Forum", "en": "Forum"}, live=True)
    reviewer, officer = signed_in(Role.REVIEWER), signed_in(Role.OFFICER)
    address = url(Activity, "unpublish", activity.pk)
    assert send(reviewer, address, {}, reason="Of another quarter") is None
    activity.refresh_from_db()
    assert not activity.live
    assert AuditEntry.objects.get(action="withdrawn").changes == {"reason": "Of another quarter"}
    assert edited(officer, activity, title_fr="Le forum") is None


def submitted(by: Any, **fields: Any) -> Activity:
    """Return an activity that somebody has put to review."""
    activity: Activity = make.ActivityFactory(**{"title": {"fr": "Forum", "en": "Forum"}, **fields})
    activity.save_revision(clean=False)
    editorial.submit(activity, by=actor_with_roles(by), rights=RIGHTS)
    return activity


def somebody(name: str, role: Role) -> Any:
    account = make.AccountFactory(username=name, email=f"{name}@example.org")
    make.RoleAssignmentFactory(user=account, role=role)
    UserProfile.objects.create(user=account, preferred_language="en")
    MailChoice.objects.create(account=account, digest=DigestDays.DAILY)
    return account


# 5: Two must approve mine: who has, who has not?
def test_who_has_approved_and_who_has_not_is_said_where_it_waits_and_on_its_page() -> None:
    set_up_reviews("en")
    lia, rui = somebody("lia", Role.OFFICER), somebody("rui", Role.REVIEWER)
    set_approvals(by=operator("ana"), rule=ApprovalRuleShape(kind="MEETING", approvals=2))
    activity = submitted(lia, kind="MEETING")
    page, client = reverse("reviews:review", args=["activity", activity.pk]), browser_of(lia)
    steps = "//ul[@class='review-steps']/li"
    assert [one.text_content() for one in shown(client, page).xpath(steps)] == [
        "◔ Approval 1 of 2: waits for any of administrator, secretary general, reviewer",
        "○ Approval 2 of 2: after that, by somebody else",
    ]
    editorial.approve(activity, by=actor_with_roles(rui), rights=RIGHTS)
    first, second = (one.text_content() for one in shown(client, page).xpath(steps))
    assert first.startswith("● Approval 1 of 2: rui, ")
    assert second == "◔ Approval 2 of 2: waits for any of administrator, secretary general, reviewer"
    assert "approved by rui, waits for another approval" in text_of(shown(client, reverse("reviews:index")))


# 7: Approved forms are edited afterwards, and the dashboard says another state than the form.
def test_approved_record_stays_as_approved_and_list_and_form_say_that_it_changed() -> None:
    activity = make.ActivityFactory(title={"fr": "Forum", "en": "Forum"}, live=True)
    officer = signed_in(Role.OFFICER)
    assert edited(officer, activity, title_fr="Autre chose") is None
    activity.refresh_from_db()
    assert activity.title["fr"] == "Forum"
    assert "published, changed since" in text_of(shown(officer, url(Activity, "list")))
    room = text_of(shown(officer, reverse("report_room:period", args=[CODE])))
    assert "published, with changes that are not" in room


# 8: The green tick appeared while the database was down.
def test_nothing_is_called_saved_while_the_database_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_: object, **__: object) -> None:
        raise OperationalError("the database is down")

    officer = signed_in(Role.OFFICER)
    officer.raise_request_exception = False
    monkeypatch.setattr("rapporteur.interfaces.office.log.jotting.Jotting.save", down)
    answer = kept(officer, title="Forum", when="5 avril")
    assert answer.status_code >= 500
    assert "saved" not in answer.content.decode().lower()


# 10: A user with only “add” edits other people's records.
@pytest.mark.parametrize("role", [Role.BOARD_READER, Role.TRANSLATOR])
def test_who_may_only_look_edits_nothing(role: Role) -> None:
    activity = make.ActivityFactory(title={"fr": "Forum", "en": "Forum"})
    client = signed_in(role)
    answer = client.post(url(Activity, "edit", activity.pk), {"title_fr": "Autre chose"})
    assert answer.status_code in (302, 403, 404)
    activity.refresh_from_db()
    assert activity.latest_revision is None
    assert not AuditEntry.objects.exists()


# 11: At the second step the text is refused; the first reviewer is not told.
@pytest.mark.parametrize("at_once", [True, False])
def test_who_approved_first_is_told_when_the_second_returns_it(at_once: bool) -> None:
    set_up_reviews("en")
    lia = somebody("lia", Role.OFFICER)
    rui, agnes = (somebody(name, Role.REVIEWER) for name in ("rui", "agnes"))
    MailChoice.objects.filter(account=rui).update(returned_at_once=at_once)
    set_approvals(by=operator("ana"), rule=ApprovalRuleShape(kind="MEETING", approvals=2))
    activity = submitted(lia, kind="MEETING")
    editorial.approve(activity, by=actor_with_roles(rui), rights=RIGHTS)
    editorial.return_for_changes(activity, by=actor_with_roles(agnes), rights=RIGHTS, comment="Which year?")
    write_due(timezone.now())
    at_once_mails = Mail.objects.exclude(kind__in=["DIGEST", "REMINDER"])
    told = sorted(at_once_mails.values_list("account__username", "subject"))
    to_rui = [("rui", "Returned after your approval: Forum")] if at_once else []
    assert told == [("lia", "Returned to you: Forum"), *to_rui]
    if at_once:
        assert "returned by agnes: “Which year?”" in Mail.objects.get(kind="REFUSED").text
    write_due(timezone.now().replace(hour=12) + timedelta(days=1))
    digest = Mail.objects.filter(account=rui, kind="DIGEST").latest("pk")
    assert "RETURNED AFTER YOUR APPROVAL" in digest.text
    start = shown(browser_of(rui), reverse("wagtailadmin_home"))
    assert "returned after your approval: Which year?" in text_of(start)
    assert "returned after your approval" not in text_of(
        shown(browser_of(agnes), reverse("wagtailadmin_home"))
    )


# 12: One word changed in the source, and my whole translated paragraph disappeared.
def test_one_word_changed_in_the_source_leaves_the_translation_where_it_was() -> None:
    def written(french: str) -> None:
        text = LocalizedText({"fr": f"<p>{french}</p>", "en": "<p>Three cities met. All came.</p>"})
        shape = ActivityShape(
            slug="fair", kind="MEETING", dates=Dates(date(2018, 5, 4)), text=text,
            title=LocalizedText({"fr": "La foire", "en": "The fair"}),
        )  # fmt: skip
        record_activity(by=operator("ana"), activity=shape)

    written("Trois villes se sont vues. Toutes sont venues.")
    written("Quatre villes se sont vues. Toutes sont venues.")
    sheet = reverse("desk:sheet", args=[CODE, "en", "activities.activity", "fair"])
    page = shown(signed_in(Role.TRANSLATOR), sheet)
    boxes = [box.value.strip() for box in page.xpath("//textarea[starts-with(@name, 'row-')]")]
    assert "Three cities met." in boxes
    assert "All came." in boxes


# 14: The digest repeats one title ten times, oldest first.
def test_digest_names_each_record_once_and_the_newest_first() -> None:
    set_up_reviews("en")
    lia, rui = somebody("lia", Role.OFFICER), somebody("rui", Role.REVIEWER)
    often = submitted(lia, title={"fr": "Forum", "en": "Forum"})
    for _ in range(10):
        editorial.return_for_changes(often, by=actor_with_roles(rui), rights=RIGHTS, comment="Again")
        editorial.submit(often, by=actor_with_roles(lia), rights=RIGHTS)
    submitted(lia, title={"fr": "Atelier", "en": "Workshop"})
    write_due(timezone.now().replace(hour=12) + timedelta(days=1))
    digest = Mail.objects.get(account=rui, kind="DIGEST")
    titles = [line for line in digest.text.splitlines() if line.startswith("- ")]
    assert titles == ["- Workshop", "- Forum"]
    assert digest.subject == "2 things wait for you"


# 15: I filtered and exported: the file holds everything.
def test_a_file_of_a_filtered_list_holds_what_is_seen_and_nothing_else() -> None:
    line = make.NodeFactory(code="L1")
    for name, kind in (("Forum", "CONFERENCE"), ("Atelier", "WORKSHOP"), ("Colloque", "CONFERENCE")):
        make.ActivityFactory(title={"fr": name, "en": name}, kind=kind, line=line, live=True)
    officer = signed_in(Role.OFFICER)
    narrowed = f"{url(Activity, 'list')}?kind=CONFERENCE&q=Forum"
    (row,) = shown(officer, narrowed).xpath("//main//tbody/tr")
    assert "Forum" in row.text_content()
    rows = officer.get(f"{narrowed}&export=csv").content.decode("utf-8-sig")
    assert len(rows.splitlines()) == 2  # the heading, and what is seen
    assert "Forum" in rows
    assert "Atelier" not in rows
    assert "Colloque" not in rows


# 16: The period is locked on screen, the interface still writes into it.
def test_lock_of_a_period_holds_for_form_log_import_and_verb_alike(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Any
) -> None:
    settings.VAR_DIR = tmp_path
    work_in_this_thread(monkeypatch)
    activity = make.ActivityFactory(title={"fr": "Forum", "en": "Forum"})
    reviewer = signed_in(Role.REVIEWER)
    table = SimpleUploadedFile("t.csv", b"Title (en);Date\nWorkshop;2018-05-04\n")
    reviewer.post(reverse("imports:new"), {"file": table})
    of = Import.objects.get()
    locked()
    noted = AuditEntry.objects.count()

    assert edited(reviewer, activity, note="late") is not None
    logged = kept(reviewer, title="Forum", when="5 mai 2018").json()
    assert not logged["is_draft"]
    assert "locked" in logged["refusal"]
    told = reviewer.post(reverse("imports:write", args=[of.pk]), follow=True).content.decode()
    assert "locked" in told
    shape = ActivityShape(
        slug="late", kind="MEETING", dates=Dates(date(2018, 5, 4)), title=LocalizedText({"fr": "Tard"})
    )
    with pytest.raises(PeriodLocked):
        record_activity(by=operator("eva"), activity=shape)
    assert Activity.objects.count() == 1
    assert AuditEntry.objects.count() == noted
