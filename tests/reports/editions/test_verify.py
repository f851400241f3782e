"""Verifying: an edition is what it was, or what is not is named."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.db import connection

from rapporteur.reports import press
from rapporteur.reports.editions import content_store, edition_named
from rapporteur.reports.frozen_triggers import TABLES
from rapporteur.reports.models import Edition
from rapporteur.reports.verification import Verified, difference, verify
from tests.reports.editions.conftest import Freeze
from tests.support import small_network as small


def verified(name: str = "2021-Q1/1") -> Verified:
    (result,) = verify([edition_named(name)])
    return result


def forged(statement: str) -> None:
    """Do what somebody with all rights to the database could do: drop the triggers, change a row."""
    with connection.cursor() as cursor:
        for table in TABLES:
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {table}_no_update{on}")
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER {table}_no_replace")
        cursor.execute(statement)


def test_verify_an_edition_after_the_records_have_changed_finds_it_intact(freeze_it: Freeze) -> None:
    freeze_it()
    small.record_activity("fair", ("avila", "lugo"))
    freeze_it()
    results = verify(Edition.objects.listed().defer(None))
    assert [(result.edition, result.intact) for result in results] == [
        ("2021-Q1/1", True),
        ("2021-Q1/2", True),
    ]


def test_verify_after_the_design_has_changed(freeze_it: Freeze, monkeypatch: pytest.MonkeyPatch) -> None:
    """The edition of the old design renders to its bytes; the program of today makes other ones."""
    today = press.archive()
    old = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(today)) as source, zipfile.ZipFile(old, "w") as target:
        for entry in source.namelist():
            content = source.read(entry)
            if entry.endswith("typst/report.typ"):
                content = content + b"\n#pagebreak()\nOld design\n"
            target.writestr(entry, content)
    with monkeypatch.context() as then:
        then.setattr(press, "archive", old.getvalue)
        freeze_it()
    assert press.archive() == today
    assert verified().intact
    small.record_activity("fair", ("avila", "lugo"))
    freeze_it()
    first, second = edition_named("2021-Q1/1"), edition_named("2021-Q1/2")
    assert first.program != second.program
    assert [result.intact for result in verify([first, second])] == [True, True]


def test_verify_a_stored_file_that_was_changed_names_it(freeze_it: Freeze) -> None:
    freeze_it()
    file = edition_named("2021-Q1/1").files.get(name="2021-Q1.fr.html")
    path = content_store().path(file.sha256)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b"Carcassonne", b"Karkassonne"))
    result = verified()
    assert [(one.what, "was changed since it was stored" in one.problem) for one in result.deviations] == [
        ("2021-Q1.fr.html", True)
    ]


def test_verify_a_forged_snapshot_names_snapshot_seal_and_documents(freeze_it: Freeze) -> None:
    freeze_it()
    forged("UPDATE reports_edition SET snapshot = replace(snapshot, 'The fair', 'The feir')")
    found = {one.what: one.problem for one in verified().deviations}
    assert "snapshot" in found
    assert found["2021-Q1.en.html"].startswith("made again, line ")
    assert "2021-Q1.fr.html" not in found


def test_verify_a_file_added_to_an_edition_breaks_the_seal(freeze_it: Freeze) -> None:
    freeze_it()
    edition = edition_named("2021-Q1/1")
    key = content_store().put(b"abc")
    edition.files.create(name="2021-Q1.de.html", language="de", format="html", size=3, sha256=key)
    found = {one.what: one.problem for one in verified().deviations}
    assert found == {
        "seal": "what makes up the edition is not what was sealed",
        "2021-Q1.de.html": "the rendering program makes no such document",
    }


def test_verify_with_libraries_of_other_versions_names_them_as_the_likely_cause(
    freeze_it: Freeze, monkeypatch: pytest.MonkeyPatch
) -> None:
    freeze_it()
    key = content_store().put(b"<p>old</p>")
    forged(f"UPDATE reports_editionfile SET sha256 = '{key}' WHERE name = '2021-Q1.en.html'")  # noqa: S608
    recorded = press.libraries()
    monkeypatch.setattr(press, "libraries", lambda: {**recorded, "jinja2": "9.9"})
    result = verified()
    assert result.cause == f"jinja2 {recorded['jinja2']} → 9.9"


def test_verify_where_the_rendering_program_is_lost_says_so(freeze_it: Freeze, network: Path) -> None:
    freeze_it()
    content_store().path(edition_named("2021-Q1/1").program).unlink()
    (deviation,) = verified().deviations
    assert deviation.what == "rendering program"
    assert "cannot be read" in deviation.problem


def test_difference_is_said_in_terms_of_the_format() -> None:
    assert difference(b"a\nb\n", b"a\nc\n", "txt") == 'line 2 differs: "b" became "c"'
    assert difference(b"%PDF-1", b"%PDF-2", "pdf") == "it differs from byte 5 on (6 bytes before, 6 now)"
    assert difference(b"no package", b"neither", "docx") == "these parts differ: the whole file"

    def package(**parts: str) -> bytes:
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as file:
            for name, text in parts.items():
                file.writestr(name, text)
        return content.getvalue()

    assert (
        difference(package(a="1", b="2"), package(a="1", b="3", c="4"), "xlsx") == "these parts differ: b, c"
    )
