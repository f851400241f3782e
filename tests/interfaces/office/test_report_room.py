"""The report room: how a report stands, what is waived, looked at and frozen there, and by whom."""

from __future__ import annotations

import os
import re
import signal
from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from lxml import html
from pytest_django.fixtures import Settings

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Role, operator
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import Period
from rapporteur.base.words.say import say
from rapporteur.documents.building.build import BuildFailed, build
from rapporteur.interfaces.office.pages import working
from rapporteur.interfaces.office.report_room import later, previewing, standing
from rapporteur.proof.checks.models import CheckWaiver
from rapporteur.proof.checks.subject import check_period
from rapporteur.proof.editions.composition import compile_period
from rapporteur.proof.editions.freezing import edition_named
from rapporteur.proof.editions.models import Edition
from rapporteur.records.activities.models import Activity
from rapporteur.records.reports.models import Report
from rapporteur.report.value.data import ReportData
from tests.support import small_network as small
from tests.support.office import shown, signed_in, url, work_in_this_thread

CODE = "2021-Q1"
FREEZING = "rapporteur.interfaces.office.report_room.freezing"


@pytest.fixture
def report(db: None, settings: Settings, tmp_path: Path) -> Report:
    settings.EDITIONS_DIR = tmp_path / "editions"
    small.record_network()
    period = small.PERIOD
    found, _ = Report.objects.get_or_create(period_start=period.start, period_end=period.end)
    return found


def page_of(client: Client) -> Any:
    return shown(client, reverse("report_room:period", args=[CODE]))


def text_of(page: Any) -> str:
    return " ".join(page.xpath("//main")[0].text_content().split())


def waivable() -> Any:
    return next(one for one in check_period(small.PERIOD).open if one.waivable)


def test_page_counts_activities_and_texts_and_names_every_finding(report: Report) -> None:
    page = page_of(signed_in(Role.SECRETARY_GENERAL))
    text = text_of(page)
    assert "2 published" in text
    assert "French" in text
    for finding in check_period(small.PERIOD).open:
        assert finding.message("en") in text


def test_a_long_list_of_findings_begins_with_some_and_says_how_many_there_are(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing, "FINDINGS_SHOWN", 1)
    reviewer = signed_in(Role.REVIEWER)
    every = check_period(small.PERIOD).open
    most = max(Counter(one.severity for one in every).values())
    assert most > 1
    page = page_of(reviewer)
    assert f"1 of {most} are shown." in text_of(page)
    assert f"({most})" in text_of(page)
    rows = "//ul[contains(@class, 'report-room-findings')]/li"
    assert len(page.xpath(rows)) < len(every)
    address = page.xpath("//a[contains(@href, 'findings=all')]/@href")[0].partition("#")[0]
    whole = shown(reviewer, reverse("report_room:period", args=[CODE]) + address)
    assert len(whole.xpath(rows)) == len(every)


def test_finding_leads_to_the_field_that_mends_it(report: Report) -> None:
    reviewer = signed_in(Role.REVIEWER)
    links = page_of(reviewer).xpath("//ul[contains(@class, 'report-room-findings')]//a/@href")
    parts = [link.partition("#")[::2] for link in links]
    anchors = [(address, anchor) for address, anchor in parts if anchor]
    assert len(anchors) > len(parts) / 2
    forms = {address: shown(reviewer, address) for address, _ in parts}
    assert [
        (address, anchor) for address, anchor in anchors if not forms[address].xpath(f"//*[@id='{anchor}']")
    ] == []


def test_finding_about_a_translation_leads_to_the_sheet_on_which_it_is_mended(report: Report) -> None:
    activity = Activity.objects.filter(live=True).order_by("pk").first()
    assert activity is not None
    title = {**activity.title, "en": "The walls, seen again"}
    Activity.objects.filter(pk=activity.pk).update(
        title={one: words for one, words in title.items() if one != "fr"}
    )
    sheet = reverse("desk:sheet", args=[CODE, "fr", "activities.activity", activity.slug])
    found = [one for one in check_period(small.PERIOD).open if one.rule.id == "text-missing"]
    assert [(one.record.slug, one.field) for one in found] == [(activity.slug, "title")]

    (link,) = page_of(signed_in(Role.REVIEWER)).xpath(f"//a[starts-with(@href, '{sheet}')]/@href")
    assert "The walls, seen again" in text_of(shown(signed_in(Role.TRANSLATOR), link))

    # who may not translate goes to the form, if to any
    assert page_of(signed_in(Role.OFFICER)).xpath(f"//a[starts-with(@href, '{sheet}')]") == []


