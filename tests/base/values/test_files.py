"""Files that appear whole or not at all: folders, links, pipes, full disks."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from rapporteur.base.values.files import OutputNotWritable, staged, write_whole


def test_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "new" / "report.txt"
    write_whole(target, b"before")
    write_whole(target, b"after")
    assert target.read_bytes() == b"after"
    assert [path.name for path in target.parent.iterdir()] == ["report.txt"]


def test_link_is_followed_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "report.txt"
    link.symlink_to(tmp_path / "elsewhere" / "report.txt")
    write_whole(link, b"report")
    assert link.is_symlink()
    assert (tmp_path / "elsewhere" / "report.txt").read_bytes() == b"report"


def test_pipe_is_written_to_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    received: list[bytes] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, b"report")
    reader.join(timeout=10)
    assert received == [b"report"]
    assert pipe.is_fifo()


def test_device_that_takes_nothing_is_a_sentence_and_stays() -> None:
    with pytest.raises(OutputNotWritable, match=r"'/dev/full' \(No space left on device\).*free some space"):
        write_whole(Path("/dev/full"), b"report")
    assert Path("/dev/full").is_char_device()


def test_folder_cannot_become_a_file(tmp_path: Path) -> None:
    with pytest.raises(OutputNotWritable, match="Is a directory"):
        write_whole(tmp_path, b"report")
    assert list(tmp_path.iterdir()) == []


def test_staged_files_appear_together(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    with staged(folder) as stage:
        (stage / "a").write_text("a")
        assert [path.name for path in folder.glob("[!.]*")] == []
    assert [path.name for path in folder.iterdir()] == ["a"]


def test_staged_folder_is_gone_where_the_block_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), staged(tmp_path / "out") as stage:
        (stage / "a").write_text(str(1 / 0))
    assert list(tmp_path.iterdir()) == []


def test_staged_folder_keeps_what_was_there_before(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("before")
    with pytest.raises(ZeroDivisionError), staged(tmp_path) as stage:
        stage.joinpath("a").write_bytes(b"after" + bytes([1 // 0]))
    assert (tmp_path / "a").read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_disk_that_fills_while_staging_is_named(tmp_path: Path) -> None:
    with (
        pytest.raises(OutputNotWritable, match=r"out' \(.*\): choose another place or free some space there"),
        staged(tmp_path / "out"),
    ):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_other_errors_in_a_staged_block_stay_what_they_are(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), staged(tmp_path / "out"):
        (tmp_path / "none").read_text()
