"""Editions that somebody with all rights to database and folder has made hostile: what they bring does not get out."""

from __future__ import annotations

import io
import json
import os
import socket
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from rapporteur.base.core.content import ContentLost
from rapporteur.base.words.say import say_fault
from rapporteur.proof.editions import archive as press
from rapporteur.proof.editions import confinement, verifying
from rapporteur.proof.editions.freezing import content_store, edition_named
from rapporteur.proof.editions.handing_out import UnsafeName, check_names, hand_out
from rapporteur.proof.editions.verifying import Making, Verified, verify
from tests.proof.editions.conftest import Freeze
from tests.proof.editions.test_verify import forged, sealed_anew

NAME = "2021-Q1/1"
SPY = """
import json, os, socket, sys
from pathlib import Path
output = Path(sys.argv[2])
output.mkdir()
seen = {"environment": sorted(os.environ), "secret": Path(PLACE, "secret").exists(), "reached": True}
try:
    socket.create_connection(("127.0.0.1", PORT), timeout=5).close()
except OSError:
    seen["reached"] = False
try:
    Path(PLACE, "marker").write_text("ran")
except OSError:
    pass
(output / "seen.json").write_text(json.dumps(seen))
(output / "link.txt").symlink_to("/etc/passwd")
"""


def packed(script: str) -> bytes:
    """Return the archive of a rendering program that is this script."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr(press.RUNNER, script)
    return content.getvalue()


def spying(place: Path, port: int = 9) -> bytes:
    """Return a program that tells what it sees, and leaves a marker in `place` where it can."""
    return packed(f"PLACE, PORT = {str(place)!r}, {port}\n{SPY}")


def exchanged(program: bytes) -> None:
    """Let the edition name another program, and put that into the store."""
    forged(f"UPDATE reports_edition SET program = '{content_store().put(program)}'")  # noqa: S608


def verified(making: Making = Making.ANYHOW) -> Verified:
    (result,) = verify([edition_named(NAME)], making=making)
    return result


class TestNothingRuns:
    """A marker would lie there if the program had run; that it would is seen first."""

    def test_it_would_run(self, freeze_it: Freeze, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        freeze_it()
        exchanged(spying(tmp_path))
        sealed_anew()
        monkeypatch.setattr(verifying, "has_sandbox", lambda python: False)
        verified()
        assert (tmp_path / "marker").exists()

    def test_where_the_seal_is_broken(self, freeze_it: Freeze, tmp_path: Path) -> None:
        freeze_it()
        exchanged(spying(tmp_path))
        assert [one.what for one in verified().deviations] == ["seal"]
        assert not (tmp_path / "marker").exists()

    @pytest.mark.parametrize("lost", [True, False])
    def test_where_a_document_is_not_what_it_was(self, freeze_it: Freeze, tmp_path: Path, lost: bool) -> None:
        freeze_it()
        exchanged(spying(tmp_path))
        sealed_anew()
        path = content_store().path(edition_named(NAME).files.get(name="2021-Q1.en.html").sha256)
        path.chmod(0o644)
        path.write_bytes(b"<p>another</p>")
        if lost:
            path.unlink()
        assert [one.what for one in verified().deviations] == ["2021-Q1.en.html"]
        assert not (tmp_path / "marker").exists()

    def test_where_hashes_are_asked_for(self, freeze_it: Freeze, tmp_path: Path) -> None:
        freeze_it()
        exchanged(spying(tmp_path))
        sealed_anew()
        result = verified(Making.NEVER)
        assert (result.intact, result.made_again) == (True, False)
        assert not (tmp_path / "marker").exists()

    def test_where_there_is_no_sandbox(
        self, freeze_it: Freeze, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        freeze_it()
        exchanged(spying(tmp_path))
        sealed_anew()
        monkeypatch.setattr(confinement, "_BUBBLEWRAP", (str(tmp_path / "bwrap"),))
        confinement._starts.cache_clear()
        try:
            result = verified(Making.SANDBOXED)
        finally:
            confinement._starts.cache_clear()
        assert (result.intact, result.made_again) == (True, False)
        assert not (tmp_path / "marker").exists()


@pytest.mark.prints
@pytest.mark.parametrize(
    "sandboxed",
    [False, pytest.param(True, marks=pytest.mark.needs("sandbox"))],
    ids=["open", "sandboxed"],
)
def test_the_program_sees_nothing_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sandboxed: bool
) -> None:
    """Its environment is its own everywhere; a sandbox closes network and disk as well."""
    monkeypatch.setenv("RAPPORTEUR_SECRET_KEY", "s3cret")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("PYTHONSAFEPATH", "1")
    place = tmp_path / "ours"
    place.mkdir()
    (place / "secret").write_text("s3cret")
    with socket.create_server(("127.0.0.1", 0)) as server:
        program = spying(place, server.getsockname()[1])
        made = press.print_from(program, "{}", tmp_path / "made", sandboxed=sandboxed)
    assert list(made) == ["seen.json"]  # a link to a file of ours is no document
    seen = json.loads(made["seen.json"])
    assert set(seen["environment"]) <= {"PATH", "HOME", "TMPDIR", "LC_ALL", "LD_LIBRARY_PATH", "PWD"}
    assert (seen["reached"], seen["secret"]) == (not sandboxed, not sandboxed)


@pytest.mark.parametrize(
    ("limit", "script"),
    [
        ("SECONDS", "while True: pass"),
        ("SECONDS", "import time; time.sleep(600)"),
        ("MEMORY", "b'x' * (1 << 32)"),
        ("FILE", "open('large', 'wb').write(b'x' * (1 << 20))"),
    ],
)
def test_the_program_has_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, script: str
) -> None:
    small = {"SECONDS": 1, "MEMORY": 1 << 30, "FILE": 1 << 16}
    monkeypatch.setattr(confinement, limit, small[limit])
    with pytest.raises(press.PrintingFailed, match="ended without the documents"):
        press.print_from(packed(script), "{}", tmp_path)


def test_what_a_program_says_without_end_is_not_kept(tmp_path: Path) -> None:
    script = "import sys; sys.stdout.write('x' * 50_000_000); sys.exit('y' * 50_000)"
    with pytest.raises(press.PrintingFailed) as failure:
        press.print_from(packed(script), "{}", tmp_path)
    assert len(str(failure.value)) < 2 * confinement.SAID


UNSAFE = [
    "../2021-Q1.pdf", "/etc/passwd", "a/b.pdf", "..", ".", "", ".profile", "a\\b.pdf", "C:a.pdf", "con", "NUL.pdf",
    "com1.html", "a.pdf ", "a.", "a\n.pdf", "a\0.pdf", "-rf", "é.pdf", "$(id).pdf",
]  # fmt: skip


@pytest.mark.parametrize("name", UNSAFE)
def test_names_that_are_no_names_of_documents_are_refused(name: str) -> None:
    with pytest.raises(UnsafeName, match="cannot be the name of a document"):
        check_names(["2018-Q2.fr.pdf", name])


def test_names_that_differ_in_capitals_alone_are_refused() -> None:
    check_names(["2018-04-01_2018-05-31.pt-BR.pdf", "2018-Q2.json", "ERRATUM.fr.txt"])
    with pytest.raises(UnsafeName):
        check_names(["2018-Q2.pdf", "2018-q2.PDF"])


def test_an_edition_that_names_a_file_elsewhere_is_neither_verified_nor_handed_out(
    freeze_it: Freeze, tmp_path: Path
) -> None:
    freeze_it()
    forged("UPDATE reports_editionfile SET name = '../out.html' WHERE name = '2021-Q1.en.html'")
    sealed_anew()
    (deviation,) = verified().deviations
    assert deviation.what == "names"
    assert say_fault(deviation.problem, "en").startswith("'../out.html' cannot be the name")
    with pytest.raises(UnsafeName):
        hand_out(edition=edition_named(NAME), folder=tmp_path / "published")
    assert not (tmp_path / "out.html").exists()
    assert not (tmp_path / "published").exists()


def test_an_edition_that_names_no_hash_reads_no_other_file(freeze_it: Freeze, tmp_path: Path) -> None:
    freeze_it()
    with pytest.raises(ContentLost, match="under its SHA-256"):
        content_store().get(str(tmp_path / "secret"))


class TestHandingOut:
    """All the documents of an edition, or none."""

    def test_into_a_new_folder(self, freeze_it: Freeze, tmp_path: Path) -> None:
        freeze_it()
        edition = edition_named(NAME)
        paths = hand_out(edition=edition, folder=tmp_path / "published")
        assert sorted(path.name for path in paths) == sorted(file.name for file in edition.files.all())
        assert sorted(path.name for path in (tmp_path / "published").iterdir()) == sorted(
            path.name for path in paths
        )
        assert stat.S_IMODE((tmp_path / "published").stat().st_mode) & 0o700 == 0o700

    def test_of_an_edition_that_lacks_one_writes_none(self, freeze_it: Freeze, tmp_path: Path) -> None:
        freeze_it()
        edition = edition_named(NAME)
        last = edition.files.order_by("-name")[0]
        content_store().path(last.sha256).unlink()
        (tmp_path / "used").mkdir()
        (tmp_path / "used" / "2021-Q1.en.html").write_text("before")
        for folder in (tmp_path / "published", tmp_path / "used"):
            with pytest.raises(ContentLost):
                hand_out(edition=edition, folder=folder)
        assert not (tmp_path / "published").exists()
        assert [path.read_text() for path in (tmp_path / "used").iterdir()] == ["before"]

    def test_into_a_folder_that_is_used_leaves_what_else_is_there(
        self, freeze_it: Freeze, tmp_path: Path
    ) -> None:
        freeze_it()
        (tmp_path / "notes.txt").write_text("ours")
        paths = hand_out(edition=edition_named(NAME), folder=tmp_path)
        assert (tmp_path / "notes.txt").read_text() == "ours"
        assert all(path.is_file() for path in paths)


def test_the_compiler_is_the_one_beside_its_caller(tmp_path: Path) -> None:
    """With PYTHONSAFEPATH the archive's caller once took the compiler of the installed program."""
    with zipfile.ZipFile(io.BytesIO(press.archive())) as file:
        file.extractall(tmp_path)
    template = tmp_path / "rapporteur/documents/pdf/typst/__init__.py"
    template.write_text(
        template.read_text().replace(
            "import annotations",
            f"import annotations\nopen({str(tmp_path / 'ours')!r}, 'w').close()\nraise SystemExit",
        )
    )
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "from rapporteur.documents.pdf import process\n"
        "with process.Compiler() as compiler:\n"
        "    compiler.process.wait()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONSAFEPATH": "1"}, capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "ours").exists()
