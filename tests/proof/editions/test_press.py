"""The rendering program as an archive: complete, alone, and itself again years later."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from rapporteur.documents.building.build import build
from rapporteur.proof.editions import archive as press
from tests.support.printing import print_here
from tests.support.sample_report import tiny_report

PACKAGE = press.PACKAGE
pytestmark = pytest.mark.prints


def _changed(program: bytes, name: str, old: str, new: str) -> bytes:
    """Return another program: one file of it reads otherwise."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(program)) as source, zipfile.ZipFile(changed, "w") as target:
        for entry in source.namelist():
            content = source.read(entry)
            if entry == name:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            target.writestr(entry, content)
    return changed.getvalue()


def test_archive_is_the_same_every_time() -> None:
    assert press.archive.__wrapped__() == press.archive.__wrapped__()


def test_archive_holds_all_that_is_needed_and_nothing_of_the_database() -> None:
    with zipfile.ZipFile(io.BytesIO(press.archive())) as file:
        names = set(file.namelist())
    assert {
        "render.py",
        "rapporteur/documents/building/build.py",
        "rapporteur/documents/pdf/typst/report.typ",
    } <= names
    assert "rapporteur/documents/pdf/typst/__main__.py" in names  # which nothing imports
    assert any(name.endswith(".ttf") for name in names)
    assert any(name.endswith(".mo") for name in names)
    for unwanted in ("models.py", "fetch.py", "freezing.py", "actions.py"):
        assert not [name for name in names if name.endswith(f"/{unwanted}")]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the program of today makes of the tiny report."""
    folder = tmp_path_factory.mktemp("printed")
    return press.print_from(press.archive(), tiny_report().canonical_json(), folder)


def test_documents_from_the_archive_are_those_of_the_program_itself(
    printed: dict[str, bytes], tmp_path: Path
) -> None:
    built = build(tiny_report(), tmp_path / "own")
    assert printed == {one.path.name: one.path.read_bytes() for one in built}


def test_documents_made_for_other_tests_are_those_from_the_archive(printed: dict[str, bytes]) -> None:
    made = print_here(tiny_report().canonical_json())
    assert list(made) == list(printed)
    assert made == printed


def test_program_of_another_design_still_makes_its_own_documents(
    printed: dict[str, bytes], tmp_path: Path
) -> None:
    snapshot = tiny_report().canonical_json()
    old = _changed(
        press.archive(), "rapporteur/documents/html/page.html.j2", "<body>", '<body data-of="1999">'
    )
    of_old = press.print_from(old, snapshot, tmp_path)
    assert b'data-of="1999"' in of_old["2021-H1.pt.html"]
    assert b'data-of="1999"' not in printed["2021-H1.pt.html"]
    assert {name for name in of_old if of_old[name] != printed[name]} == {
        "2021-H1.pt.html",
        "2021-H1.en.html",
    }


def test_program_does_not_borrow_a_module_from_the_installed_one(tmp_path: Path) -> None:
    with_gap = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(press.archive())) as source, zipfile.ZipFile(with_gap, "w") as target:
        for entry in source.namelist():
            if entry != "rapporteur/base/words/catalogues.py":
                target.writestr(entry, source.read(entry))
    with pytest.raises(press.PrintingFailed, match=r"the archive lacks rapporteur\.base\.words\.catalogues"):
        press.print_from(with_gap.getvalue(), tiny_report().canonical_json(), tmp_path)


def test_a_changed_word_of_the_program_leaves_the_archive_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "rapporteur"
    for folder in ("base", "documents", "report"):
        shutil.copytree(press.PACKAGE / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(press, "PACKAGE", copy)
    monkeypatch.setattr(press, "RENDERERS", copy / "documents")
    monkeypatch.setattr(press, "DATA", tuple(copy / path.relative_to(PACKAGE) for path in press.DATA))
    words = copy / "base" / "words"

    def packed() -> bytes:
        press.closure.cache_clear()
        return press.archive.__wrapped__()

    try:
        before = packed()
        catalogue = words / "locale" / "fr" / "LC_MESSAGES" / "program.mo"
        catalogue.write_bytes(catalogue.read_bytes().replace(b"Page introuvable", b"Page inconnue!!!"))
        (words / "fields.py").write_text("FIELDS = {}\n", encoding="utf-8")
        assert packed() == before
        catalogue = catalogue.with_name("report.mo")
        catalogue.write_bytes(catalogue.read_bytes().replace(b"Sommaire", b"Contenus"))
        assert packed() != before
    finally:
        press.closure.cache_clear()


def test_program_never_imports_django(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(press.archive())) as file:
        file.extractall(tmp_path)
    modules = ", ".join(
        f"rapporteur.documents.{path.parent.name}.render" for path in press.RENDERERS.glob("*/render.py")
    )
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import rapporteur.documents.building.build, {modules};"
        "print('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "False\n", done.stderr


def test_broken_snapshot_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(press.PrintingFailed, match="is not a snapshot"):
        press.print_from(press.archive(), "{}", tmp_path)


def test_explained_names_libraries_of_other_versions() -> None:
    before = {"typst": "0.15.2", "lxml": "6.1", "python": "3.11.7"}
    now = {"typst": "0.16.0", "lxml": "6.1", "zlib": "1.3"}
    assert (
        press.explain_libraries(before, now)
        == "python 3.11.7 → absent, typst 0.15.2 → 0.16.0, zlib absent → 1.3"
    )
