"""The drill of docs/administration.md: a backup while somebody freezes, everything lost, put back, verified."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tests.interfaces.cli.installation import Installation
from tests.kept.making_installation import THREE_LANGUAGES, TINY
from tests.kept.migrated import migrated_installation
from tests.kept.packing import DATABASE, STORES

BEFORE = "2026-Q1/1: 11 documents, all as they were frozen\n"


def copy_database(of: Installation, to: Path) -> None:
    """Do what `sqlite3 … ".backup …"` does."""
    with (
        closing(sqlite3.connect(of.var / DATABASE)) as source,
        closing(sqlite3.connect(to / DATABASE)) as copy,
    ):
        source.backup(copy)


def copy_folders(of: Installation, to: Path) -> None:
    for name in STORES:
        if (of.var / name).is_dir():
            shutil.copytree(of.var / name, to / name)


def freeze_another(of: Installation, folder: Path) -> None:
    """Change a record and freeze the edition that corrects it."""
    data = folder / "two-languages"
    shutil.copytree(TINY, data)
    written = THREE_LANGUAGES.replace(", es: Paseo por los canales", "").partition("  es:")[0]
    (data / "activities" / "canal-walk.yaml").write_text(written, encoding="utf-8")
    for command in (("load", str(data), "--by", "rui"), ("freeze", "2026-Q1", "--by", "Rui")):
        done = of.run(*command)
        assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def copies(common_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copies of an installation with one edition, from `before` somebody freezes another one, and from `after` it."""
    folder = tmp_path_factory.mktemp("freezing")
    installation = migrated_installation(common_folder, folder)
    for moment in ("before", "after"):
        if moment == "after":
            freeze_another(installation, folder)
        for name, copy in (("database", copy_database), ("folders", copy_folders)):
            (folder / moment / name).mkdir(parents=True)
            copy(installation, folder / moment / name)
    return folder


def restored(database: Path, folders: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Put a backup of these two back where everything is lost, and verify."""
    anew = Installation(folder / "var", folder / "build")
    shutil.copytree(folders, anew.var)
    shutil.copy(database / DATABASE, anew.var)
    return anew.run("verify", "--run-unsandboxed")


@pytest.mark.parametrize(
    ("database", "folders", "whole"),
    [("before", "after", True), ("after", "before", False)],
    ids=["database first", "folder first"],
)
def test_a_backup_while_somebody_freezes(
    copies: Path, tmp_path: Path, database: str, folders: str, whole: bool
) -> None:
    """The database first: the folder then holds all that it names. In the other order documents are gone."""
    done = restored(copies / database / "database", copies / folders / "folders", tmp_path)

    if whole:
        assert (done.returncode, done.stdout.startswith(BEFORE)) == (0, True), done.stderr
    else:
        assert done.returncode == 1
        assert done.stdout.startswith(BEFORE)
        assert "cannot be read" in done.stdout