def test_findings_about_what_somebody_may_not_see_are_counted_and_not_told(report: Report) -> None:
    from rapporteur.records.dues import actions as dues
    from rapporteur.records.dues.shapes import StatementShape

    statement = StatementShape(
        year=2021,
        amount=Decimal("4321.00"),
        currency="EUR",
        payers=1,
        members=77,
        as_of_date=date(2021, 3, 1),
    )
    dues.publish_statement(by=small.BY, statement=statement)
    secret = [one for one in check_period(small.PERIOD).open if one.record.type.startswith("dues.")]
    assert secret
    officer, secretary = (
        text_of(page_of(signed_in(role))) for role in (Role.OFFICER, Role.SECRETARY_GENERAL)
    )
    for finding in secret:
        assert finding.message("en") in secretary
        assert finding.message("en") not in officer
    finance = page_of(signed_in(Role.FINANCE))
    assert "2021, as of 1 March 2021" in text_of(finance)
    assert "2021/2021-03-01" not in text_of(finance)
    (form,) = {
        one.partition("?")[0] for one in finance.xpath("//main//a/@href") if "publishedstatement" in one
    }
    assert (
        shown(signed_in(Role.ADMINISTRATOR), form).xpath("string(//input[@id='id_amount']/@value)")
        == "4321.00"
    )
    assert f"{len(secret)} finding" in officer


@pytest.mark.usefixtures("noted_contexts")
def test_waiver_needs_a_reason_leaves_a_trail_and_can_be_taken_back(report: Report) -> None:
    reviewer, finding = signed_in(Role.REVIEWER), waivable()
    address = reverse("report_room:waive", args=[CODE])
    reviewer.post(address, {"finding": finding.code, "reason": " "})
    assert not CheckWaiver.objects.exists()
    alike = [one.code for one in check_period(small.PERIOD).open if one.severity is finding.severity]
    after = dict(pairwise(alike)).get(finding.code)
    answer = reviewer.post(address, {"finding": finding.code, "reason": "There was no place"}, follow=True)
    ((to, _),) = answer.redirect_chain
    place = to.partition("#")[2]
    assert place == (slugify(after) if after else "room-findings")
    assert html.fromstring(answer.content).xpath(f"//*[@id='{place}']")
    told = {str(one).strip() for one in answer.context["messages"]}
    assert say(Message("Waived: {message}"), "en", message=finding.message("en")) in told
    (waiver,) = CheckWaiver.objects.all()
    assert (waiver.by, waiver.reason) == ("reviewer", "There was no place")
    assert AuditEntry.objects.filter(by="reviewer").count() == 1
    assert "There was no place" in text_of(page_of(reviewer))
    assert finding.code not in {one.code for one in check_period(small.PERIOD).open}
    reviewer.post(reverse("report_room:withdraw", args=[CODE, waiver.pk]))
    assert finding.code in {one.code for one in check_period(small.PERIOD).open}
    assert AuditEntry.objects.filter(by="reviewer", action="withdrew").exists()


def test_finding_that_is_gone_is_not_waived(report: Report) -> None:
    reviewer = signed_in(Role.REVIEWER)
    done = reviewer.post(
        reverse("report_room:waive", args=[CODE]),
        {"finding": "no-place:00000000", "reason": "x"},
        follow=True,
    )
    assert "does not stand any more" in done.content.decode()
    assert not CheckWaiver.objects.exists()


@pytest.mark.parametrize("role", [Role.OFFICER, Role.TRANSLATOR, Role.FINANCE, Role.BOARD_READER])
def test_who_may_not_waive_or_freeze_is_offered_neither_and_refused_both(report: Report, role: Role) -> None:
    client, finding = signed_in(role), waivable()
    forms = page_of(client).xpath("//main//form/@action")
    assert [one for one in forms if "waive" in one or "freeze" in one] == []
    for name, values in (("waive", {"finding": finding.code, "reason": "x"}), ("freeze", {"confirm": CODE})):
        answer = client.post(reverse(f"report_room:{name}", args=[CODE]), values)
        assert answer.status_code in (302, 403)
    assert not CheckWaiver.objects.exists()
    assert not Edition.objects.exists()
    assert not AuditEntry.objects.filter(by=role.lower().replace("_", "-")).exists()


