"""The room of imports: files handed in, questions answered, written and undone, by whom; printed reports reconciled."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html
from pytest_django.fixtures import Settings

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Right, Role, operator
from rapporteur.intake.importing.models import Import, ImportDoubt, Upload
from rapporteur.intake.importing.records.kinds import RECORD_TYPES
from rapporteur.intake.importing.uploads.actions import hand_in
from rapporteur.intake.importing.uploads.kinds import guess_kind
from rapporteur.intake.importing.uploads.models import UploadPurpose
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.pages import working
from rapporteur.records.activities.models import Activity
from rapporteur.records.dues.models import DuesItem
from tests.factories import make
from tests.intake.importing.violations import NOW
from tests.support.office import shown, signed_in, work_in_this_thread

pytestmark = pytest.mark.django_db
ROOM = "rapporteur.interfaces.office.imports"
DUES = b"Year;Member;Amount;Paid;Paid on;Reference\n2018;Berlin;1200;1200;2018-03-01;P-1\n"
ACTIVITIES = (
    b"Title (en);Date;Members\nForum on water;2018-05-04;Berlin; \nWorkshop on buses;2018-05-14;Barcelone\n"
)


@pytest.fixture(autouse=True)
def network(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> None:
    """Three members, two of which one name may mean; a store of files of its own; no threads."""
    settings.VAR_DIR = tmp_path
    work_in_this_thread(monkeypatch)
    make.AssociationFactory(languages=["fr", "en"], source_language="en")
    for slug, name, alias in (
        ("berlin", "Berlin", ""),
        ("barcelona-city", "Barcelona (city)", "Barcelone"),
        ("barcelona-area", "Barcelona (metropolitan area)", "Barcelone"),
    ):
        member = make.OrganisationFactory(slug=slug, named=False)
        make.OrganisationNameFactory(organisation=member, name={"en": name, "fr": name})
        make.MembershipFactory(organisation=member)
        if alias:
            make.OrganisationAliasFactory(organisation=member, text=alias, kind="AMBIGUOUS")


def parsed(content: bytes) -> Any:
    """Return a page as it was sent."""
    return html.fromstring(content)


def send(client: Client, content: bytes, name: str = "table.csv", **fields: str) -> Any:
    return client.post(reverse("imports:new"), {"file": SimpleUploadedFile(name, content), **fields})


def handed(client: Client, content: bytes, name: str = "table.csv", **fields: str) -> Import:
    """Hand in a file that is read; return its import."""
    answer = send(client, content, name, **fields)
    assert answer.status_code == 302, text_of(parsed(answer.content))
    return Import.objects.get(pk=int(re.findall(r"\d+", answer["Location"])[0]))


def text_of(page: Any) -> str:
    return " ".join(page.xpath("//main")[0].text_content().split())


def page_of(client: Client, of: Import) -> Any:
    return shown(client, reverse("imports:review", args=[of.pk]))


def post(client: Client, view: str, of: Import, **values: object) -> Any:
    return client.post(reverse(f"imports:{view}", args=[of.pk]), values, follow=True)


def doubt_of(of: Import) -> ImportDoubt:
    return ImportDoubt.objects.get(item__of=of)


# --- from file to records, and back ------------------------------------------------------------------------


def test_table_becomes_records_once_its_question_is_answered_and_is_taken_back() -> None:
    reviewer = signed_in(Role.REVIEWER)
    of = handed(reviewer, ACTIVITIES)
    assert (of.kind, of.by, Upload.objects.count()) == ("ACTIVITIES", "reviewer", 0)
    text = text_of(page_of(reviewer, of))
    assert "“Barcelone” may mean several" in text
    assert "Barcelona (city)" in text and "barcelona-city" not in text
    assert "Workshop on buses" in text and "row 3" in text
    assert "1 question must be answered" in text
    assert not Activity.objects.exists()

    refused = post(reviewer, "write", of)
    assert not Activity.objects.exists()
    assert "must be decided first" in refused.content.decode()

    post(reviewer, "decide", of, doubt=doubt_of(of).pk, answer="barcelona-area")
    page = page_of(reviewer, of)
    assert [one.text for one in page.xpath("//button[starts-with(., 'Write')]")] == ["Write 2 activities"]
    assert "2 records are written" in post(reviewer, "write", of).content.decode()
    forum, workshop = Activity.objects.order_by("slug")
    assert [one.organisation.slug for one in workshop.latest_revision.as_object().activations.all()] == [
        "barcelona-area"
    ]
    links = page_of(reviewer, of).xpath("//section[@aria-labelledby='imports-records']//li/a")
    assert [link.text for link in links] == ["Forum on water", "Workshop on buses"]
    for link in links:
        shown(reviewer, link.get("href"))

    undo = shown(reviewer, reverse("imports:undo", args=[of.pk]))
    assert "Forum on water (activity) · is deleted" in text_of(undo)
    assert "The import is undone" in post(reviewer, "undo", of).content.decode()
    assert not Activity.objects.exists()
    of.refresh_from_db()
    assert (of.state, of.undone_by) == ("UNDONE", "reviewer")
    assert forum.slug


def test_what_was_touched_since_is_shown_and_keeps_an_import_from_being_undone() -> None:
    reviewer = signed_in(Role.REVIEWER)
    of = handed(reviewer, ACTIVITIES)
    post(reviewer, "decide", of, doubt=doubt_of(of).pk, answer="out")
    post(reviewer, "write", of)
    activity = Activity.objects.order_by("slug").first()
    assert activity is not None
    activity.save_revision()
    undo = shown(reviewer, reverse("imports:undo", args=[of.pk]))
    assert "It cannot be undone" in text_of(undo)
    assert "Forum on water: edited since" in text_of(undo)
    assert not undo.xpath("//main//form[contains(@action, 'undo')]")
    assert "cannot be undone" in post(reviewer, "undo", of).content.decode()
    assert Activity.objects.count() == 2


def test_answer_can_be_changed_while_the_import_waits() -> None:
    reviewer = signed_in(Role.REVIEWER)
    of = handed(reviewer, ACTIVITIES)
    for answer in ("out", "barcelona-city"):
        post(reviewer, "decide", of, doubt=doubt_of(of).pk, answer=answer)
        assert doubt_of(of).answer == ("" if answer == "out" else answer)
    assert "Answered: Barcelona (city)" in text_of(page_of(reviewer, of))


@pytest.mark.parametrize("number", ["", "x", "-1", "²", "9" * 5000])
def test_question_that_is_none_is_not_there(number: str) -> None:
    reviewer = signed_in(Role.REVIEWER)
    of = handed(reviewer, ACTIVITIES)
    assert post(reviewer, "decide", of, doubt=number, answer="out").status_code == 404


def test_name_that_is_typed_answers_where_it_means_one_record() -> None:
    reviewer = signed_in(Role.REVIEWER)
    of = handed(reviewer, ACTIVITIES)
    key = doubt_of(of).pk
    wrong = post(reviewer, "decide", of, doubt=key, answer="", name="Berlinn")
    assert "did you mean" in wrong.content.decode()
    assert doubt_of(of).state == "OPEN"
    post(reviewer, "decide", of, doubt=key, answer="", name="Berlin")
    assert doubt_of(of).answer == "berlin"


def test_record_that_was_left_out_by_mistake_is_taken_again() -> None:
    reviewer = signed_in(Role.REVIEWER)
    make.ActivityFactory(
        slug="old", title={"en": "Forum on waters"}, start_date=date(2018, 5, 4), end_date=date(2018, 5, 4)
    )
    of = handed(reviewer, b"Title (en);Date\nForum on water;2018-05-04\n")
    doubt = doubt_of(of)
    assert (doubt.what, doubt.field) == ("SAME", "slug")
    item = doubt.item
    made = item.target
    for answer, expected in (
        ("out", (made, "LEFT_OUT")), ("old", ("old", "TAKEN")), ("new", (made, "TAKEN")),
    ):  # fmt: skip
        post(reviewer, "decide", of, doubt=doubt.pk, answer=answer)
        item.refresh_from_db()
        assert (item.target, item.decision) == expected
    assert item.action == "CREATE"


# --- handing in --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "name", "fields", "sentence"),
    [
        (b"\x89PNG", "a.csv", {}, "the file is a picture"),
        (b"a;b\n1;2\n", "a.csv", {}, "the headings do not tell what the rows are"),
        (b"Title;Date\nForum;32/13/2018\n", "a.csv", {"kind": "ACTIVITIES"}, "32/13/2018"),
        (DUES, "a.csv", {"period": "soon"}, "‘soon’ is no period"),
        (b"hello", "a.txt", {}, "no headings of a progress report"),
    ],
)
def test_file_that_cannot_be_read_is_refused_at_the_field(
    content: bytes, name: str, fields: dict[str, str], sentence: str
) -> None:
    answer = send(signed_in(Role.FINANCE), content, name, **fields)
    assert answer.status_code == 200
    told = parsed(answer.content).xpath("//*[contains(@class, 'error-message')]")
    assert sentence in " ".join(one.text_content() for one in told)
    assert not Import.objects.exists()
    assert not Upload.objects.exists()


def test_refusal_speaks_the_readers_language() -> None:
    client = signed_in(Role.FINANCE)
    answer = client.post(
        reverse("imports:new"), {"file": SimpleUploadedFile("a.csv", b"\x89PNG")},
        headers={"accept-language": "fr"},
    )  # fmt: skip
    assert "Fichier" in answer.content.decode()
    assert "le fichier est" in " ".join(answer.content.decode().split())


def test_reading_that_was_cut_off_is_offered_again() -> None:
    reviewer = signed_in(Role.REVIEWER)
    hand_in(
        by=operator("bo"),
        at=NOW,
        purpose=UploadPurpose.IMPORT,
        name="t.csv",
        content=ACTIVITIES,
        kind="ACTIVITIES",
    )
    page = shown(reviewer, reverse("imports:index"))
    assert "Its reading was interrupted" in text_of(page)
    (address,) = page.xpath("//form[contains(@action, '/read/')]/@action")
    assert reviewer.post(address).status_code == 302
    assert (Import.objects.get().file_name, Upload.objects.count()) == ("t.csv", 0)


def test_file_is_put_away() -> None:
    reviewer = signed_in(Role.REVIEWER)
    hand_in(
        by=operator("bo"), at=NOW, purpose=UploadPurpose.IMPORT, name="t.csv", content=DUES, kind="MEMBERS"
    )
    (address,) = shown(reviewer, reverse("imports:index")).xpath(
        "//form[contains(@action, '/discard/')]/@action"
    )
    reviewer.post(address)
    assert not Upload.objects.exists()


def test_file_is_read_again_as_something_else() -> None:
    reviewer = signed_in(Role.REVIEWER)
    of = handed(reviewer, b"Title (en);Date\nForum;2018-05-04\n")
    refused = post(reviewer, "again", of, kind="MEDIA")
    assert "a.csv" in refused.content.decode() or "table.csv" in refused.content.decode()
    assert Import.objects.get().pk == of.pk


def test_long_reading_is_told_on_a_page_that_ends_with_where_to_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(working, "SOON", 0)
    reviewer = signed_in(Role.REVIEWER)
    answer = send(reviewer, ACTIVITIES)
    told = b"".join(answer.streaming_content).decode()
    of = Import.objects.get()
    assert "The file is read" in told
    assert reverse("imports:review", args=[of.pk]) in told
    assert told.rstrip().endswith("</html>")
    told = b"".join(send(reviewer, b"a;b\n1;2\n").streaming_content).decode()
    assert "the headings do not tell what the rows are" in told
    assert "the headings do not tell" in text_of(
        shown(reviewer, reverse("imports:index"))
    )  # it is kept, with why


def test_failure_that_nobody_foresaw_ends_the_page_and_keeps_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("a mistake")

    monkeypatch.setattr(f"{ROOM}.pages.read_upload", fail)
    hand_in(
        by=operator("bo"),
        at=NOW,
        purpose=UploadPurpose.IMPORT,
        name="t.csv",
        content=ACTIVITIES,
        kind="ACTIVITIES",
    )
    upload = Upload.objects.get()
    answer = signed_in(Role.REVIEWER).post(reverse("imports:read", args=[upload.pk]), follow=True)
    assert "Something went wrong that nobody foresaw" in answer.content.decode()
    assert Upload.objects.exists()


def test_empty_tables_are_handed_out_and_guessed_again() -> None:
    finance = signed_in(Role.FINANCE)
    page = shown(finance, reverse("imports:new"))
    links = page.xpath("//main//a[contains(@href, '/tables/')]/@href")
    assert len(links) == 4
    for link in links:
        content = finance.get(link).content
        assert guess_kind(content, "t.xlsx").value.lower() == link.rstrip("/").rpartition("/")[2]


# --- who may -----------------------------------------------------------------------------------------------


def test_dues_are_seen_by_whoever_may_see_dues_alone() -> None:
    finance, officer = signed_in(Role.FINANCE), signed_in(Role.OFFICER)
    of = handed(finance, DUES)
    assert of.kind == "DUES"
    assert "table.csv" in text_of(shown(finance, reverse("imports:index")))
    assert "table.csv" not in text_of(shown(officer, reverse("imports:index")))
    for name in ("review", "source"):
        assert officer.get(reverse(f"imports:{name}", args=[of.pk])).status_code == 404
    for name in ("decide", "likely", "rest", "again"):
        assert officer.post(reverse(f"imports:{name}", args=[of.pk])).status_code == 404
    refused = send(officer, DUES)
    assert f"may not see dues ({Right.VIEW_DUES})" in refused.content.decode()
    assert "DUES" not in shown(officer, reverse("imports:new")).xpath("//select[@name='kind']/option/@value")


def test_who_may_propose_but_not_write_is_told_why() -> None:
    officer, secretary = signed_in(Role.OFFICER), signed_in(Role.SECRETARY_GENERAL)
    of = handed(officer, b"Title (en);Date\nForum;2018-05-04\n")
    page = page_of(officer, of)
    assert "somebody must be allowed to commit or undo imports" in text_of(page)
    assert page.xpath("//button[starts-with(., 'Write')]/@disabled")
    assert "may not commit or undo imports" in post(officer, "write", of).content.decode()
    assert "may not commit or undo imports" in post(officer, "undo", of).content.decode()
    assert not Activity.objects.exists()
    of = handed(signed_in(Role.FINANCE), DUES)
    assert "somebody must be allowed to record dues" in text_of(page_of(secretary, of))
    assert "may not record dues" in post(secretary, "write", of).content.decode()
    assert not DuesItem.objects.exists()


def test_who_records_dues_writes_an_import_of_them_and_of_nothing_else_and_undoes_it() -> None:
    finance = signed_in(Role.FINANCE)
    of = handed(finance, DUES)
    assert [one.text for one in page_of(finance, of).xpath("//button[starts-with(., 'Write')]")] == [
        "Write 1 record"
    ]
    post(finance, "write", of)
    assert DuesItem.objects.count() == 1
    assert (
        post(signed_in(Role.REVIEWER), "undo", of).status_code == 404
    )  # who sees no dues sees no import of them
    assert DuesItem.objects.count() == 1
    post(finance, "undo", of)
    assert not DuesItem.objects.exists()
    other = handed(finance, b"Title (en);Date\nForum;2018-05-04\n")
    assert "may not commit or undo imports" in post(finance, "write", other).content.decode()
    assert not Activity.objects.exists()


def test_undo_needs_the_right_to_every_kind_of_record_in_it() -> None:
    administrator, reviewer = signed_in(Role.ADMINISTRATOR), signed_in(Role.REVIEWER)
    of = handed(administrator, DUES)
    post(administrator, "write", of)
    Import.objects.filter(pk=of.pk).update(kind="REPORT")
    assert "may not record dues" in post(reviewer, "undo", of).content.decode()
    assert DuesItem.objects.count() == 1


def test_right_of_each_kind_of_record_is_that_of_its_screen() -> None:
    assert {kind: one.right for kind, one in RECORD_TYPES.items()} == {
        kind: DOORS[one.model].write for kind, one in RECORD_TYPES.items()
    }


def test_notices_are_kept_in_every_language() -> None:
    reviewer = signed_in(Role.REVIEWER)
    calendar = (
        b"BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VTODO\nUID:t\nEND:VTODO\nBEGIN:VEVENT\nUID:1\nSUMMARY:Forum\n"
        b"DTSTART:20180405\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    of = handed(reviewer, calendar, "a.ics", period="2018-Q2")
    for language, expected in (
        ("en", "1 task of a.ics was left out"),
        ("fr", "1 tâche de a.ics a été laissée"),
    ):
        answer = reviewer.get(reverse("imports:review", args=[of.pk]), headers={"accept-language": language})
        assert expected in text_of(parsed(answer.content))
    Import.objects.filter(pk=of.pk).update(notices=["kept before"])
    assert "kept before" in text_of(page_of(reviewer, of))


@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.BOARD_READER, Role.REGIONAL_SECRETARY])
def test_who_may_not_see_imports_has_no_room(role: Role) -> None:
    client = signed_in(role, region="EUR")
    assert client.get(reverse("imports:index")).status_code in (302, 403)
    assert reverse("imports:index") not in client.get("/cms/").content.decode()
    assert not AuditEntry.objects.exclude(by="bo").exists()


def test_menu_leads_to_the_room() -> None:
    assert reverse("imports:index") in signed_in(Role.OFFICER).get("/cms/").content.decode()


# --- counts, languages, links ------------------------------------------------------------------------------


def a_table(rows: int) -> bytes:
    lines = [f"Forum {n};2018-05-{n % 28 + 1:02};Barcelone" for n in range(rows)]
    return "\n".join(["Title (en);Date;Members", *lines]).encode()


def test_queries_of_the_pages_do_not_grow_with_records_and_questions() -> None:
    reviewer = signed_in(Role.REVIEWER)
    counted = []
    for rows in (2, 40):
        of = handed(reviewer, a_table(rows), f"{rows}.csv")
        page_of(reviewer, of)
        with CaptureQueriesContext(
            connection,
        ) as review:
            page_of(reviewer, of)
        with CaptureQueriesContext(connection) as index:
            shown(reviewer, reverse("imports:index"))
        counted.append((len(review), len(index)))
    assert counted[0] == counted[1]


def test_room_speaks_the_readers_language() -> None:
    reviewer = signed_in(Role.REVIEWER)
    of = handed(reviewer, ACTIVITIES)
    for language, expected in (("fr", "peut en désigner plusieurs"), ("es", "puede designar a varios")):
        answer = reviewer.get(reverse("imports:review", args=[of.pk]), headers={"accept-language": language})
        assert expected in text_of(parsed(answer.content)), language


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.OFFICER, Role.FINANCE, Role.ADMINISTRATOR])
def test_every_link_of_the_room_leads_somewhere(role: Role) -> None:
    client = signed_in(role)
    of = handed(signed_in(Role.REVIEWER, name="agnes"), ACTIVITIES)
    written = handed(
        signed_in(Role.ADMINISTRATOR, name="bo"), b"Title (en);Date\nForum;2018-06-04\n", "w.csv"
    )
    post(signed_in(Role.ADMINISTRATOR, name="eva"), "write", written)
    for address in (reverse("imports:index"), reverse("imports:new"), *(
        reverse("imports:review", args=[one.pk]) for one in (of, written)
    )):  # fmt: skip
        for link in shown(client, address).xpath("//main//a/@href"):
            if not link.startswith("#"):
                assert client.get(link).status_code == 200, (address, link)
