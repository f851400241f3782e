"""Databases of the tests: migrated once per engine, kept as a template, and copied for each worker.

A template is named for a fingerprint of what it was made from. The empty one is made by the migrations, triggers
included; another holds the demonstration. SQLite's are files in `.test_cache`, PostgreSQL's are databases of the
server: `rapporteur_tests_…`, which live as long as it does.

python -m tests.support.databases        make the templates of the engine that the settings name
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import sqlite3
import sys
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg
from django.core.management import call_command
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".test_cache"
DEMO = ROOT / "demo" / "2018-q2"
MEMORY = "file:memorydb_default?mode=memory&cache=shared"
OLDER = "older"
"""A database that earlier migrations made, where somebody has put one: the newer ones are all that is left to do."""
STALE = 7
"""How many templates are kept: two a change of code, so those of the last few."""
_IMPORT = re.compile(r"^\s*(?:from|import) (rapporteur[\w.]*)(?: import (\([^)]*\)|[^\n#]*))?", re.MULTILINE)


def files_behind(starts: Iterable[Path]) -> set[Path]:
    """Return `starts` and every file of the program that they import, one after the other."""
    waiting, found = list(starts), set[Path]()
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        for module, names in _IMPORT.findall(path.read_text(encoding="utf-8")):
            for dotted in (module, *(f"{module}.{name}" for name in re.findall(r"\w+", names))):
                place = ROOT.joinpath(*dotted.split("."))
                waiting += [
                    file for file in (place.with_suffix(".py"), place / "__init__.py") if file.is_file()
                ]
    return found


def fingerprint(files: Iterable[Path]) -> str:
    """Return a hash of these files, of the libraries' versions and of Python's."""
    digest = hashlib.sha256(sys.version.encode())
    for path in (ROOT / "requirements.lock", ROOT / "config" / "settings.py", *sorted(files)):
        digest.update(
            f"{os.path.relpath(path, ROOT)}\0".encode() + hashlib.sha256(path.read_bytes()).digest()
        )
    return digest.hexdigest()[:16]


@cache
def empty_name() -> str:
    """Return the name of the template that the migrations make: for them, the models, and what both import."""
    package = ROOT / "rapporteur"
    starts = {*package.rglob("migrations/*.py"), *package.rglob("models.py"), *package.rglob("apps.py")}
    return f"empty_{fingerprint(files_behind(starts))}"


@cache
def demo_name() -> str:
    """Return the name of the template that holds the demonstration: for its files and the whole program."""
    program = (ROOT / "rapporteur").rglob("*.py")
    return f"demo_{fingerprint({*program, *(path for path in DEMO.rglob('*') if path.is_file())})}"


class Templates(Protocol):
    """Templates of one engine, to which Django's connection is moved."""

    def has(self, name: str) -> bool:
        """Tell whether there is a template of this name."""

    def make(self, name: str, fill: Callable[[], Any], *, start: str = "") -> None:
        """Make a template: `fill` a new database, or a copy of the template `start`."""

    def use(self, name: str) -> None:
        """Let the connection lead to a copy of a template, as it was made."""

    def renew(self, name: str) -> None:
        """Let the connection lead to a new copy of a template, in place of one that was emptied."""

    def copy(self, name: str, folder: Path) -> str:
        """Return the address of a copy of a template for the tests' own processes; a file of it is in `folder`."""

    def end(self) -> None:
        """Take the copies away."""


class SqliteTemplates:
    """Files; the copies are in memory."""

    def has(self, name: str) -> bool:
        return self.file(name).is_file()

    def file(self, name: str) -> Path:
        return KEPT / f"{name}.sqlite3"

    def make(self, name: str, fill: Callable[[], Any], *, start: str = "") -> None:
        new = KEPT / f".{name}.{os.getpid()}"
        if start:
            new.write_bytes(self.file(start).read_bytes())
        self._move(str(new))
        fill()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=DELETE")  # a copy in memory knows no write-ahead log
        connection.close()
        new.replace(self.file(name))
        for old in sorted(KEPT.glob("*.sqlite3"), key=lambda path: -path.stat().st_mtime)[STALE:]:
            old.unlink(missing_ok=True)

    def use(self, name: str) -> None:
        self._move(MEMORY)
        connection.ensure_connection()
        with closing(sqlite3.connect(self.file(name))) as template:
            template.backup(connection.connection)
        self.file(name).touch()  # in use: not the oldest

    def renew(self, name: str) -> None:
        self.use(name)

    def copy(self, name: str, folder: Path) -> str:
        file = folder / "rapporteur.sqlite3"
        file.write_bytes(self.file(name).read_bytes())
        return f"sqlite:///{file}"

    def end(self) -> None:
        self._move(str(KEPT / "none"))

    @staticmethod
    def _move(name: str) -> None:
        if connection.settings_dict["NAME"] != name:
            connection.settings_dict["NAME"] = name  # first: Django never closes what is in memory
            connection.close()


