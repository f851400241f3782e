"""Folders and files for a while: gone afterwards, and where somebody was killed, with the next that comes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import pytest

from rapporteur.base.values.files import staged, write_whole
from rapporteur.base.values.running.temporary import (
    clear_files,
    clear_folders,
    temporary_file,
    temporary_folder,
)

ROOT = Path(__file__).resolve().parents[3]
FOLDER = """
with temporary.temporary_folder(Path(sys.argv[1]), ".work-") as folder:
    (folder / "half").write_text("half")
    print(folder, flush=True)
    sys.stdin.read()
"""
FILE = """
_, part = temporary.temporary_file(Path("report.pdf"), Path(sys.argv[1]))
print(part, flush=True)
sys.stdin.read()
"""
TIMES = 30


@contextmanager
def somebody(holds: str, folder: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """Give a process that holds something in `folder`, and what it holds."""
    script = (
        f"import sys\nfrom pathlib import Path\nfrom rapporteur.base.values.running import temporary\n{holds}"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(folder)],
        env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        yield process, Path(process.stdout.readline().strip())
    finally:
        process.kill()
        process.communicate()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_folder_is_gone_afterwards(tmp_path: Path) -> None:
    with temporary_folder(tmp_path, ".work-") as folder:
        assert names(folder) == []
    with pytest.raises(ZeroDivisionError), temporary_folder(tmp_path, ".work-") as folder:
        (folder / "half").write_text(str(1 / 0))
    assert names(tmp_path) == []


@pytest.mark.parametrize("holds", [FOLDER, FILE], ids=["folder", "file"])
def test_what_somebody_holds_stays_and_what_nobody_holds_is_cleared(tmp_path: Path, holds: str) -> None:
    with somebody(holds, tmp_path) as (process, held):
        clear_folders(tmp_path, ".work-")
        clear_files(tmp_path)
        assert held.exists()
        process.kill()
        process.wait()
        assert held.exists()
        clear_folders(tmp_path, ".work-")
        clear_files(tmp_path)
    assert names(tmp_path) == []


def test_left_over_is_cleared_whatever_number_its_holder_had(tmp_path: Path) -> None:
    """In a container the next process often has the number of the one that was killed."""
    (tmp_path / f".work-{os.getpid()}-1").mkdir()
    (tmp_path / ".work-1-2").mkdir()
    with temporary_folder(tmp_path, ".work-") as folder:
        assert names(tmp_path) == [folder.parent.name]


def test_next_of_the_same_name_clears(tmp_path: Path) -> None:
    (tmp_path / ".report.pdf.k3x0_9ab.part").write_text("half")
    (tmp_path / ".report.pdf.swp").write_text("an editor's")
    (tmp_path / ".other.pdf.k3x0_9ab.part").write_text("half")
    write_whole(tmp_path / "report.pdf", b"whole")
    assert names(tmp_path) == [".other.pdf.k3x0_9ab.part", ".report.pdf.swp", "report.pdf"]


def test_link_of_somebody_else_leads_to_nothing_of_ours(tmp_path: Path) -> None:
    ours = tmp_path / "ours"
    ours.mkdir()
    (ours / "records").write_text("precious")
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / ".work-1").symlink_to(ours)
    (shared / ".x.1.part").symlink_to(ours / "records")
    (shared / ".work-2").mkdir()
    (shared / ".work-2" / "lock").symlink_to(ours / "new")
    clear_folders(shared, ".work-")
    clear_files(shared)
    assert names(ours) == ["records"]
    assert (ours / "records").read_text() == "precious"


def work(folder: str) -> int:
    """Make a folder and a file again and again, where others do the same; return how often all was there."""
    whole = 0
    for _ in range(TIMES):
        with temporary_folder(Path(folder), ".work-") as own:
            (own / "one").write_text("one")
            descriptor, part = temporary_file(Path("report.pdf"), Path(folder))
            os.write(descriptor, b"two")
            whole += (own / "one").read_text() == "one" and part.read_text() == "two"
            part.unlink()
            os.close(descriptor)
    return whole


def test_those_who_clear_take_nothing_from_those_who_work(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4, mp_context=get_context("fork")) as pool:
        assert list(pool.map(work, [str(tmp_path)] * 4)) == [TIMES] * 4
    assert names(tmp_path) == []


def test_new_folder_appears_whole_and_another_keeps_what_it_has(tmp_path: Path) -> None:
    for folder, before in (
        (tmp_path / "new", set()),
        (tmp_path / "empty", set()),
        (tmp_path / "used", {"a"}),
    ):
        if folder.name != "new":
            folder.mkdir()
        for name in before:
            (folder / name).write_text("before")
        with staged(folder) as stage:
            (stage / "b").write_text("b")
            seen = {path.name for path in folder.glob("[!.]*")} if folder.exists() else set()
            assert seen == before
        assert set(names(folder)) == before | {"b"}
    assert names(tmp_path) == ["empty", "new", "used"]


def test_two_that_fill_the_same_new_folder_both_do(tmp_path: Path) -> None:
    with staged(tmp_path / "out") as first, staged(tmp_path / "out") as second:
        (first / "a").write_text("a")
        (second / "b").write_text("b")
    assert names(tmp_path / "out") == ["a", "b"]
