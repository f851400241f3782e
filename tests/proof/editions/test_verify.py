"""Verifying: an edition is what it was, or what is not is named."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.db import connection

from rapporteur.base.core.database.frozen import TABLES
from rapporteur.base.words.say import say_fault
from rapporteur.proof.editions import archive as press
from rapporteur.proof.editions.archive import print_from
from rapporteur.proof.editions.freezing import content_store, edition_named, seal
from rapporteur.proof.editions.models import Edition
from rapporteur.proof.editions.verifying import Making, Verified, difference, verify
from tests.proof.editions.conftest import Freeze
from tests.proof.editions.test_frozen_rows import FILE_COLUMNS
from tests.support import small_network as small


def verified(name: str = "2021-Q1/1") -> Verified:
    (result,) = verify([edition_named(name)], making=Making.ANYHOW)
    return result


def forged(statement: str) -> None:
    """Do what somebody with all rights to the database could do: drop the triggers, change a row."""
    with connection.cursor() as cursor:
        for table in TABLES:
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            for event in ("update", "replace", "addition"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event}{on}")
        cursor.execute(statement)


def sealed_anew(name: str = "2021-Q1/1") -> None:
    """Write the seal that fits what :func:`forged` has made of an edition."""
    edition = edition_named(name)
    Edition.objects.filter(pk=edition.pk).update(seal=seal(edition, list(edition.files.all())))


def test_verify_an_edition_after_the_records_have_changed_finds_it_intact(
    freeze_it: Freeze, monkeypatch: pytest.MonkeyPatch
) -> None:
    freeze_it()
    small.record_activity("fair", ("avila", "lugo"))
    freeze_it()
    monkeypatch.setattr(press, "print_from", print_from)
    results = verify(Edition.objects.listed().defer(None), making=Making.ANYHOW)
    assert [(result.edition, result.intact) for result in results] == [
        ("2021-Q1/1", True),
        ("2021-Q1/2", True),
    ]


def test_verify_after_the_design_has_changed(freeze_it: Freeze, monkeypatch: pytest.MonkeyPatch) -> None:
    """The edition of the old design renders to its bytes; the program of today makes other ones."""
    kept = press.print_from
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
    monkeypatch.setattr(press, "print_from", print_from)
    assert verified().intact
    small.record_activity("fair", ("avila", "lugo"))
    with monkeypatch.context() as again:
        again.setattr(press, "print_from", kept)
        freeze_it()
    first, second = edition_named("2021-Q1/1"), edition_named("2021-Q1/2")
    assert first.program != second.program
    assert [result.intact for result in verify([first, second], making=Making.ANYHOW)] == [True, True]


def test_verify_a_stored_file_that_was_changed_names_it(freeze_it: Freeze) -> None:
    freeze_it()
    file = edition_named("2021-Q1/1").files.get(name="2021-Q1.fr.html")
    path = content_store().path(file.sha256)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b"Carcassonne", b"Karkassonne"))
    result = verified()
    assert [
        (one.what, "was changed since it was stored" in str(one.problem)) for one in result.deviations
    ] == [("2021-Q1.fr.html", True)]


def test_verify_a_forged_snapshot_names_it(freeze_it: Freeze) -> None:
    freeze_it()
    forged("UPDATE reports_edition SET snapshot = replace(snapshot, 'The fair', 'The feir')")
    assert [one.what for one in verified().deviations] == ["snapshot"]


def test_verify_a_file_added_to_an_edition_breaks_the_seal(freeze_it: Freeze) -> None:
    freeze_it()
    key = content_store().put(b"abc")
    edition = edition_named("2021-Q1/1")
    row = f"{edition.pk}, '2021-Q1.de.html', 'de', 'html', '{key}', 3"
    forged(f"INSERT INTO reports_editionfile ({FILE_COLUMNS}) VALUES ({row})")  # noqa: S608
    found = {one.what: str(one.problem) for one in verified().deviations}
    assert found == {"seal": "what makes up the edition is not what was sealed"}


def test_verify_a_document_that_is_made_otherwise_says_where(freeze_it: Freeze) -> None:
    """Sealed anew by somebody with all rights to the database: its own making finds it out."""
    freeze_it()
    key = content_store().put(b"<p>old</p>")
    forged(f"UPDATE reports_editionfile SET sha256 = '{key}' WHERE name = '2021-Q1.en.html'")  # noqa: S608
    sealed_anew()
    (deviation,) = verified().deviations
    assert deviation.what == "2021-Q1.en.html"
    assert str(deviation.problem).startswith("made again, line ")


def test_verify_with_libraries_of_other_versions_names_them_as_the_likely_cause(
    freeze_it: Freeze, monkeypatch: pytest.MonkeyPatch
) -> None:
    freeze_it()
    key = content_store().put(b"<p>old</p>")
    forged(f"UPDATE reports_editionfile SET sha256 = '{key}' WHERE name = '2021-Q1.en.html'")  # noqa: S608
    sealed_anew()
    recorded = press.libraries()
    monkeypatch.setattr(press, "libraries", lambda: {**recorded, "jinja2": "9.9"})
    result = verified()
    assert result.cause == f"jinja2 {recorded['jinja2']} → 9.9"


def test_verify_where_the_rendering_program_is_lost_says_so(freeze_it: Freeze, network: Path) -> None:
    freeze_it()
    content_store().path(edition_named("2021-Q1/1").program).unlink()
    (deviation,) = verified().deviations
    assert deviation.what == "rendering program"
    assert "cannot be read" in str(deviation.problem)


def test_difference_is_said_in_terms_of_the_format() -> None:
    assert str(difference(b"a\nb\n", b"a\nc\n", "txt")) == 'line 2 differs: "b" became "c"'
    assert str(difference(b"%PDF-1", b"%PDF-2", "pdf")) == "it differs from byte 5 on (6 bytes before, 6 now)"
    assert str(difference(b"no package", b"neither", "docx")) == "these parts differ: the whole file"

    def package(**parts: str) -> bytes:
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as file:
            for name, text in parts.items():
                file.writestr(name, text)
        return content.getvalue()

    parted = difference(package(a="1", b="2"), package(a="1", b="3", c="4"), "xlsx")
    assert str(parted) == "these parts differ: b, c"
    assert say_fault(parted, "es") == "difieren estas partes: b, c"
