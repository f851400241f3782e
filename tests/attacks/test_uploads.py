"""Uploads killed between the two stores: a file on the disk and its row in the database, neither without the other."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.db.models.sql.compiler import SQLInsertCompiler
from pytest_django import Settings
from wagtail.documents.models import Document
from wagtail.models import Collection

from rapporteur.base.core.content import ContentStore
from rapporteur.base.core.permissions import operator
from rapporteur.base.values.running.unsettled import Unsettled
from rapporteur.intake.importing.actions import store
from rapporteur.intake.importing.uploads.actions import discard_upload, hand_in
from rapporteur.intake.importing.uploads.models import Upload, UploadPurpose
from rapporteur.interfaces.cli.serve import clear_stores
from rapporteur.interfaces.office.library import rows
from tests.factories import make

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
def named() -> set[str]:
    return set()


@pytest.fixture
def files(tmp_path: Path, named: set[str]) -> tuple[ContentStore, Unsettled]:
    kept = ContentStore(tmp_path / "imports", private=True)
    return kept, Unsettled(kept.folder, named.__contains__, kept.forget)


def test_a_file_of_which_the_row_was_never_written_goes_with_the_next(
    files: tuple[ContentStore, Unsettled], named: set[str]
) -> None:
    kept, unsettled = files
    lost = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"  # of b"test"
    put_and_die(kept, unsettled, b"test", lost)
    assert lost in kept_in(kept)
    with unsettled.until_named("another"):
        pass
    assert kept_in(kept) == set()


def test_a_file_of_which_the_row_was_written_stays(
    files: tuple[ContentStore, Unsettled], named: set[str]
) -> None:
    kept, unsettled = files
    key = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    named.add(key)
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


# --- the library -------------------------------------------------------------------------------


@pytest.fixture
def media(tmp_path: Path, settings: Settings) -> Path:
    """A library on a disk of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": backend}
    if not Collection.get_first_root_node():  # a test of whole transactions has emptied its table
        Collection.add_root(name="Root")
    return tmp_path / "media"


def lying_in(media: Path) -> set[str]:
    return {path.relative_to(media).as_posix() for path in media.rglob("*") if path.is_file()}


def die(*args: Any, **kwargs: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


Killed = Callable[[Callable[[], object]], None]


@pytest.fixture
def killed() -> Killed:
    """Do something in a process of its own, with a connection of its own where the engine has any, that is killed."""

    def do(work: Callable[[], object]) -> None:
        child = os.fork()
        if not child:
            with suppress(BaseException):
                if connection.vendor == "postgresql":
                    _of_the_parent = connection.connection
                    connection.connection = None
                work()
            os._exit(1)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), "it ended by itself"

    return do


def letter(name: str = "letter.txt") -> Document:
    document: Document = Document.objects.create(title="Letter", file=ContentFile(name.encode(), name))
    return document


def a_picture() -> Any:
    return make.ImageFactory()


def stored_and_dead(compiler: SQLInsertCompiler) -> None:
    """Store the file, as every insertion does first, and get no further."""
    compiler.pre_save_val(compiler.query.get_meta().get_field("file"), compiler.query.objs[0])
    die()


def letter_in_a_transaction() -> None:
    with transaction.atomic():
        letter()
        die()


@pytest.mark.django_db(transaction=True)
class TestTheLibrary:
    """Documents, pictures, and those made smaller of them."""

    @pytest.mark.parametrize("what", [letter, a_picture], ids=lambda what: what.__name__)
    def test_of_an_upload_that_is_killed_before_its_row_nothing_stays(
        self, media: Path, killed: Killed, monkeypatch: pytest.MonkeyPatch, what: Callable[[], object]
    ) -> None:
        with monkeypatch.context() as patched:
            patched.setattr(SQLInsertCompiler, "as_sql", stored_and_dead)
            killed(what)
        assert len(lying_in(media)) == 2  # the file and its mark
        clear_stores()
        assert lying_in(media) == set()

    def test_of_one_that_is_killed_before_its_row_is_settled_nothing_stays(
        self, media: Path, killed: Killed
    ) -> None:
        killed(letter_in_a_transaction)
        assert len(lying_in(media)) == 2
        other = letter("other.txt")  # the next upload sees to it as well
        assert lying_in(media) == {other.file.name}

    def test_of_a_picture_that_is_being_made_smaller_nothing_stays(
        self, media: Path, killed: Killed, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        image = a_picture()
        with monkeypatch.context() as patched:
            patched.setattr(SQLInsertCompiler, "as_sql", stored_and_dead)
            killed(lambda: image.get_rendition("max-20x20"))
        assert len(lying_in(media)) == 3
        clear_stores()
        assert lying_in(media) == {image.file.name}

    def test_of_what_is_deleted_or_exchanged_nothing_stays(
        self, media: Path, killed: Killed, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Whoever is killed between the commit and the file that is not named any more.

        SQLite is in memory here, so that a child writes rows for itself: they are written once more.
        """
        gone, exchanged = letter("gone.txt"), letter("before.txt")
        before = exchanged.file.name
        with monkeypatch.context() as patched:
            patched.setattr(rows, "_ask", die)
            killed(gone.delete)
            Document.objects.filter(pk=gone.pk)._raw_delete(DEFAULT_DB_ALIAS)
            exchanged.file = ContentFile(b"another", "after.txt")
            killed(exchanged.save)
            Document.objects.filter(pk=exchanged.pk).update(file="documents/after.txt")
        assert lying_in(media) > {before, "documents/after.txt"}
        clear_stores()
        assert lying_in(media) == {"documents/after.txt"}

    def test_what_comes_to_nothing_is_cleared_and_what_is_written_stays(self, media: Path) -> None:
        with suppress(ZeroDivisionError), transaction.atomic():
            letter("lost.txt")
            raise ZeroDivisionError
        kept = letter("kept.txt")
        with transaction.atomic():
            later = letter("later.txt")
            clear_stores()
        names = {kept.file.name, later.file.name}
        assert lying_in(media) == names
        clear_stores()
        assert lying_in(media) == names
        assert rows._MARKS == {}
