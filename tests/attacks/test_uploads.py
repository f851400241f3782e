"""Uploads killed between the two stores: a file on the disk and its row in the database, neither without the other."""

from __future__ import annotations

import os
import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rapporteur.base.core.content import ContentStore
from rapporteur.base.core.permissions import operator
from rapporteur.base.values.running.unsettled import Unsettled
from rapporteur.intake.importing.actions import store
from rapporteur.intake.importing.uploads.actions import discard_upload, hand_in
from rapporteur.intake.importing.uploads.models import Upload, UploadPurpose

AT = datetime(2026, 1, 1, tzinfo=UTC)


def kept_in(store: ContentStore) -> set[str]:
    return {path.name for path in store.folder.rglob("*") if path.is_file()}


def put_and_die(store: ContentStore, unsettled: Unsettled, content: bytes, key: str) -> None:
    """Store a content in a process of its own that is killed before a row names it."""
    child = os.fork()
    if not child:
        with unsettled.until_named(key):
            store.put(content)
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)


@pytest.fixture
def rows() -> set[str]:
    return set()


@pytest.fixture
def files(tmp_path: Path, rows: set[str]) -> tuple[ContentStore, Unsettled]:
    kept = ContentStore(tmp_path / "imports", private=True)
    return kept, Unsettled(kept.folder, rows.__contains__, kept.forget)


def test_a_file_of_which_the_row_was_never_written_goes_with_the_next(
    files: tuple[ContentStore, Unsettled], rows: set[str]
) -> None:
    kept, unsettled = files
    lost = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"  # of b"test"
    put_and_die(kept, unsettled, b"test", lost)
    assert lost in kept_in(kept)
    with unsettled.until_named("another"):
        pass
    assert kept_in(kept) == set()


def test_a_file_of_which_the_row_was_written_stays(
    files: tuple[ContentStore, Unsettled], rows: set[str]
) -> None:
    kept, unsettled = files
    key = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    rows.add(key)
    put_and_die(kept, unsettled, b"test", key)
    unsettled.drop(key)
    assert kept_in(kept) == {key}


def test_a_file_that_somebody_is_about_to_name_is_not_put_away_by_another(
    files: tuple[ContentStore, Unsettled],
) -> None:
    kept, unsettled = files
    key = kept.put(b"test")
    with unsettled.until_named(key):
        unsettled.drop(key)
        assert key in kept_in(kept)
    unsettled.drop(key)
    assert kept_in(kept) == set()


@pytest.mark.django_db(transaction=True)
def test_the_content_of_an_upload_goes_with_the_last_that_names_it() -> None:
    by = operator("ana")
    one, other = (
        hand_in(by=by, at=AT, purpose=UploadPurpose.RECONCILE, name="a.txt", content=b"the same")
        for _ in range(2)
    )
    discard_upload(by=by, upload=one)
    assert store().get(other.sha256) == b"the same"
    discard_upload(by=by, upload=other)
    assert not store().path(other.sha256).exists()
    assert not Upload.objects.exists()
