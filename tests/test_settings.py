"""Settings from the environment: what they say is done or refused, and what they make is its owner's alone."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from config import env
from tests.interfaces.cli.installation import ROOT, Installation
from tests.support.databases import SqliteTemplates, empty_name

NAME = "RAPPORTEUR_DATABASE"


def database(monkeypatch: pytest.MonkeyPatch, address: str) -> dict[str, object]:
    monkeypatch.setenv(NAME, address)
    return env.database(NAME, default_file=Path("unused"))


def test_options_of_an_address_reach_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    address = "postgresql://a:b@db.example.org:5433/c?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem"
    found = database(monkeypatch, address)
    assert found["OPTIONS"] == {"sslmode": "verify-full", "sslrootcert": "/etc/ca.pem"}
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example.org", "5433", "c")


def test_a_socket_is_a_host(monkeypatch: pytest.MonkeyPatch) -> None:
    found = database(monkeypatch, "postgresql:///c?host=/run/postgresql&connect_timeout=3")
    assert (found["HOST"], found["OPTIONS"]) == ("/run/postgresql", {"connect_timeout": "3"})


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("postgresql://a:b@h/c?ssl=true", "options among application_name, channel_binding"),
        ("postgresql://a:b@h/c?sslmode=verify_full", "sslmode as one of disable, allow"),
        ("postgresql://a:b@h/c?sslmode", "options as name=value"),
        ("postgresql://a:b@h/c?sslmode=require&sslmode=disable", "each option once"),
        ("postgresql://a:b@h/c?host=i", "one host"),
        ("postgresql://a:b@h/c#d", "%23"),
        ("sqlite:///file.sqlite3?mode=ro", "without options"),
        ("sqlite://host/file.sqlite3", "without a host"),
    ],
)
def test_what_would_be_dropped_is_refused(
    monkeypatch: pytest.MonkeyPatch, address: str, expected: str
) -> None:
    with pytest.raises(env.InvalidSetting) as refusal:
        database(monkeypatch, address)
    assert expected in str(refusal.value)
    assert "a:b" not in str(refusal.value)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def fill_tables(database: Path) -> None:
    """Write into a database's file what the tests keep of the migrations, all of which take most of a minute."""
    kept = SqliteTemplates().file(empty_name())
    with closing(sqlite3.connect(kept)) as template, closing(sqlite3.connect(database)) as connection:
        template.backup(connection)


def test_what_holds_records_is_its_owners_alone(tmp_path: Path) -> None:
    """Under a umask that would let everybody read and write; the first migrations make what the others write into."""
    var, out = tmp_path / "var", tmp_path / "dues.csv"
    installation = Installation(var, tmp_path / "build", umask=0)
    kept = SqliteTemplates().has(empty_name())
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--no-input", *(("contenttypes",) if kept else ())],
        cwd=ROOT, env=installation.environment(), umask=0, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    made = {var: "0o700", var / "secret-key": "0o600", var / "rapporteur.sqlite3": "0o600"}
    assert {path: oct(mode(path)) for path in made} == made
    if kept:
        fill_tables(var / "rapporteur.sqlite3")

    for command in (
        ("load", str(ROOT / "tests" / "data" / "tiny"), "--by", "rui"),
        ("export", "dues", str(out)),
    ):
        done = installation.run(*command)
        assert done.returncode == 0, done.stderr
    made[out] = "0o600"
    assert {path: oct(mode(path)) for path in made} == made


def test_a_database_that_others_could_read_is_taken_from_them(tmp_path: Path) -> None:
    from rapporteur.base.core.apps import keep_private

    class Connection:
        vendor = "sqlite"
        settings_dict = {"NAME": tmp_path / "a.sqlite3"}

    for name in ("a.sqlite3", "a.sqlite3-wal", "a.sqlite3-shm"):
        (tmp_path / name).touch(mode=0o666)
        (tmp_path / name).chmod(0o666)
    keep_private(Connection())
    assert {mode(path) for path in tmp_path.iterdir()} == {0o600}
