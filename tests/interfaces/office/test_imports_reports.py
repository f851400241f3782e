"""Reports in the room of imports: passages beside questions, what is hidden, reconciliation with both passages."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from rapporteur.base.core.permissions import Role
from rapporteur.intake.importing.enums import DoubtState
from rapporteur.intake.importing.models import Import, ImportDoubt, ImportItem, Upload
from rapporteur.intake.importing.writing.doubts import open_doubts
from tests.factories import make
from tests.intake.reconciling.reconcile_sample import clean_text
from tests.interfaces.office.test_imports import page_of, parsed, text_of
from tests.support.office import shown, signed_in, work_in_this_thread

pytestmark = pytest.mark.django_db
CLEAN = clean_text("en")
FAULTY = CLEAN.replace("Associated results\nL1M1D1\n", "Associated results\nL3M2D1\n", 1)


@pytest.fixture(autouse=True)
def room(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    work_in_this_thread(monkeypatch)


def handed(client: Client, view: str, content: str) -> Any:
    file = SimpleUploadedFile("q2.txt", content.encode())
    return client.post(reverse(f"imports:{view}"), {"file": file}, follow=True)


def test_report_shows_what_it_says_beside_what_is_asked() -> None:
    make.AssociationFactory(languages=["en"], source_language="en")
    make.MembershipFactory()  # members are recorded: a listed name that is none of them is a question
    reviewer = signed_in(Role.REVIEWER)
    page = parsed(handed(reviewer, "new", CLEAN).content)
    of = Import.objects.get()
    assert (of.kind, of.language) == ("REPORT", "en")
    assert page.xpath("//article[contains(@class, 'imports-doubt')]")
    passages = page.xpath("//article//blockquote")
    assert passages
    for passage in passages:
        for line in passage.text_content().strip("… \n").split("\n"):
            assert line.strip("… ") in CLEAN
    marked = page.xpath("//article//mark/text()")
    assert marked
    assert all(one in CLEAN for one in marked)
    assert "lines" in text_of(page)


def test_records_that_somebody_may_not_see_are_counted_and_not_shown() -> None:
    reviewer, communications = signed_in(Role.REVIEWER), signed_in(Role.COMMUNICATIONS)
    handed(reviewer, "new", CLEAN)
    of = Import.objects.get()
    hidden = of.items.filter(record_type__in=("activities.bilateralmeeting", "dues.publishedstatement"))
    assert hidden.exists()
    own, other = page_of(communications, of), page_of(signed_in(Role.ADMINISTRATOR), of)
    told = "record is of a kind" if hidden.count() == 1 else f"{hidden.count()} records are of kinds"
    assert told in text_of(own)
    assert "that you may not see" not in text_of(other)
    kinds = "//ul[@class='imports-counts']/li/strong/text()"
    assert set(other.xpath(kinds)) - set(own.xpath(kinds)) == {"bilateral meetings:", "dues totals:"}


@pytest.mark.parametrize("step", ["likely", "rest"])
def test_nobody_answers_questions_that_are_not_shown_to_them(step: str) -> None:
    make.AssociationFactory(languages=["en"], source_language="en")
    member = make.MembershipFactory().organisation
    handed(signed_in(Role.REVIEWER), "new", CLEAN)
    of = Import.objects.get()
    waiting = ImportDoubt.objects.filter(item__of=of, state=DoubtState.OPEN)
    asked = [one for one in open_doubts(of, blocking=False) if one.item.record_type == "members.organisation"]
    shown = asked[0]
    hidden = next(doubt for doubt in asked if doubt.item_id != shown.item_id)
    likely = [{"slug": member.slug, "name": "Somewhere", "likely": True}]
    ImportDoubt.objects.filter(pk__in=(shown.pk, hidden.pk)).update(candidates=likely)
    ImportItem.objects.filter(pk=hidden.item_id).update(record_type="dues.publishedstatement")
    signed_in(Role.COMMUNICATIONS).post(reverse(f"imports:{step}", args=[of.pk]), {"answer": "out"})
    assert waiting.filter(pk=hidden.pk).exists()
    assert not waiting.filter(pk=shown.pk).exists()
    if step == "rest":
        assert set(waiting.values_list("item__record_type", flat=True)) == {"dues.publishedstatement"}


def test_report_is_reconciled_and_both_passages_stand_side_by_side() -> None:
    reviewer = signed_in(Role.REVIEWER)
    page = parsed(handed(reviewer, "reconcile", FAULTY).content)
    upload = Upload.objects.get()
    text = text_of(page)
    assert "its deliverable is of another line: L3M2D1" in text
    assert "What would settle it: Change the line, or add a deliverable of L1." in text
    assert "its period is not on record" in text
    passages = page.xpath("//article[contains(@class, 'imports-finding')]//blockquote")
    assert "L3M2D1" in "".join(one.text_content() for one in passages)
    french = reviewer.get(
        reverse("imports:reconciled", args=[upload.pk]), headers={"accept-language": "fr"}
    ).content.decode()
    assert "Changer la ligne" in french
    listed = shown(reviewer, reverse("imports:index"))
    assert listed.xpath("//section[@aria-labelledby='imports-reconciled']//a/text()") == ["q2.txt"]
    again = reviewer.post(reverse("imports:reconcile_again", args=[upload.pk]), follow=True)
    assert "L3M2D1" in again.content.decode()


def test_report_of_an_import_is_reconciled() -> None:
    reviewer = signed_in(Role.REVIEWER)
    handed(reviewer, "new", FAULTY)
    of = Import.objects.get()
    done = reviewer.post(reverse("imports:reconcile_import", args=[of.pk]), follow=True)
    assert "L3M2D1" in done.content.decode()
    assert Upload.objects.get().findings["file"] == "q2.txt"


def test_report_is_reconciled_in_a_server_with_threads_against_its_records() -> None:
    make.AssociationFactory(languages=["en"], source_language="en")
    make.MembershipFactory()
    make.ActivityFactory(
        start_date=date(2018, 5, 4), end_date=date(2018, 5, 4), title={"en": "Forum of nobody"}
    )
    done = Event()
    other = Thread(target=done.wait)  # as a server has: a copy of this process cannot be made then
    other.start()
    try:
        text = text_of(parsed(handed(signed_in(Role.REVIEWER), "reconcile", FAULTY).content))
    finally:
        done.set()
        other.join()
    assert "Held against itself and against the records." in text
    assert "L3M2D1" in text


def test_what_is_no_report_is_not_reconciled() -> None:
    answer = handed(signed_in(Role.FINANCE), "reconcile", "hello")
    assert "no headings of a progress report" in answer.content.decode()
    assert not Upload.objects.exists()


def test_findings_are_for_whoever_may_see_checks() -> None:
    handed(signed_in(Role.REVIEWER), "reconcile", FAULTY)
    address = reverse("imports:reconciled", args=[Upload.objects.get().pk])
    assert signed_in(Role.OFFICER).get(address).status_code == 200
    for role in (Role.BOARD_READER, Role.TRANSLATOR):
        assert signed_in(role).get(address).status_code in (302, 403)