def test_board_reader_sees_the_report_without_its_checks(report: Report) -> None:
    text = text_of(page_of(signed_in(Role.BOARD_READER)))
    assert "2 published" in text
    assert "Blocking" not in text


@pytest.mark.parametrize("role", [Role.BOARD_READER, Role.REGIONAL_SECRETARY])
def test_who_sees_no_report_before_it_is_frozen_has_no_preview_and_no_changes_of_it(
    report: Report, role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = {"period_start": report.period_start, "period_end": report.period_end}
    Edition.objects.create(
        number=1,
        snapshot="{}",
        sha256="a" * 64,
        as_of=small.PERIOD.last_day,
        frozen_at=timezone.now(),
        by="ana",
        program="1",
        versions={},
        seal="b" * 64,
        **days,
    )
    monkeypatch.setattr(
        "rapporteur.interfaces.office.report_room.pages._changes", lambda *_: ["What is new."]
    )
    client, address = (
        signed_in(role, region="south"),
        reverse("report_room:preview", args=[CODE, "en", "html"]),
    )
    text = text_of(page_of(client))
    assert "2021-Q1/1" in text
    assert "Preview" not in text
    assert "What is new." not in text
    assert client.get(address).status_code in (302, 403)
    assert "What is new." in text_of(page_of(signed_in(Role.REVIEWER)))


def test_findings_about_another_region_are_counted_and_not_told(report: Report) -> None:
    about = [one for one in check_period(small.PERIOD).open if one.record.type == "activities.activity"]
    assert about
    own, other = (
        text_of(page_of(signed_in(Role.REGIONAL_SECRETARY, name=region, region=region)))
        for region in ("south", "north")
    )
    for finding in about:
        assert finding.message("en") in own
        assert finding.record.name["en"] not in other
    assert f"{len(about)} finding" in other


def test_waiver_about_what_somebody_may_not_see_is_not_theirs_to_withdraw(report: Report) -> None:
    waiver = CheckWaiver.objects.create(
        rule="dues-paid-more", record_type="dues.duesitem", record="2021/avila", fingerprint="a" * 64,
        reason="agreed", by="ana",
    )  # fmt: skip
    address = reverse("report_room:withdraw", args=[CODE, waiver.pk])
    assert signed_in(Role.REVIEWER).post(address).status_code == 404
    assert signed_in(Role.SECRETARY_GENERAL).post(address).status_code == 302
    assert not CheckWaiver.objects.exists()


def test_page_counts_who_recorded_what_and_leads_from_each_figure_to_its_section(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(small, "BY", operator("ana"))
    small.record_activity("visit", ("avila",))
    small.record_activity("fair", ("avila",))  # which somebody else recorded
    page = page_of(signed_in(Role.SECRETARY_GENERAL))
    rows = {
        row.xpath("string(th)"): [cell.text_content() for cell in row.xpath("td")]
        for row in page.xpath("//section[@aria-labelledby='room-activities']//tbody/tr")
    }
    assert rows == {"test": ["2", "2"], "ana": ["1", "1"]}
    tiles = page.xpath("//ul[@class='report-room-tiles']/li/a")
    sections = [tile.get("href") for tile in tiles]
    assert sections == ["#room-findings", "#room-activities", "#room-texts", "#room-editions"]
    assert all(page.xpath(f"//*[@id='{section[1:]}']") for section in sections)
    assert " ".join(tiles[1].text_content().split()) == "activities 3 all published"


def _edition(number: int, data: ReportData) -> Edition:
    return Edition.objects.create(
        number=number, period_start=small.PERIOD.start, period_end=small.PERIOD.end,
        snapshot=data.canonical_json(), sha256="a" * 64, as_of=small.PERIOD.last_day, frozen_at=timezone.now(),
        by="ana", program="1", versions={}, seal="b" * 64,
    )  # fmt: skip


def test_editions_are_compared_in_sentences(report: Report) -> None:
    _edition(1, compile_period(small.PERIOD))
    small.record_activity("survey", ("avila",), small.text("The great survey", "Titre : survey"))
    _edition(2, compile_period(small.PERIOD))
    reader = signed_in(Role.BOARD_READER)
    compared = reverse("report_room:compare", args=[CODE, 2])
    assert compared in page_of(reader).xpath("//main//a/@href")
    text = text_of(shown(reader, compared))
    assert "What 2021-Q1/2 says otherwise than 2021-Q1/1" in text
    assert "The great survey" in text
    assert reader.get(reverse("report_room:compare", args=[CODE, 1])).status_code == 404


def test_preview_is_made_once_for_what_the_records_say(
    report: Report, monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> None:
    settings.PREVIEWS_DIR = tmp_path / "previews"
    work_in_this_thread(monkeypatch)
    client, address = signed_in(Role.OFFICER), reverse("report_room:preview", args=[CODE, "en", "html"])
    monkeypatch.setattr(working, "SOON", 0)
    told = streamed(client.get(address))
    assert "The report is laid out in English" in told
    page: Any = html.fromstring(told)
    (form,) = page.xpath("//form[@method='post'][.//button[text()='Cancel']]")
    assert form.get("action").startswith(reverse("report_room:period", args=[CODE]))
    assert form.xpath(".//input[@name='csrfmiddlewaretoken']/@value")
    assert f'content="0; url={address}"' in told
    assert client.get(address)["Content-Type"] == "text/html; charset=utf-8"
    (kept,) = settings.PREVIEWS_DIR.iterdir()
    assert kept.stat().st_mode & 0o077 == 0
    small.record_activity("survey", ("avila",), small.text("The great survey", "Titre : survey"))
    assert "laid out" in streamed(client.get(address))
    assert "The great survey" in client.get(address).content.decode()


@pytest.fixture
def wanted(report: Report, settings: Settings, tmp_path: Path) -> previewing.Preview:
    """A preview that nobody has made."""
    settings.PREVIEWS_DIR = tmp_path / "previews"
    period = Period.parse(CODE)
    return previewing.Preview(compile_period(period, period.last_day), "en", "html")


def test_a_preview_is_cancelled_and_what_makes_it_ends(
    wanted: previewing.Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, ended = signed_in(Role.OFFICER), []

    def cancelled_meanwhile(*given: Any, by: Any, **more: Any) -> Any:
        client.post(reverse("report_room:cancel", args=[CODE, wanted.path.name]))
        ended.append(by.renderers.process.wait(60))
        raise BuildFailed(Message("it ended"))

    with monkeypatch.context() as patched:
        patched.setattr(previewing, "build", cancelled_meanwhile)
        with pytest.raises(previewing.PreviewCancelled, match="The preview is cancelled"):
            wanted.make()
    assert ended == [-signal.SIGKILL]
    assert list(wanted.path.parent.iterdir()) == []
    wanted.make()  # and is made when somebody wants it after all
    assert wanted.content() is not None


def test_what_is_not_translated_yet_is_marked_in_a_preview_and_stops_nothing(
    report: Report, settings: Settings, tmp_path: Path
) -> None:
    settings.PREVIEWS_DIR = tmp_path / "previews"
    activity = Activity.objects.order_by("start_date").first()
    assert activity is not None
    Activity.objects.filter(pk=activity.pk).update(title={"fr": "Le pont neuf"})
    period = Period.parse(CODE)
    preview = previewing.Preview(compile_period(period, period.last_day), "en", "html")
    preview.make()
    content = preview.content()
    assert content is not None
    assert "Le pont neuf [not in English yet]" in content.decode()


def test_another_process_takes_up_what_one_that_was_killed_was_making(
    wanted: previewing.Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed: list[int] = []

    def kill_the_first(*given: Any, by: Any, **more: Any) -> Any:
        if not killed:
            killed.append(by.renderers.process.pid)
            os.killpg(by.renderers.process.pid, signal.SIGKILL)
        return build(*given, by=by, **more)

    monkeypatch.setattr(previewing, "build", kill_the_first)
    wanted.make()
    assert killed
    assert wanted.content() is not None


def test_the_list_of_reports_tells_a_published_editorial_from_a_frozen_report(report: Report) -> None:
    Report.objects.update(live=True)
    client = signed_in(Role.SECRETARY_GENERAL)

    def stands() -> list[str]:
        table = shown(client, url(Report, "list")).xpath("//main//table")[0]
        heads = [" ".join(cell.text_content().split()) for cell in table.xpath(".//thead//th")]
        cells = table.xpath(".//tbody/tr[1]/*")
        return [" ".join(cells[heads.index(one)].text_content().split()) for one in ("Frozen", "Editorial")]

    assert stands() == ["not yet", "● published"]
    _edition(3, compile_period(small.PERIOD))
    assert stands() == ["edition 3", "● published"]


def test_no_other_file_is_made_by_who_cancels(report: Report, settings: Settings, tmp_path: Path) -> None:
    settings.PREVIEWS_DIR = tmp_path / "previews"
    client = signed_in(Role.OFFICER)
    for name in ("x.html", "0" * 64, f"{'0' * 64}.html.cancel"):
        assert client.post(reverse("report_room:cancel", args=[CODE, name])).status_code == 404
    assert not settings.PREVIEWS_DIR.exists()


def test_wishes_that_nobody_heard_are_cleared(report: Report, settings: Settings, tmp_path: Path) -> None:
    """Who cancels what is made already, again and again, fills no disk."""
    settings.PREVIEWS_DIR = tmp_path
    client = signed_in(Role.OFFICER)

    def cancel(digit: str) -> None:
        assert (
            client.post(reverse("report_room:cancel", args=[CODE, f"{digit * 64}.html"])).status_code == 302
        )

    cancel("0")
    cancel("1")
    assert len(list(tmp_path.iterdir())) == 2  # both may still be heard
    for file in tmp_path.iterdir():
        os.utime(file, (1_000_000, 1_000_000))
    cancel("2")
    assert [file.name for file in tmp_path.iterdir()] == [f"{'2' * 64}.html.cancel"]


def test_older_previews_are_cleared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(previewing, "KEPT", 2)
    for age in range(4):
        file = tmp_path / f"{age}.pdf"
        file.write_bytes(b"%PDF")
        os.utime(file, (1_000_000 - age, 1_000_000 - age))
    previewing._clear(tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {"0.pdf", "1.pdf"}


def test_preview_shows_the_report_of_today_in_one_language(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    work_in_this_thread(monkeypatch)
    client = signed_in(Role.OFFICER)
    answer = client.get(reverse("report_room:preview", args=[CODE, "fr", "html"]), follow=True)
    assert answer.status_code == 200
    assert "Villes fortes" in answer.content.decode()
    assert "script" not in answer["Content-Security-Policy"]
    assert client.get(reverse("report_room:preview", args=[CODE, "de", "html"])).status_code == 404
    printed = client.get(reverse("report_room:preview", args=[CODE, "en", "pdf"]), follow=True)
    assert printed.content.startswith(b"%PDF")


def test_no_page_for_a_period_without_a_report(report: Report) -> None:
    client = signed_in(Role.REVIEWER)
    for code in ("2020-Q1", "then"):
        assert client.get(reverse("report_room:period", args=[code])).status_code == 404
    listed = shown(client, reverse("report_room:index"))
    assert [link.text for link in listed.xpath("//main//ul//a")] == ["January–March 2021"]


def test_page_speaks_the_readers_language(report: Report) -> None:
    client = signed_in(Role.REVIEWER)
    answer = client.get(reverse("report_room:period", args=[CODE]), headers={"accept-language": "fr"})
    text = text_of(html.fromstring(answer.content))
    assert "2 publiées" in text
    assert "Janvier – mars 2021" in " ".join(answer.content.decode().split())


def test_queries_of_the_page_do_not_grow_with_the_findings(
    report: Report, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(Role.REVIEWER)
    page_of(client)
    with django_assert_max_num_queries(80):
        page_of(client)


# --- a large quarter ---------------------------------------------------------------------------------------


def statements_of(client: Client, address: str) -> list[str]:
    """Return the statements of a page, without the values in them."""
    shown(client, address)
    with CaptureQueriesContext(connection) as queries:
        shown(client, address)
    return [re.sub(r"'[^']*'|\d+", "?", one["sql"]) for one in queries.captured_queries]


def test_what_rests_on_all_texts_of_a_large_quarter_comes_later(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(later, "MANY_ACTIVITIES", 1)
    with monkeypatch.context() as only:
        only.setattr("rapporteur.interfaces.office.report_room.pages.read_period", None)  # not even asked
        page = page_of(signed_in(Role.SECRETARY_GENERAL))
    text = text_of(page)
    assert "2 published" in text
    assert text.count("There is much to look at") == 2
    assert page.xpath("//*[@id='part-tiles']//strong/text()") == ["…", "2", "…", "0"]
    (address,) = set(page.xpath("//*[@id='part-findings']//a/@href"))
    whole = shown(signed_in(Role.SECRETARY_GENERAL, name="bo"), address.partition("#")[0])
    for finding in check_period(small.PERIOD).open:
        assert finding.message("en") in text_of(whole)
    assert "There is much" not in text_of(whole)
    parts = {one.get("id") for one in page.xpath("//*[@data-part]")}
    assert parts == {"part-verbs", "part-tiles", "part-findings", "part-texts"}
    assert parts <= {one.get("id") for one in whole.xpath("//*[@data-part]")}, "each has what takes its place"


def test_who_may_not_see_what_comes_later_is_not_told_of_it(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(later, "MANY_ACTIVITIES", 1)
    page = page_of(signed_in(Role.BOARD_READER))
    assert "There is much" not in text_of(page)
    assert page.xpath("//*[@id='part-findings']") == []


def test_a_page_with_all_its_parts_reads_the_records_once(report: Report) -> None:
    statements = statements_of(signed_in(Role.SECRETARY_GENERAL), reverse("report_room:period", args=[CODE]))
    of_texts = [one for one in statements if '"activities_activity"."text"' in one]
    assert len(of_texts) == 1, "checks and counts of texts are made of the same rows"
    twice = [one for one, times in Counter(statements).items() if times > 1 and "core_association" not in one]
    assert twice == []


# --- freezing ----------------------------------------------------------------------------------------------


def streamed(answer: Any) -> str:
    return b"".join(answer.streaming_content).decode()


@pytest.fixture
def nothing_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{FREEZING}.what_blocks", lambda *_: ())


def test_failure_that_nobody_foresaw_is_said_where_a_report_is_frozen(
    report: Report, nothing_blocks: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("Ana's secret")

    work_in_this_thread(monkeypatch)
    monkeypatch.setattr(f"{FREEZING}.freeze", fail)
    secretary, address = signed_in(Role.SECRETARY_GENERAL), reverse("report_room:freeze", args=[CODE])
    soon = secretary.post(address, {"confirm": CODE}, follow=True)
    monkeypatch.setattr(working, "SOON", 0)
    late = streamed(secretary.post(address, {"confirm": CODE}))
    for said in (soon.content.decode(), late):
        assert "Something went wrong that nobody foresaw. Nothing was frozen." in said
    assert late.rstrip().endswith("</html>")
    noted = [record for record in caplog.records if record.name == "rapporteur" and record.msg == "failed"]
    assert [one.values["error"] for one in noted] == ["RuntimeError"] * 2  # type: ignore[attr-defined]  # note puts it there
    assert not any("secret" in str(one.__dict__) for one in noted)


def test_report_is_frozen_once_its_code_is_typed_and_its_documents_are_handed_out(
    report: Report, nothing_blocks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    work_in_this_thread(monkeypatch)
    monkeypatch.setattr(working, "SOON", 0)
    period = small.PERIOD
    secretary, address = signed_in(Role.SECRETARY_GENERAL), reverse("report_room:freeze", args=[CODE])
    blocked = bool(check_period(period).blocking)
    assert not blocked, "the small network has nothing that blocks"

    (asked,) = shown(secretary, address).xpath("//form[.//*[@name='confirm']]")
    assert "January–March 2021" in text_of(asked)
    assert CODE not in text_of(asked)
    for typed in ("2021-Q2", "April–June 2021", "March 2021"):
        other = secretary.post(address, {"confirm": typed})
        assert "is another period: expected January–March 2021" in other.content.decode()
    assert not Edition.objects.exists()

    told = streamed(secretary.post(address, {"confirm": "2021-q1", "note": "for the board"}))
    assert "2021-Q1/1 is frozen with" in told
    assert told.rstrip().endswith("</html>")
    edition = edition_named("2021-Q1/1")
    assert (edition.by, edition.note) == ("secretary-general", "for the board")

    assert "nothing changed since 2021-Q1/1" in streamed(
        secretary.post(address, {"confirm": "janvier - mars 2021"})
    )
    page = page_of(secretary)
    assert "The records say what the edition says." in text_of(page)
    links = page.xpath("//section[@aria-labelledby='room-editions']//td/a")
    assert {link.text for link in links} == {file.name for file in edition.files.all()}
    document = secretary.get(links[0].get("href"))
    assert document["Content-Disposition"] == f'attachment; filename="{links[0].text}"'
    assert document.content
    missing = reverse("report_room:document", args=[CODE, 1, "other.pdf"])
    assert secretary.get(missing).status_code == 404
