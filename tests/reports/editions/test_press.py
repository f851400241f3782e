"""The rendering program as an archive: complete, alone, and itself again years later."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from rapporteur.reports import press
from rapporteur.reports.building import build
from tests.support.sample_report import tiny_report


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
    assert {"render.py", "rapporteur/reports/building.py", "rapporteur/reports/typst/report.typ"} <= names
    assert "rapporteur/reports/typst/__main__.py" in names  # which nothing imports
    assert any(name.endswith(".ttf") for name in names)
    assert any(name.endswith(".mo") for name in names)
    for unwanted in ("models.py", "fetch.py", "compile.py", "editions.py", "actions.py"):
        assert not [name for name in names if name.endswith(f"/{unwanted}")]


def test_documents_from_the_archive_are_those_of_the_program_itself(tmp_path: Path) -> None:
    data = tiny_report()
    built = build(data, tmp_path / "own")
    printed = press.print_from(press.archive(), data.canonical_json(), tmp_path)
    assert printed == {one.path.name: one.path.read_bytes() for one in built}


def test_program_of_another_design_still_makes_its_own_documents(tmp_path: Path) -> None:
    snapshot = tiny_report().canonical_json()
    old = _changed(
        press.archive(), "rapporteur/reports/renderers/html/page.html.j2", "<body>", '<body data-of="1999">'
    )
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    of_old = press.print_from(old, snapshot, tmp_path / "old")
    of_new = press.print_from(press.archive(), snapshot, tmp_path / "new")
    assert b'data-of="1999"' in of_old["2021-H1.pt.html"]
    assert b'data-of="1999"' not in of_new["2021-H1.pt.html"]
    assert {name for name in of_old if of_old[name] != of_new[name]} == {"2021-H1.pt.html", "2021-H1.en.html"}


def test_program_does_not_borrow_a_module_from_the_installed_one(tmp_path: Path) -> None:
    with_gap = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(press.archive())) as source, zipfile.ZipFile(with_gap, "w") as target:
        for entry in source.namelist():
            if entry != "rapporteur/reports/wording.py":
                target.writestr(entry, source.read(entry))
    with pytest.raises(press.PrintingFailed, match=r"the archive lacks rapporteur\.reports\.wording"):
        press.print_from(with_gap.getvalue(), tiny_report().canonical_json(), tmp_path)


def test_program_never_imports_django(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(press.archive())) as file:
        file.extractall(tmp_path)
    modules = ", ".join(
        f"rapporteur.reports.renderers.{path.stem}"
        for path in press.RENDERERS.glob("*.py")
        if path.stem != "__init__"
    )
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import rapporteur.reports.building, {modules};"
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
    assert press.explained(before, now) == "python 3.11.7 → absent, typst 0.15.2 → 0.16.0, zlib absent → 1.3"
