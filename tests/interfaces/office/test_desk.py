"""The translation desk: what is open, what is written there and by whom; nothing typed is lost."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
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

from rapporteur.base.core.engine import save_record
from rapporteur.base.core.models import AuditEntry, TranslationState
from rapporteur.base.core.permissions import Right, Role, operator
from rapporteur.base.core.translations import Status
from rapporteur.base.values.localized import LocalizedText
from rapporteur.records.activities.models import Activity
from rapporteur.records.reports.models import Report
from rapporteur.report.translating.matrix import translation_matrix
from tests.support import small_network as small
from tests.support.office import Values, shown, signed_in

CODE = "2021-Q1"
FAIR = ["activities.activity", "fair"]
SOURCE = "<p>In 2021 3 towns met in Lugo. They spoke of walls. Everybody came.</p>"
FRENCH = "<p>En 2021, 3 villes se sont réunies à Lugo. Elles ont parlé de remparts. Tous sont venus.</p>"


@pytest.fixture
def report(db: None) -> Report:
    small.record_network()
    period = small.PERIOD
    found, _ = Report.objects.get_or_create(period_start=period.start, period_end=period.end)
    change("fair", text=small.text(SOURCE, FRENCH))
    return found


def change(slug: str, by: str = "Ana", **values: LocalizedText) -> None:
    save_record(Activity, by=operator(by), right=Right.PUBLISH_ACTIVITIES, key={"slug": slug}, values=values)


def reword(slug: str, **texts: str) -> None:
    """Change one text of an activity in some languages, the others as they were: `title_en`."""
    for name, words in texts.items():
        field, _, language = name.partition("_")
        before = getattr(Activity.objects.get(slug=slug), field)
        change(slug, **{field: before.merged({language: words})})


def sheet_address(language: str = "fr", key: Sequence[str] = FAIR) -> str:
    return reverse("desk:sheet", args=[CODE, language, *key])


def matrix_address() -> str:
    return reverse("desk:matrix", args=[CODE])


def page_of(answer: Any) -> Any:
    """Return the page of an answer."""
    return html.fromstring(answer.content)


def form_of(page: Any) -> Values:
    """Return what the form would send as it stands."""
    return dict(page.get_element_by_id("desk-form").form_values())


def rows_of(page: Any, number: int) -> list[str]:
    """Return what stands in the boxes of one text."""
    return [box.value.strip() for box in page.xpath(f"//textarea[starts-with(@name, 'row-{number}-')]")]


def words_of(page: Any, path: str = "//main") -> list[str]:
    return [" ".join(element.text_content().split()) for element in page.xpath(path)]


def status_of(path: str, language: str = "fr") -> Status:
    key = f"activities.activity/fair/{path}"
    return next(text for text in translation_matrix(small.PERIOD).texts if text.key == key).status(
        language, "en"
    )


# --- what stands on the pages ---------------------------------------------------------------------------


def test_matrix_lists_open_records_with_progress_by_language_and_person(report: Report) -> None:
    reword("fair", title_en="The great fair")
    page = shown(signed_in(Role.TRANSLATOR), matrix_address())
    cells = words_of(page, "//section[@aria-labelledby='desk-records']//tbody/tr/*")
    assert cells == ["The great fair", "activity", "↻ stale"]
    assert page.xpath("//section[@aria-labelledby='desk-records']//tbody//a/@href") == [sheet_address()]
    texts = len(translation_matrix(small.PERIOD).texts)
    assert f"{texts - 1} of {texts} texts" in words_of(page)[0]
    assert "Ana" in " ".join(words_of(page, "//section[@aria-labelledby='desk-people']//tbody/tr/th"))


def test_difference_is_since_the_revision_that_was_translated_not_the_last_one(report: Report) -> None:
    reword("fair", text_en=SOURCE.replace("3 towns", "4 towns"))
    reword("fair", text_en=SOURCE.replace("3 towns", "4 towns").replace("They spoke of walls. ", ""))
    page = shown(signed_in(Role.TRANSLATOR), sheet_address())
    (first,) = page.xpath("//div[@id='desk-source-1-0']/p[1]")
    assert (first.xpath("del/text()"), first.xpath("ins/text()")) == (["3"], ["4"])
    assert rows_of(page, 1) == ["En 2021, 3 villes se sont réunies à Lugo.", "Tous sont venus."]
    assert words_of(page, "//details[@class='desk-gone']//li/span") == ["Elles ont parlé de remparts."]
    offers = page.xpath("//div[@class='desk-row desk-changed']//button[@name='take']/@value")
    assert offers[0] == "1-0:En 2021, 4 villes se sont réunies à Lugo."


@pytest.mark.parametrize("role", list(Role))
def test_each_role_sees_and_writes_what_the_table_says(report: Report, role: Role) -> None:
    client = signed_in(role, region="south")
    reword("fair", title_en="The great fair")
    may_view = role in {
        Role.ADMINISTRATOR, Role.SECRETARY_GENERAL, Role.REVIEWER, Role.OFFICER, Role.COMMUNICATIONS, Role.TRANSLATOR,
    }  # fmt: skip
    may_write = may_view and role is not Role.OFFICER
    answers = [client.get(one) for one in (reverse("desk:index"), matrix_address(), sheet_address())]
    assert [one.status_code == 200 for one in answers] == [may_view] * 3
    assert (reverse("desk:index") in client.get("/cms/").content.decode()) is may_view
    entries = AuditEntry.objects.count()
    client.post(sheet_address(), {**TITLE_FORM, "row-0-0": "La grande foire", "next": "1"})
    title = Activity.objects.get(slug="fair").title["fr"]
    assert title == ("La grande foire" if may_write else "Titre : fair")
    assert AuditEntry.objects.count() == entries + may_write
    if may_view and not may_write:
        page = shown(client, sheet_address())
        assert page.xpath("//button[@name='next']") == []
        assert "officer may not write translations" in words_of(page)[0]


def revision_of(text: str) -> str:
    from rapporteur.base.core.translations import revision

    return revision(text)


TITLE_FORM: Values = {
    "path-0": "title", "seen-0": "The great fair", "made_for-0": revision_of("The great fair"),
    "instead_of-0": revision_of("Titre : fair"), "before-0-0": "", "end-0": "",
}  # fmt: skip


def test_records_that_somebody_may_not_see_are_counted_and_kept_back(report: Report) -> None:
    from datetime import date
    from decimal import Decimal

    from rapporteur.records.dues import actions as dues
    from rapporteur.records.dues.shapes import StatementShape

    statement = StatementShape(
        year=2021, amount=Decimal("4321.00"), currency="EUR", payers=1, members=77,
        as_of_date=date(2021, 3, 1), source=LocalizedText({"en": "Minutes of the board"}),
    )  # fmt: skip
    dues.publish_statement(by=small.BY, statement=statement)
    (text,) = (t for t in translation_matrix(small.PERIOD).texts if t.record_type.startswith("dues."))
    address = sheet_address(key=[text.record_type, text.record])
    translator, secretary = signed_in(Role.TRANSLATOR), signed_in(Role.SECRETARY_GENERAL)
    assert "1 text is of records that you may not see." in words_of(shown(translator, matrix_address()))[0]
    assert translator.get(address).status_code == 404
    assert "Minutes of the board" in words_of(shown(secretary, address))[0]
    file = reverse("desk:hand_out", args=[CODE, "fr", "xlf"])
    assert "Minutes of the board" not in translator.get(file).content.decode()
    assert "Minutes of the board" in secretary.get(file).content.decode()


def test_queries_do_not_grow_with_the_records(report: Report) -> None:
    client = signed_in(Role.TRANSLATOR)
    counts: list[tuple[int, int]] = []
    for number in (0, 30):
        for index in range(number):
            small.record_activity(f"more-{index}", ("avila",), title=small.text(f"More {index}", ""))
        pages = []
        for address in (matrix_address(), sheet_address()):
            shown(client, address)
            with CaptureQueriesContext(connection) as queries:
                shown(client, address)
            pages.append(len(queries))
        counts.append((pages[0], pages[1]))
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 60


# --- what is written --------------------------------------------------------------------------------------


def test_typed_translation_is_written_by_name_and_leads_to_the_next_open_record(report: Report) -> None:
    reword("fair", title_en="The great fair")
    reword("survey", title_en="The great survey")
    translator = signed_in(Role.TRANSLATOR)
    values = {**form_of(shown(translator, sheet_address())), "row-0-0": "La grande foire", "next": "1"}
    answer = translator.post(sheet_address(), values, follow=True)
    assert Activity.objects.get(slug="fair").title == {"en": "The great fair", "fr": "La grande foire"}
    assert Activity.objects.get(slug="fair").text == {"en": SOURCE, "fr": FRENCH}
    assert AuditEntry.objects.filter(action="translated", by="translator", record="fair").count() == 1
    survey = sheet_address(key=["activities.activity", "survey"])
    assert answer.redirect_chain[-1][0] == survey
    values = {**form_of(shown(translator, survey)), "row-0-0": "Le grand relevé", "next": "1"}
    answer = translator.post(survey, values, follow=True)
    assert "Nothing is open in French" in answer.content.decode()


def test_unchanged_meaning_is_noted_with_a_name_and_the_words_stay(report: Report) -> None:
    reword("fair", text_en=SOURCE.replace("Everybody came.", "Everyone came."))
    translator = signed_in(Role.TRANSLATOR)
    values = form_of(shown(translator, sheet_address()))
    translator.post(sheet_address(), {**values, "save": "1"})
    assert status_of("text") is Status.STALE, "what is saved as it was is not confirmed by that"
    translator.post(sheet_address(), {**values, "meaning-1": "1", "save": "1"})
    assert status_of("text") is Status.DONE
    assert Activity.objects.get(slug="fair").text["fr"] == FRENCH
    state = TranslationState.objects.get(record="fair", field="text", language="fr")
    entry = AuditEntry.objects.get(action="confirmed", record="fair")
    assert (state.by, entry.by) == ("translator", "translator")


def test_text_that_somebody_else_translated_meanwhile_is_shown_and_both_are_kept(report: Report) -> None:
    reword("fair", title_en="The great fair")
    translator = signed_in(Role.TRANSLATOR)
    values = {**form_of(shown(translator, sheet_address())), "row-0-0": "La grande foire", "next": "1"}
    reword("fair", title_fr="Le grand salon")
    answer = translator.post(sheet_address(), values)
    page = page_of(answer)
    assert "Ana has translated this since the page was opened" in words_of(page)[0]
    assert words_of(page, "//div[@class='desk-meanwhile']/p[2]") == ["Le grand salon"]
    assert rows_of(page, 0) == ["La grande foire"]
    assert Activity.objects.get(slug="fair").title["fr"] == "Le grand salon"
    translator.post(sheet_address(), {**form_of(page), "save": "1"})
    assert Activity.objects.get(slug="fair").title["fr"] == "La grande foire"


def test_source_that_changed_meanwhile_is_shown_beside_what_was_typed(report: Report) -> None:
    reword("fair", text_en=SOURCE.replace("3 towns", "4 towns"))
    translator = signed_in(Role.TRANSLATOR)
    values = form_of(shown(translator, sheet_address()))
    values |= {"row-1-0": "En 2021, 4 villes se sont réunies à Lugo.", "next": "1"}
    reword("fair", text_en=SOURCE.replace("3 towns", "5 towns"))
    page = page_of(translator.post(sheet_address(), values))
    assert "operator" not in words_of(page)[0]
    assert "Ana changed the source" in words_of(page)[0]
    (row,) = page.xpath("//div[@id='desk-source-1-0']/p[1]")
    assert (row.xpath("del/text()"), row.xpath("ins/text()")) == (["4"], ["5"])
    assert rows_of(page, 1)[0] == "En 2021, 4 villes se sont réunies à Lugo."
    assert "4 villes" not in Activity.objects.get(slug="fair").text["fr"]
    values = {**form_of(page), "row-1-0": "En 2021, 5 villes se sont réunies à Lugo.", "save": "1"}
    translator.post(sheet_address(), values)
    assert Activity.objects.get(slug="fair").text["fr"] == FRENCH.replace("3 villes", "5 villes")
    assert status_of("text") is Status.DONE


def test_half_a_text_and_names_that_differ_are_refused_with_all_that_was_typed(report: Report) -> None:
    reword("fair", text_en=SOURCE.replace("3 towns", "4 towns"))
    translator = signed_in(Role.TRANSLATOR)
    values = form_of(shown(translator, sheet_address()))
    half = {**values, "row-1-0": "En 2021, 4 villes se sont réunies à Ávila.", "row-1-1": "", "save": "1"}
    page = page_of(translator.post(sheet_address(), half))
    assert "1 sentence has no translation yet" in words_of(page)[0]
    assert rows_of(page, 1) == ["En 2021, 4 villes se sont réunies à Ávila.", "", "Tous sont venus."]

    whole = {**form_of(page), "row-1-1": "De murs.", "save": "1"}
    page = page_of(translator.post(sheet_address(), whole))
    said = words_of(page, "//div[@class='desk-refused']")[0]
    assert "Lugo is not named" in said
    assert "Ávila is named, which the source does not name" in said
    assert Activity.objects.get(slug="fair").text["fr"] == FRENCH

    translator.post(sheet_address(), {**form_of(page), "stands-1": "1", "save": "1"})
    assert "Ávila" in Activity.objects.get(slug="fair").text["fr"]


def test_tags_that_are_lost_are_refused_whatever_is_ticked(report: Report) -> None:
    translator = signed_in(Role.TRANSLATOR)
    values = form_of(shown(translator, sheet_address())) | {
        "row-1-2": "Tous <b>sont</b> venus.",
        "stands-1": "1",
    }
    answer = translator.post(sheet_address(), values)
    assert "the tag &lt;b&gt; is not in the source" in answer.content.decode()
    assert Activity.objects.get(slug="fair").text["fr"] == FRENCH


def test_offer_of_the_memory_is_taken_without_a_script(report: Report) -> None:
    new = small.text("<p>In 2022 12 towns met in Ávila.</p>", "")
    small.record_activity("later", ("avila",), title=small.text("Later", "Plus tard"))
    change("later", text=new)
    translator, address = signed_in(Role.TRANSLATOR), sheet_address(key=["activities.activity", "later"])
    page = shown(translator, address)
    (offer,) = page.xpath("//button[@name='take']/@value")
    assert offer == "1-0:En 2022, 12 villes se sont réunies à Ávila."
    page = page_of(translator.post(address, {**form_of(page), "take": offer}))
    assert rows_of(page, 1) == ["En 2022, 12 villes se sont réunies à Ávila."]
    for place in (f"{'9' * 5_000}-0", f"1-{'9' * 5_000}", "²-0", "9-0"):
        assert translator.post(address, {**form_of(page), "take": f"{place}:x"}).status_code == 200
    translator.post(address, {**form_of(page), "save": "1"})
    assert Activity.objects.get(slug="later").text["fr"] == f"<p>{offer.partition(':')[2]}</p>"


class ShoutingMachine:
    """A machine that knows one language, for what a provider is asked."""

    def draft(self, texts: Sequence[str], *, source: str, target: str) -> Sequence[str]:
        """Return the texts in capitals but for their tags."""
        return [f"{text.upper().replace('<P>', '<p>').replace('</P>', '</p>')}" for text in texts]


def test_machine_drafts_only_what_is_missing_and_is_marked_until_a_person_confirms(
    report: Report, settings: Settings
) -> None:
    change("fair", text=LocalizedText({"en": "<p>They spoke.</p>"}))
    translator = signed_in(Role.TRANSLATOR)
    assert shown(translator, sheet_address()).xpath("//button[@name='machine']") == []
    settings.MACHINE_TRANSLATION = "nobody.knows.It"
    answer = translator.post(sheet_address(), {"machine": "text"})
    assert "in RAPPORTEUR_MACHINE_TRANSLATION cannot be loaded" in answer.content.decode()
    settings.MACHINE_TRANSLATION = f"{__name__}.ShoutingMachine"
    page = shown(translator, sheet_address())
    assert page.xpath("//button[@name='machine']/@value") == ["text"]
    translator.post(sheet_address(), {**form_of(page), "machine": "title"})
    assert Activity.objects.get(slug="fair").title["fr"] == "Titre : fair"
    translator.post(sheet_address(), {**form_of(page), "machine": "text"})
    assert Activity.objects.get(slug="fair").text["fr"] == "<p>THEY SPOKE.</p>"
    assert status_of("text") is Status.MACHINE
    page = shown(translator, sheet_address())
    assert "nobody has confirmed it" in words_of(page)[0]
    translator.post(sheet_address(), {**form_of(page), "meaning-1": "1", "save": "1"})
    assert status_of("text") is Status.DONE


# --- files ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file_format", ["xlf", "po"])
def test_file_goes_out_and_comes_back_at_the_desk(report: Report, file_format: str) -> None:
    reword("fair", title_en="The great fair")
    translator: Client = signed_in(Role.TRANSLATOR)
    out = translator.get(reverse("desk:hand_out", args=[CODE, "fr", file_format]))
    assert out["Content-Disposition"] == f'attachment; filename="2021-Q1.fr.{file_format}"'
    content = out.content.decode().replace("Titre : fair", "La grande foire")
    if file_format == "xlf":
        content = content.replace("needs-review-translation", "translated")
    else:
        content = content.replace("#, fuzzy\n", "")
    file = SimpleUploadedFile("back", content.encode())
    address = reverse("desk:bring_in", args=[CODE])
    tried = translator.post(address, {"file": file, "try": "1"}).content.decode()
    assert "1 written" in tried
    assert Activity.objects.get(slug="fair").title["fr"] == "Titre : fair"
    file.seek(0)
    assert "1 written" in translator.post(address, {"file": file}).content.decode()
    assert Activity.objects.get(slug="fair").title["fr"] == "La grande foire"
    answer = translator.post(address, {"file": SimpleUploadedFile("x.po", b"nothing")}, follow=True)
    assert "x.po" in answer.content.decode()


def test_file_that_a_killed_server_left_is_cleared_by_the_next(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = tmp_path / "rapporteur-texts-left" / "content"
    left.mkdir(parents=True)
    (left / "texts").write_bytes(b"a translation")
    address = reverse("desk:bring_in", args=[CODE])
    signed_in(Role.TRANSLATOR).post(address, {"file": SimpleUploadedFile("x.po", b"nothing")})
    assert list(tmp_path.iterdir()) == []


def test_pages_that_are_not_there(report: Report) -> None:
    translator = signed_in(Role.TRANSLATOR)
    for address in (
        reverse("desk:matrix", args=["2020-Q1"]), reverse("desk:go_on", args=[CODE, "en"]),
        reverse("desk:hand_out", args=[CODE, "fr", "doc"]), sheet_address("de"), sheet_address(key=["a.b", "c"]),
    ):  # fmt: skip
        assert translator.get(address).status_code == 404


def test_desk_speaks_the_readers_language(report: Report) -> None:
    reword("fair", title_en="The great fair")
    answer = signed_in(Role.TRANSLATOR).get(matrix_address(), headers={"accept-language": "es"})
    assert "obsoleta" in answer.content.decode()
