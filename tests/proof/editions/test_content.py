"""Files kept under their hashes."""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from rapporteur.base.core.content import ContentLost, ContentStore
from rapporteur.base.values.files import OutputNotWritable


def test_content_comes_back_under_its_hash(tmp_path: Path) -> None:
    store = ContentStore(tmp_path)
    key = store.put(b"report")
    assert key == hashlib.sha256(b"report").hexdigest()
    assert store.get(key) == b"report"
    assert store.put(b"report") == key
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [key]


def test_content_that_was_changed_is_not_handed_out(tmp_path: Path) -> None:
    store = ContentStore(tmp_path)
    key = store.put(b"report")
    store.path(key).chmod(0o644)
    store.path(key).write_bytes(b"repor7")
    with pytest.raises(ContentLost, match="was changed since it was stored"):
        store.get(key)
    store.put(b"report")
    assert store.get(key) == b"report"


def test_content_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentLost, match="cannot be read"):
        ContentStore(tmp_path).get("0" * 64)


def test_store_in_a_place_that_is_a_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = ContentStore(tmp_path / "file")
    with pytest.raises(OutputNotWritable):
        store.put(b"report")
    with pytest.raises(OutputNotWritable), store.working_folder():
        pass


def test_private_store_is_its_owners_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        store = ContentStore(tmp_path / "imports", private=True)
        path = store.path(store.put(b"dues"))
    finally:
        os.umask(before)
    assert [stat.S_IMODE(one.stat().st_mode) for one in (store.folder, path)] == [0o700, 0o400]


def test_working_folder_clears_what_a_killed_process_left(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    left_over = tmp_path / f".working-{int(ended.stdout)}-x"
    left_over.mkdir()
    with ContentStore(tmp_path).working_folder() as folder:
        assert folder.is_dir()
        assert not left_over.exists()
    assert list(tmp_path.iterdir()) == []
