"""Installations of an engine: copied for each attack, and told apart by all that they hold."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import uuid
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

DATABASE = "rapporteur.sqlite3"
VOLATILE = re.compile(
    r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d[.\d]*(?:\+00:00|\+00|Z)?"
    r"|\b[0-9a-f]{64}\b|\b[0-9a-f]{8}-[0-9a-f-]{27}\b|\b[0-9a-f]{32}\b"
)
"""What differs between two runs that do the same: moments, hashes over them, and keys made by chance (UUIDs)."""
TRANSIENT = frozenset({"django_session", "sqlite_sequence"})
Rows = dict[str, list[str]]


@dataclass
class Place:
    """An installation: its folders, the address of its database, and the folder that its commands write to."""

    folder: Path
    database: str

    @property
    def var(self) -> Path:
        return self.folder / "var"

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def temporary(self) -> Path:
        return self.folder / "tmp"

    def environment(self) -> dict[str, str]:
        """Return what its commands are told, with nothing of the machine's own settings."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("RAPPORTEUR_")}
        kept.pop("DJANGO_SETTINGS_MODULE", None)
        own = {"RAPPORTEUR_DATABASE": self.database} if self.database else {}
        return kept | own | {
            "RAPPORTEUR_VAR": str(self.var), "RAPPORTEUR_BUILD": str(self.folder / "build"),
            "TMPDIR": str(self.temporary), "RAPPORTEUR_LOCK_SECONDS": "5",
        }  # fmt: skip

    def prepare(self) -> None:
        """Make the folders in which commands write."""
        for folder in (self.out, self.temporary):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)

    def files(self) -> set[str]:
        """Return the names of all files and folders, but for contents, which are named by what they hold."""
        found = {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*")}
        return {re.sub(r"\b[0-9a-f]{2}(/[0-9a-f]{64})?$", "CONTENT", name) for name in found}


class Engine:
    """Makes installations on SQLite."""

    name = "sqlite"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def new(self, name: str) -> Place:
        """Return an installation in which nothing has happened."""
        place = Place(self.folder / name, "")
        place.prepare()
        return place

    def filled(self, name: str, database: str) -> Place:
        """Return an installation that begins as this database, of which only the tables are there."""
        place = self.new(name)
        place.var.mkdir()
        shutil.copy(database.removeprefix("sqlite:///"), place.var / DATABASE)
        return place

    def copy(self, of: Place, name: str) -> Place:
        """Return a copy of an installation in which no command runs."""
        shutil.rmtree(self.folder / name, ignore_errors=True)
        place = Place(self.folder / name, "")
        shutil.copytree(of.var, place.var)
        place.prepare()
        return place

    def rows(self, place: Place) -> Rows:
        """Return what each table holds, but for what differs between two runs that do the same."""
        file = place.var / DATABASE
        if not file.exists():
            return {}
        with closing(sqlite3.connect(file)) as database:
            query = "SELECT name FROM sqlite_master WHERE type = 'table'"
            tables = [name for (name,) in database.execute(query)]
            return {
                table: _plain(database.execute(f'SELECT * FROM "{table}"'))  # noqa: S608  # its own
                for table in tables
                if table not in TRANSIENT
            }

    def close_gaps(self, place: Place) -> None:
        """Let numbers go on from the last row: what was taken back has used none up here."""

    def end(self) -> None:
        """Take away what is no file."""


class PostgreSQL(Engine):
    """Makes installations on the server of the tests."""

    name = "postgresql"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.server = urlsplit(os.environ["RAPPORTEUR_TEST_POSTGRESQL"])
        self.databases: set[str] = set()

    def new(self, name: str, template: str = "") -> Place:
        place = super().new(name)
        place.database = self._make(template)
        return place

    def filled(self, name: str, database: str) -> Place:
        return self.new(name, urlsplit(database).path.strip("/"))

    def copy(self, of: Place, name: str) -> Place:
        place = super().copy(of, name)
        place.database = self._make(urlsplit(of.database).path.strip("/"))
        return place

    def rows(self, place: Place) -> Rows:
        with psycopg.connect(place.database) as database:
            query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            tables = [name for (name,) in database.execute(query)]
            return {
                table: _plain(database.execute(f'SELECT * FROM "{table}"'.encode()))  # noqa: S608  # its own
                for table in tables
                if table not in TRANSIENT
            }

    def close_gaps(self, place: Place) -> None:
        """Let numbers go on from the last row; this server does not take back those of a write that it takes back."""
        with psycopg.connect(place.database, autocommit=True) as database:
            query = (
                "SELECT table_name, column_name FROM information_schema.columns "
                "WHERE table_schema = 'public' AND is_identity = 'YES'"
            )
            for table, column in database.execute(query).fetchall():
                database.execute(
                    f"SELECT setval(pg_get_serial_sequence('\"{table}\"', '{column}'), "  # noqa: S608  # its own
                    f'COALESCE(max("{column}"), 0) + 1, false) FROM "{table}"'.encode()
                )

    def end(self) -> None:
        for name in self.databases:
            self._ask(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _make(self, template: str) -> str:
        name = f"rapporteur_attack_{uuid.uuid4().hex[:12]}"
        self.databases.add(name)
        self._ask(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
        return urlunsplit(self.server._replace(path=f"/{name}"))

    def _ask(self, statement: str) -> None:
        with psycopg.connect(urlunsplit(self.server), autocommit=True) as server:
            server.execute(statement.encode())


def _plain(rows: Iterable[tuple[object, ...]]) -> list[str]:
    return sorted(VOLATILE.sub("~", repr(tuple(map(str, row)))) for row in rows)


def difference(one: Rows, other: Rows) -> list[str]:
    """Return the names of the tables in which two states differ."""
    return sorted(table for table in one.keys() | other.keys() if one.get(table) != other.get(table))
