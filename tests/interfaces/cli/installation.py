"""An installation as `rapporteur demo --no-serve` leaves it, made once for all tests that run real commands."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.support.warm import Warm

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = Path(sys.executable).with_name("rapporteur")
WARM = Warm()
FINDING_KEYS = {
    "rule", "severity", "record", "field", "message", "mend", "evidence", "waivable", "confidential", "fingerprint",
}  # fmt: skip
"""Of one finding in the JSON of `check` and of `reconcile`, as docs/checks.md tells them."""


@dataclass(frozen=True)
class Installation:
    """Folders of an installation, and the way to run its commands."""

    var: Path
    build: Path
    umask: int | None = None
    """What its commands make new files with, where that is not what the tests do."""
    database: str = ""
    """The address of its database, where that is no file in its folder."""

    def run(
        self, *arguments: str, folder: Path = ROOT, typed: str | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Run `rapporteur` with `arguments` as a process of its own; `typed` is what a person answers.

        It is copied from one that has imported the program, unless its environment says something to Python itself.
        """
        given = self.environment(**environment)
        if all(name.startswith("RAPPORTEUR_") or name == "TMPDIR" for name in environment):
            return WARM.run(arguments, environment=given, folder=folder, typed=typed, umask=self.umask)
        return self.start(*arguments, folder=folder, typed=typed, **environment)

    def start(
        self, *arguments: str, folder: Path = ROOT, typed: str | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Run it from the very start, as a terminal does."""
        return subprocess.run(
            [str(PROGRAM), *arguments],
            cwd=folder,
            env=self.environment(**environment),
            input=typed,
            capture_output=True,
            text=True,
            timeout=600,  # a busy machine is no failure
            check=False,
            umask=-1 if self.umask is None else self.umask,
        )

    def environment(self, **more: str) -> dict[str, str]:
        """Return the environment of its commands."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("RAPPORTEUR_")}
        kept.pop("DJANGO_SETTINGS_MODULE", None)
        own = {"RAPPORTEUR_DATABASE": self.database} if self.database else {}
        folders = {"RAPPORTEUR_VAR": str(self.var), "RAPPORTEUR_BUILD": str(self.build)}
        return {**kept, **folders, **own, **more}


def shared_installation(folder: Path) -> Installation:
    """Return the installation in `folder`, made by whoever comes first; the others wait."""
    installation = Installation(folder / "var", folder / "build")
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "demo.txt").exists():
            somebody_works_in(installation.var)
            done = installation.start("demo", "--no-serve")
            assert done.returncode == 0, done.stderr
            (folder / "demo.err.txt").write_text(done.stderr)
            (folder / "demo.txt").write_text(done.stdout)
    return installation


def somebody_works_in(var: Path) -> None:
    """Put a database there that no demonstration made, and what a demonstration that was killed leaves."""
    var.mkdir(parents=True, exist_ok=True)
    (var / ".database-of-1" / "content").mkdir(parents=True)
    (var / ".database-of-1" / "content" / "rapporteur.sqlite3-wal").touch()
    with closing(sqlite3.connect(var / "rapporteur.sqlite3")) as database, database:
        database.execute("CREATE TABLE core_auditentry (by TEXT)")
        database.execute("CREATE TABLE auth_user (username TEXT)")
        database.execute("INSERT INTO core_auditentry VALUES ('Ana')")
