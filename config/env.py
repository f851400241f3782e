"""Settings from the environment; an unknown or malformed value stops the start, naming what was expected."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

ADDRESSES = "sqlite:///file.sqlite3 or postgresql://user:password@host:port/name"


class InvalidSetting(ValueError):
    """An environment variable whose value cannot be used."""

    def __init__(self, name: str, value: str, expected: str) -> None:
        super().__init__(f"{name}='{value}' cannot be used: expected {expected}")


def flag(name: str, *, default: bool) -> bool:
    """Read a yes/no variable: 1, true, yes, on or 0, false, no, off."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise InvalidSetting(name, value, "1, true, yes, on or 0, false, no, off")


def seconds(name: str, *, default: int) -> int:
    """Read a number of seconds, zero or more."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not (value.isascii() and value.isdigit()):
        raise InvalidSetting(name, value, "a whole number of seconds")
    return int(value)


def folder(name: str, *, default: Path) -> Path:
    """Read the path of a folder."""
    value = os.environ.get(name, "")
    return Path(value).absolute() if value else default


def made_folder(name: str, *, default: Path, within: str) -> Path:
    """Read the path of a folder, and make it with the folder `within` it."""
    path = folder(name, default=default)
    try:
        (path / within).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InvalidSetting(
            name, str(path), f"a folder that can be made and written in ({error.strerror})"
        ) from error
    return path


def words(name: str, default: str = "") -> list[str]:
    """Read a comma-separated list."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def database(name: str, *, default_file: Path) -> dict[str, Any]:
    """Read a database address: `sqlite:///file.sqlite3` or `postgresql://user:password@host:port/name`.

    Without the variable the database is the SQLite file `default_file`. SQLite runs with a write-ahead log and
    takes its write lock when a transaction begins: with the defaults, concurrent writers fail at once.
    """
    value = os.environ.get(name, "")
    if not value:
        return sqlite(default_file)
    scheme = value.partition("://")[0] if "://" in value else ""
    shown = f"{scheme}://…"  # never whole: it may hold a password
    try:
        parts = urlsplit(value)
        port, path = parts.port, unquote(parts.path.removeprefix("/"))
    except ValueError as error:
        raise InvalidSetting(name, shown, ADDRESSES) from error
    if scheme not in {"sqlite", "postgresql", "postgres"} or not path:
        raise InvalidSetting(name, shown, ADDRESSES)
    if scheme == "sqlite":
        return sqlite(Path(path))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": path,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or dict(parse_qsl(parts.query)).get("host", ""),
        "PORT": str(port or ""),
        "CONN_HEALTH_CHECKS": True,
    }


def sqlite(file: Path) -> dict[str, Any]:
    """Return Django's settings for the SQLite database in `file`."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": seconds("RAPPORTEUR_LOCK_SECONDS", default=20),
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
                "PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000;"
            ),
        },
        "TEST": {"NAME": None},
    }


def secret_key(name: str, *, file: Path) -> str:
    """Read the secret key from the environment, else from `file`, which is made on first use (mode 600)."""
    value = os.environ.get(name, "")
    if value:
        return value
    try:
        return file.read_text(encoding="ascii")
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        new = file.with_name(f".{file.name}.{os.getpid()}")
        new.touch(mode=0o600)
        new.write_text(secrets.token_urlsafe(50), encoding="ascii")
        with suppress(FileExistsError):  # another process was faster: its key is everybody's
            file.hardlink_to(new)
        new.unlink()
        return file.read_text(encoding="ascii")
