"""The matrix of a period's texts; XLIFF and PO out and back in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from rapporteur.base.core.engine import save_record
from rapporteur.base.core.models import AuditEntry, TranslationState
from rapporteur.base.core.permissions import Right, operator
from rapporteur.base.core.translations import Status
from rapporteur.base.values.localized import LocalizedText
from rapporteur.proof.checks.subject import check_period
from rapporteur.records.activities.models import Activity
from rapporteur.records.members.models import Organisation, Region
from rapporteur.records.names.index import NameIndex
from rapporteur.records.names.name import Name, NamedRecord, NameKind, names_of
from rapporteur.records.plan.models import Node
from rapporteur.report.translating.export_files import (
    InvalidTranslationFile,
    Offered,
    read_entries,
    unfit,
    write_entries,
)
from rapporteur.report.translating.fidelity import Fidelity
from rapporteur.report.translating.import_files import import_translations
from rapporteur.report.translating.matrix import translation_matrix
from tests.support import small_network as small

TITLE = "activities.activity/fair/title"
TEXT = "activities.activity/fair/text"
characters = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t")
words = st.text(characters, min_size=1, max_size=60).filter(
    lambda text: text.strip() != "" and not unfit(text)
)


@pytest.fixture
def network(db: None) -> None:
    small.record_network()


RIGHT = Right.PUBLISH_ACTIVITIES


def retitle(**texts: str) -> None:
    before = Activity.objects.get(slug="fair").title
    save_record(
        Activity,
        by=operator("x"),
        right=Right.PUBLISH_ACTIVITIES,
        key={"slug": "fair"},
        values={"title": before.merged(texts)},
    )


def exported(tmp_path: Path, file_format: str = "xliff", language: str = "fr", **targets: str) -> Path:
    """Export, as a translator would write into it."""
    entries = []
    for entry in translation_matrix(small.PERIOD).offered(language):
        changed = targets.get(
            entry.key.rpartition("/")[0].rpartition("/")[2] + "_" + entry.key.rpartition("/")[2]
        )
        if changed is not None:
            entry = Offered(  # noqa: PLW2901
                key=entry.key, revision=entry.revision, source=entry.source, target=changed, finished=True
            )
        entries.append(entry)
    path = tmp_path / f"texts.{file_format}"
    content = write_entries(entries, file_format, name="2021-Q1", source="en", target=language)  # type: ignore[arg-type]
    path.write_bytes(content)
    return path


# --- the matrix -------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("network")
def test_matrix_counts_done_stale_machine_and_missing() -> None:
    retitle(en="The great fair")
    small.record_activity("quiet", ("avila",), title=small.text("Quiet", ""))
    matrix = translation_matrix(small.PERIOD)
    counts = matrix.counts()["activities.activity"]["fr"]
    assert (counts[Status.STALE], counts[Status.MISSING]) == (1, 1)
    assert [(text.key, found) for text, found in matrix.open("fr")] == [
        (TITLE, Status.STALE),
        ("activities.activity/quiet/title", Status.MISSING),
    ]
    assert list(matrix.open("en")) == []


@pytest.mark.usefixtures("network")
def test_matrix_has_the_texts_that_a_report_prints() -> None:
    types = {text.record_type for text in translation_matrix(small.PERIOD).texts}
    assert types == {
        "core.association", "members.region", "members.organisation", "plan.plan", "plan.level", "plan.node",
        "activities.activity",
    }  # fmt: skip


@pytest.mark.usefixtures("network")
def test_matrix_takes_no_more_queries_for_more_records() -> None:
    counts = []
    for number in (0, 4):
        for index in range(number):
            small.record_activity(f"more-{index}", ("avila",))
        with CaptureQueriesContext(connection) as queries:
            translation_matrix(small.PERIOD)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 21


@pytest.mark.usefixtures("network")
def test_checks_and_matrix_agree_on_what_is_missing_and_stale() -> None:
    small.record_activity("quiet", ("avila",), title=small.text("Quiet", ""))
    retitle(en="The great fair")
    Node.objects.filter(code="A1").update(
        title=LocalizedText({"en": "Behind the engine of writes", "fr": "Un"})
    )
    Region.objects.update(name=LocalizedText({"en": "West"}))
    opened = {
        (text.shown, text.path, language, found)
        for language in ("en", "fr")
        for text, found in translation_matrix(small.PERIOD).open(language)
    }
    found = set()
    for finding in check_period(small.PERIOD).open:
        if finding.rule.id in ("text-missing", "text-stale"):
            status = Status.MISSING if finding.rule.id == "text-missing" else Status.STALE
            found |= {
                (finding.record.slug, finding.field, str(one), status) for one in finding.values["languages"]
            }
    assert found == opened
    assert {status for *_, status in found} == {Status.MISSING, Status.STALE}
    assert len(found) >= 4


@pytest.mark.usefixtures("network")
def test_names_of_other_days_are_not_among_the_texts_of_a_period() -> None:
    lugo = Organisation.objects.get(slug="lugo")
    lugo.names.create(name=LocalizedText({"en": "New Lugo"}), start=small.PERIOD.end)
    assert [text.path for text in translation_matrix(small.PERIOD).texts if text.record == "lugo"] == [
        "names.0.name"
    ]


# --- files ------------------------------------------------------------------------------------------------


@given(source=words, target=words, finished=st.booleans(), file_format=st.sampled_from(["xliff", "po"]))
def test_texts_go_out_and_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, source: str, target: str, finished: bool, file_format: str
) -> None:
    entry = Offered(
        key="activities.activity/a-b/places.0.name", revision="0123456789abcdef", source=source, target=target,
        finished=finished, status=Status.STALE, old_source="before",
    )  # fmt: skip
    path = tmp_path_factory.mktemp("files") / "texts"
    path.write_bytes(write_entries([entry], file_format, name="2021-Q1", source="en", target="fr"))  # type: ignore[arg-type]
    language, (back,) = read_entries(path)
    assert language == "fr"
    assert (back.id, back.source, back.target, back.finished) == (entry.id, source, target, finished)


@pytest.mark.usefixtures("network")
def test_xliff_is_version_1_2_with_states_and_the_old_source(tmp_path: Path) -> None:
    retitle(en="The great fair")
    root = etree.fromstring(exported(tmp_path).read_bytes())
    space = {"x": "urn:oasis:names:tc:xliff:document:1.2"}
    assert (root.tag, root.get("version")) == ("{urn:oasis:names:tc:xliff:document:1.2}xliff", "1.2")
    (unit,) = (u for u in root.iterfind(".//x:trans-unit", space) if u.get("id", "").startswith(TITLE))
    target = unit.find("x:target", space)
    note = unit.find("x:note", space)
    assert target is not None
    assert note is not None
    assert target.get("state") == "needs-review-translation"
    assert note.text == "The translation was made from: The fair"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "neither XLIFF|holds no text"),
        (b"\x00\x01\x02", r"a character that is none \(U\+0000\)"),
        (b"<html></html>", "neither XLIFF"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><xliff/>', "declares entities"),
        (b'msgid "a"\nmsgstr "b"\n', "does not say into which language"),
    ],
)
def test_file_that_is_no_translation_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(InvalidTranslationFile, match=message):
        read_entries(path)


# --- back in ----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize("file_format", ["xliff", "po"])
def test_file_that_comes_back_untouched_changes_nothing(tmp_path: Path, file_format: str) -> None:
    retitle(en="The great fair")
    language, entries = read_entries(exported(tmp_path, file_format))
    before = list(TranslationState.objects.order_by("pk").values())
    audited = AuditEntry.objects.count()
    done = import_translations(entries, language=language, by=operator("T. Name"))
    assert (done.written, done.confirmed, done.refused, len(done.unchanged)) == ([], [], [], len(entries))
    assert list(TranslationState.objects.order_by("pk").values()) == before
    assert AuditEntry.objects.count() == audited


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize("file_format", ["xliff", "po"])
def test_translations_are_written_through_the_engine_of_writes(tmp_path: Path, file_format: str) -> None:
    retitle(en="The great fair")
    path = exported(tmp_path, file_format, fair_title="La grande foire")
    language, entries = read_entries(path)
    done = import_translations(entries, language=language, by=operator("T. Name"))
    assert (done.written, done.refused) == ([TITLE], [])
    assert Activity.objects.get(slug="fair").title == {"en": "The great fair", "fr": "La grande foire"}
    assert AuditEntry.objects.filter(action="translated", by=operator("T. Name"), record="fair").count() == 1
    assert not list(translation_matrix(small.PERIOD).open("fr"))


@pytest.mark.usefixtures("network")
def test_name_of_an_organisation_is_written_into_its_row(tmp_path: Path) -> None:
    language, entries = read_entries(exported(tmp_path, **{"lugo_names.0.name": "Lugo la romaine"}))
    done = import_translations(entries, language=language, by=operator("T. Name"))
    assert done.written == ["members.organisation/lugo/names.0.name"]
    assert [text.texts["fr"] for text in translation_matrix(small.PERIOD).texts if text.record == "lugo"] == [
        "Lugo la romaine"
    ]


@pytest.mark.usefixtures("network")
def test_stale_text_that_is_returned_as_finished_is_confirmed(tmp_path: Path) -> None:
    retitle(en="The fair!")
    language, entries = read_entries(exported(tmp_path, fair_title="Titre : fair"))
    done = import_translations(entries, language=language, by=operator("T. Name"))
    assert (done.confirmed, done.written) == ([TITLE], [])
    assert not list(translation_matrix(small.PERIOD).open("fr"))


@pytest.mark.usefixtures("network")
def test_text_whose_source_has_changed_since_is_refused_and_the_others_are_taken(tmp_path: Path) -> None:
    path = exported(tmp_path, fair_title="La foire", survey_title="Le relevé")
    retitle(en="The great fair")
    language, entries = read_entries(path)
    done = import_translations(entries, language=language, by=operator("T. Name"))
    assert done.written == ["activities.activity/survey/title"]
    ((key, reason),) = [(refused.key, str(refused.reason)) for refused in done.refused]
    assert key == TITLE
    assert "another revision of the source: it has “The fair”, the record has “The great fair”" in reason


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize("file_format", ["xliff", "po"])
def test_file_from_before_another_translation_does_not_undo_it(tmp_path: Path, file_format: str) -> None:
    untouched = exported(tmp_path, file_format)
    language, entries = read_entries(untouched)
    retitle(fr="Le salon")
    done = import_translations(entries, language=language, by=operator("T. Name"))
    assert (done.written, done.refused) == ([], [])
    assert Activity.objects.get(slug="fair").title["fr"] == "Le salon"


@pytest.mark.usefixtures("network")
def test_text_that_somebody_else_has_translated_since_is_refused(tmp_path: Path) -> None:
    language, entries = read_entries(exported(tmp_path, fair_title="Le marché"))
    sent = {entry.key: entry.sent for entry in translation_matrix(small.PERIOD).offered("fr")}
    entries = [replace(entry, sent=sent[entry.key]) for entry in entries]
    retitle(fr="Le salon")
    (refused,) = import_translations(entries, language=language, by=operator("T. Name")).refused
    assert refused.key == TITLE
    assert str(refused.reason).startswith(
        "somebody else has translated it since the file was made: the record has “Le salon”"
    )


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize("file_format", ["xliff", "po"])
def test_text_that_is_not_finished_is_left_alone(tmp_path: Path, file_format: str) -> None:
    retitle(en="The great fair")
    language, entries = read_entries(exported(tmp_path, file_format))
    changed = [replace(entry, target="La grande f") if entry.key == TITLE else entry for entry in entries]
    assert not next(entry for entry in changed if entry.key == TITLE).finished
    done = import_translations(changed, language=language, by=operator("T. Name"))
    assert (done.unfinished, done.written) == ([TITLE], [])
    assert [found for _, found in translation_matrix(small.PERIOD).open("fr")] == [Status.STALE]


@pytest.mark.usefixtures("network")
def test_only_what_is_finished_is_approved_in_xliff(tmp_path: Path) -> None:
    retitle(en="The great fair")
    root = etree.parse(str(exported(tmp_path))).getroot()
    approved = {
        (unit.get("id") or "").split("@")[0]: unit.get("approved") for unit in root.iter("{*}trans-unit")
    }
    assert approved.pop(TITLE) == "no"
    assert set(approved.values()) == {"yes"}


@pytest.mark.usefixtures("network")
def test_dry_run_writes_nothing(tmp_path: Path) -> None:
    language, entries = read_entries(exported(tmp_path, fair_title="La foire"))
    assert import_translations(entries, language=language, by=operator("T. Name"), dry_run=True).written == [
        TITLE
    ]
    assert Activity.objects.get(slug="fair").title["fr"] == "Titre : fair"


@pytest.mark.usefixtures("network")
def test_tag_that_the_source_does_not_have_is_refused(tmp_path: Path) -> None:
    path = exported(tmp_path, fair_text="<p>Tous sont venus.<script>alert(1)</script></p>")
    language, entries = read_entries(path)
    (refused,) = import_translations(entries, language=language, by=operator("T. Name")).refused
    assert refused.key == TEXT
    assert "the tag <script> is not in the source" in str(refused.reason)


@pytest.mark.usefixtures("network")
def test_record_with_a_draft_in_the_works_is_refused(tmp_path: Path) -> None:
    path = exported(tmp_path, fair_title="La foire")
    before = Activity.objects.get(slug="fair").title
    values = {"title": before.merged({"fr": "Brouillon"})}
    save_record(
        Activity,
        by=operator("x"),
        right=Right.PUBLISH_ACTIVITIES,
        key={"slug": "fair"},
        values=values,
        publish=False,
    )
    language, entries = read_entries(path)
    (refused,) = import_translations(entries, language=language, by=operator("T. Name")).refused
    assert "has a draft in the works" in str(refused.reason)


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize(
    "key",
    [
        "activities.activity/none/title",
        "auth.user/1/password",
        "nothing",
        "core.association/walled-towns/slug",
        f"members.organisationname/{'9' * 5_000}/name",
    ],
)
def test_text_that_no_record_has_is_refused(key: str) -> None:
    entry = Offered(key=key, revision="0" * 16, source="a", target="b", finished=True)
    done = import_translations([entry], language="fr", by=operator("T. Name"))
    assert [refused.key for refused in done.refused] == [key]
    assert done.written == []


CITIES = NameIndex(
    [
        NamedRecord("city", names_of({"en": "Barcelona", "fr": "Barcelone"})),
        NamedRecord(
            "area",
            (
                *names_of({"en": "Barcelona Metropolitan Area", "fr": "Aire métropolitaine de Barcelone"}),
                Name("AMB", kind=NameKind.ALIAS),
            ),
        ),
        NamedRecord("medellin", names_of({"en": "Medellín", "fr": "Medellín"})),
        NamedRecord("kolkata", (*names_of({"en": "Kolkata"}), Name("Calcutta", end=date(2001, 1, 1)))),
        NamedRecord("ambiguous-a", (Name("Santiago", kind=NameKind.AMBIGUOUS), Name("Santiago de Chile"))),
        NamedRecord("ambiguous-b", (Name("Santiago", kind=NameKind.AMBIGUOUS), Name("Santiago de Cuba"))),
    ]
)


@pytest.mark.parametrize(
    ("source", "target", "problems"),
    [
        ("See L1M7D2.", "Voir L1M7D2.", []),
        ("See L1M7D2.", "Voir L1M7D1.", ["the code L1M7D1 is not in the source", "the code L1M7D2 is missing"]),
        ("{count} towns, 100 %", "{count} villes, 100 %", []),
        ("{count} towns", "{compte} villes", [
            "the placeholder {count} is missing", "the placeholder {compte} is not in the source, or not so often",
        ]),
        ("At https://example.org/a.", "Sur https://example.org/b.", [
            "the address https://example.org/a is missing",
            "the address https://example.org/b is not in the source, or not so often",
        ]),
        ("<p>In Barcelona</p>", "<p>À Barcelone</p>", []),
        ("<p>In Barcelona</p>", "<p>À Madrid</p>", ["Barcelona is not named"]),
        ("In Medellín", "A MEDELLIN", []),
        ("Barcelona Metropolitan Area met", "L’AMB s’est réunie", []),
        ("In Barcelonan ways", "À la barcelonaise", []),
        ("AMB met", "L’Aire métropolitaine de Barcelone s’est réunie", []),
        ("AMB met", "On s’est réuni", ["AMB is not named"]),
        ("It was Calcutta then", "C’était alors Kolkata", []),
        ("MEDELLIN at last", "Bogotá enfin", ["MEDELLIN is not named"]),
        ("Santiago it was", "C’était Santiago de Cuba", []),
        ("Santiago it was", "C’était là", ["Santiago is not named"]),
        ("Mr Santiago Uribe spoke", "M. Uribe a parlé", []),
    ],
)  # fmt: skip
def test_translation_must_keep_codes_placeholders_and_names(
    source: str, target: str, problems: list[str]
) -> None:
    fidelity = Fidelity(["L1M7D1", "L1M7D2"], CITIES, "en")
    assert [str(one) for one in fidelity.problems(source, target)] == problems