class PostgresTemplates:
    """Databases of a server; the copies are others, one per template and worker."""

    def __init__(self) -> None:
        self.address = {**connection.get_connection_params(), "cursor_factory": None, "autocommit": True}
        for name in ("prepare_threshold", "context", "cursor_factory"):
            self.address.pop(name, None)
        self.copies: dict[str, str] = {}
        self.others: list[str] = []

    def ask(self, statement: str) -> bool:
        with psycopg.connect(**self.address) as server:
            cursor = server.execute(statement.encode())
            return cursor.description is not None and cursor.fetchone() is not None

    def has(self, name: str) -> bool:
        return self.ask(f"SELECT FROM pg_database WHERE datname = 'rapporteur_tests_{name}'")

    def make(self, name: str, fill: Callable[[], Any], *, start: str = "") -> None:
        new = self._copied(start)
        self._move(new)
        fill()
        connection.close()
        self.ask(f'ALTER DATABASE "{new}" RENAME TO "rapporteur_tests_{name}"')

    def use(self, name: str) -> None:
        if name not in self.copies:
            self.copies[name] = self._copied(name)
        self._move(self.copies[name])

    def renew(self, name: str) -> None:
        connection.close()
        if name in self.copies:
            self.ask(f'DROP DATABASE "{self.copies.pop(name)}" WITH (FORCE)')
        self.use(name)

    def copy(self, name: str, folder: Path) -> str:
        self.others.append(self._copied(name))
        server = urlsplit(os.environ["RAPPORTEUR_TEST_POSTGRESQL"])
        return urlunsplit(server._replace(path=f"/{self.others[-1]}"))

    def end(self) -> None:
        connection.close()
        for copy in (*self.copies.values(), *self.others):
            # A process that a test began may still be about to leave it.
            self.ask(f'DROP DATABASE "{copy}" WITH (FORCE)')

    def _copied(self, name: str) -> str:
        copy = f"rapporteur_test_{uuid.uuid4().hex[:12]}"
        self.ask(f'CREATE DATABASE "{copy}"' + (f' TEMPLATE "rapporteur_tests_{name}"' if name else ""))
        return copy

    @staticmethod
    def _move(name: str) -> None:
        connection.close()
        connection.settings_dict["NAME"] = name


def templates() -> Templates:
    """Return the templates of the engine that the settings name."""
    return PostgresTemplates() if connection.vendor == "postgresql" else SqliteTemplates()


@contextmanager
def _alone() -> Iterator[None]:
    """Let one process at a time make templates of an engine; the others wait, and find them made."""
    KEPT.mkdir(exist_ok=True)
    with (KEPT / f"{connection.vendor}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def use_empty(kept: Templates) -> None:
    """Let the connection lead to a database that the migrations made and nobody has written into."""
    with _alone():
        if not kept.has(empty_name()):
            start = OLDER if kept.has(OLDER) else ""
            kept.make(
                empty_name(), lambda: call_command("migrate", verbosity=0, interactive=False), start=start
            )
        kept.use(empty_name())


def renew_empty(kept: Templates) -> None:
    """Lead the connection, after a test that emptied its tables, to what the migrations made, their rows included."""
    with _alone():
        kept.renew(empty_name())


def own_database(kept: Templates, folder: Path) -> str:
    """Return the address of a database that the migrations made, for processes that a test starts."""
    with _alone():
        return kept.copy(empty_name(), folder)


def use_demo(kept: Templates) -> None:
    """Let the connection lead to a database with the demonstration in it."""
    from rapporteur.base.core.permissions import operator
    from rapporteur.intake.importing.datasets.loading import load_data_set
    from rapporteur.intake.importing.datasets.reading import read_data_set

    with _alone():
        if not kept.has(demo_name()):
            kept.make(
                demo_name(),
                lambda: load_data_set(read_data_set(DEMO), by=operator("test")),
                start=empty_name(),
            )
        kept.use(demo_name())


def main() -> None:
    """Make the templates ahead of the tests, so that no worker waits for another."""
    django.setup()
    kept = templates()
    use_empty(kept)
    use_demo(kept)
    kept.end()


if __name__ == "__main__":
    main()
